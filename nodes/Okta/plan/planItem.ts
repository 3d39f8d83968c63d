import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/json';
import type { OktaRequest } from '../transport/types';
import type { Change, Foreseen, Subject, Would } from './foreseen';
import type { HeldWrite } from './planned';

/** What one item of the input would lead to. */
export interface PlanItem {
	dryRun: true;
	would: Would;
	why: string;
	object: Subject;
	changes: readonly Change[];
	/** What would be sent, in this order, without secrets. */
	requests: ReadonlyArray<{ method: string; path: string; body?: unknown }>;
	/** Whether Okta's answers follow from what was read; why not, is under `why`. */
	certain: boolean;
}

/** Of several writes the one further ahead says what would become of the item. */
const weight: readonly Would[] = ['create', 'remove', 'change', 'nothing', 'be refused'];

/**
 * Sums up what an item would send.
 *
 * @param refusal - why the item would fail, or be left out, if it would
 * @param untouched - what the item is about when it would send nothing
 */
export function toPlanItem(
	writes: readonly HeldWrite[],
	untouched: Subject,
	refusal?: Error & { isSkipped?: boolean },
): PlanItem {
	const [main] = writes
		.map(({ foreseen }) => foreseen)
		.toSorted((a, b) => weight.indexOf(a.would) - weight.indexOf(b.would));
	// An operation may take a refusal for an answer: what it wanted to create is there.
	const isUntouched = main === undefined || main.would === 'be refused';
	const isRefused = refusal !== undefined && refusal.isSkipped !== true;
	const would = isRefused ? 'be refused' : refusal || isUntouched ? 'nothing' : main.would;
	const doubts = writes.map(({ foreseen }) => foreseen.doubt).filter(Boolean);
	return {
		dryRun: true,
		would,
		why: [refusal?.message ?? whyOf(main), ...new Set(doubts)].filter(Boolean).join(' '),
		object: main?.subject ?? untouched,
		changes: refusal ? [] : summed(writes),
		requests: writes.map(({ request, path }) => ({
			method: request.method,
			path: withQuery(path, request),
			...(request.body !== undefined && { body: withoutSecrets(request.body) }),
		})),
		certain: doubts.length === 0,
	};
}

function whyOf(main: Foreseen | undefined): string {
	return main ? main.why : 'It is so already.';
}

/** What is switched off for a moment and on again does not change. */
function summed(writes: readonly HeldWrite[]): Change[] {
	const byField = new Map<string, Change>();
	for (const { field, from, to } of writes.flatMap(({ foreseen }) => foreseen.changes)) {
		byField.set(field, { field, from: byField.get(field)?.from ?? from, to });
	}
	return [...byField.values()].filter(
		({ from, to }) => JSON.stringify(from) !== JSON.stringify(to),
	);
}

function withQuery(path: string, { query }: OktaRequest): string {
	const parameters = new URLSearchParams(
		Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
	).toString();
	return parameters === '' ? path : `${path}?${parameters}`;
}

/** Members of bodies that give access to whoever reads them. */
const secret =
	/^(password|answer|client_secret|clientSecret|passCode|sharedSecret|privateKey|secret|authScheme|hash|hook|d|p|q|dp|dq|qi|k)$/;

/** A copy of a body that may be shown: what gives access is named and not told. */
export function withoutSecrets(body: unknown): unknown {
	if (Array.isArray(body)) return body.map(withoutSecrets);
	if (!isObject(body)) return body;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			secret.test(name) && value !== null ? '(hidden)' : withoutSecrets(value),
		]),
	);
}

function toValue(body: unknown): IDataObject[string] {
	if (Array.isArray(body)) return body.filter(isObject);
	return isObject(body) ? body : undefined;
}

/** Plan items as n8n puts them out. */
export function toJson({ object, changes, requests, ...rest }: PlanItem): IDataObject {
	return {
		...rest,
		object: { ...object },
		changes: changes.map((change) => ({ ...change })),
		requests: requests.map(({ method, path, body }) => ({ method, path, body: toValue(body) })),
	};
}
