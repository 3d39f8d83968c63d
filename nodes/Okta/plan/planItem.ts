import type { IDataObject } from 'n8n-workflow';

import { isSecret, whereIn } from '../objects/secrets';
import { isObject } from '../transport/json';
import type { OktaRequest } from '../transport/types';
import type { Change, Foreseen, Subject, Would } from './foreseen';
import type { Basis, HeldWrite } from './planned';

/** One request of a plan. */
export interface PlannedRequest {
	method: OktaRequest['method'];
	/** With the query. */
	path: string;
	body?: unknown;
	headers?: OktaRequest['headers'];
	/** What to do when its answer gets lost: as its operation says, or as goes without saying. */
	repeat?: 'harmless' | 'never' | 'look';
	/** The placeholder that stands for the ID of what it would make. */
	makes?: string;
	/** What would become of it; what its operation takes for an answer may be refused. */
	would: Would;
}

/** What one item of the input would lead to. */
export interface PlanItem {
	dryRun: true;
	would: Would;
	why: string;
	object: Subject;
	changes: readonly Change[];
	/** What would be sent, in this order, without secrets. */
	requests: readonly PlannedRequest[];
	/** Whether Okta's answers follow from what was read; why not, is under `why`. */
	certain: boolean;
	/** What was read for it. */
	basedOn: Basis;
}

/** Of several writes the one further ahead says what would become of the item. */
const weight: readonly Would[] = ['create', 'remove', 'change', 'nothing', 'be refused'];

/**
 * Sums up what an item would send.
 *
 * @param org - the org with its writes held back, in which the item was run
 * @param refusal - why the item would fail, or be left out, if it would
 * @param untouched - what the item is about when it would send nothing
 */
export function toPlanItem(
	{ writes, basis }: { writes: readonly HeldWrite[]; basis: Basis },
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
		requests: writes.map(toPlannedRequest),
		certain: doubts.length === 0,
		basedOn: basis,
	};
}

function toPlannedRequest({ request, path, foreseen, makes }: HeldWrite): PlannedRequest {
	const { method, body, headers = {}, repeat } = request;
	return {
		method,
		path,
		...(body !== undefined && { body: withoutSecrets(body) }),
		...(Object.keys(headers).length > 0 && { headers: withoutSecretHeaders(headers) }),
		...(repeat !== undefined && { repeat: typeof repeat === 'function' ? 'look' : repeat }),
		...(makes !== undefined && { makes }),
		would: foreseen.would,
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

const HIDDEN = '(hidden)';

/** A copy of what is sent that may be shown: what gives access is named and not told. */
function withoutSecrets(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, name));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([member, held]) => [
			member,
			isSecret(value, name, member) ? HIDDEN : withoutSecrets(held, whereIn(name, member)),
		]),
	);
}

function withoutSecretHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			/^(accept|content-type|if-match|prefer)$/i.test(name) ? value : HIDDEN,
		]),
	);
}

/** Whether something of the plan is a secret, which stays out of it. */
export function holdsSecret({ requests }: PlanItem): boolean {
	return JSON.stringify(requests).includes(JSON.stringify(HIDDEN));
}

/** Plan items as n8n puts them out. */
export function toJson(item: PlanItem): IDataObject {
	const { object, changes, requests, basedOn, ...rest } = item;
	return {
		...rest,
		object: { ...object },
		changes: changes.map((change) => ({ ...change })),
		requests: requests.map((request) => Object.assign<IDataObject, object>({}, request)),
		basedOn: { ...basedOn },
	};
}
