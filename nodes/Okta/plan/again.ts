import type { IDataObject } from 'n8n-workflow';

import { canonical, isObject, text } from '../transport/json';
import { resolveUrl } from '../transport/path';
import type { OktaOfItem, OktaOfRun, OktaRequest } from '../transport/types';
import { asRefusal } from './asRefusal';
import type { Basis } from './planned';
import { Planned } from './planned';
import { type PlannedRequest, toPlanItem } from './planItem';
import { Readings } from './readings';
import type { Agreed } from './sealed';
import { PLACEHOLDER, World } from './world';

/**
 * Whether an item would still do what was agreed to: what it is based on is read again, and its
 * requests are foreseen again. Sends nothing but reads.
 *
 * @param scopes - of which any one is enough for the writes
 * @returns what is no longer so, in words; empty where all is as it was
 * @throws Okta's refusal where none of the scopes was granted
 */
export async function whatHasChanged(
	okta: OktaOfItem,
	explain: OktaOfRun['explain'],
	agreed: Agreed,
	scopes: readonly string[],
): Promise<string[]> {
	const org = new Planned(okta, explain, new World(), new Readings(), scopes);
	const differences: string[] = [];
	for (const [path, was] of Object.entries(agreed.basedOn)) {
		const is = await org.look(path, was);
		if (JSON.stringify(is) !== JSON.stringify(was)) differences.push(differently(path, was, is));
	}
	if (differences.length > 0) return differences;

	const made = new Map<string, string>();
	for (const planned of agreed.requests) {
		const request = toRequest(replaced(planned, made), okta.origin);
		const reply = await org.send(request).catch(asRefusal);
		if (org.writes.length === 0 && reply instanceof Error) throw reply;
		const isRefused = planned.would === 'be refused';
		if (reply instanceof Error !== isRefused) {
			return [
				reply instanceof Error
					? `Okta would refuse it now: ${reply.message}`
					: `Okta would not refuse ${planned.method} ${planned.path} any more.`,
			];
		}
		if (planned.makes !== undefined && !(reply instanceof Error) && isObject(reply.body)) {
			made.set(planned.makes, text(reply.body['id']));
		}
	}
	const { object, changes, would } = replaced(agreed, made);
	const now = toPlanItem(org, object);
	const isNamedSo = now.object.name === object.name;
	return [
		...(isNamedSo ? [] : [`Its name was "${object.name}" and is "${now.object.name}" now.`]),
		...(now.object.id === object.id
			? []
			: [`Its ID was ${object.id} and is ${now.object.id} now.`]),
		...changedAmong(changes, now.changes),
		...(now.would === would ? [] : [`It would ${words[now.would]} now. ${now.why}`.trim()]),
	];
}

const words: Readonly<Record<string, string>> = {
	create: 'create something',
	change: 'change something',
	remove: 'remove something',
	nothing: 'change nothing',
	'be refused': 'be refused',
};

function differently(path: string, was: Basis[string], is: Basis[string]): string {
	const said = (found: Basis[string]) =>
		found === null ? 'nothing' : Array.isArray(found) ? found.join(', ') || 'nobody' : found;
	return `At ${path} was ${said(was)}, and is ${said(is)} now.`;
}

type Changes = Agreed['changes'];

function changedAmong(agreed: Changes, now: Changes): string[] {
	const fields = new Set([...agreed, ...now].map(({ field }) => field));
	return [...fields].flatMap((field) => {
		const then = agreed.find((change) => change.field === field);
		const today = now.find((change) => change.field === field);
		const [was, is] = [then, today].map((change) => canonical(change?.from ?? null));
		const [meant, means] = [then, today].map((change) => canonical(change?.to ?? null));
		if (!then) return [`"${field}" was not to change, and is ${brief(is)} now.`];
		if (!today) return [`"${field}" was ${brief(was)}, and would not change any more.`];
		if (was !== is) return [`"${field}" was ${brief(was)}, and is ${brief(is)} now.`];
		return meant === means ? [] : [`"${field}" would become ${brief(means)} now.`];
	});
}

const brief = (json = '') => (json.length > 100 ? `${json.slice(0, 100)}…` : json);

/** A copy with other texts in the place of placeholders, wherever they stand. */
export function replaced<T>(value: T, by: ReadonlyMap<string, string>): T;
export function replaced(value: unknown, by: ReadonlyMap<string, string>): unknown {
	if (by.size === 0) return value;
	if (typeof value === 'string') {
		return value.replace(PLACEHOLDER, (placeholder) => by.get(placeholder) ?? placeholder);
	}
	if (Array.isArray(value)) return value.map((entry: unknown) => replaced(entry, by));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, held]) => [name, replaced(held, by)]),
	);
}

/** A request of a plan as it is sent, without what to do when its answer gets lost. */
export function toRequest(planned: PlannedRequest, origin: string): OktaRequest {
	const { method, path, body, headers } = planned;
	const { pathname, searchParams } = resolveUrl(origin, path);
	return {
		method,
		path: pathname,
		query: Object.fromEntries(searchParams),
		...(headers && { headers }),
		...(isBody(body) && { body }),
	};
}

const isBody = (body: unknown): body is IDataObject | unknown[] =>
	isObject(body) || Array.isArray(body);
