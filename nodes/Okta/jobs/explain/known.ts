import type { IDataObject } from 'n8n-workflow';

import { type Addition, additionTypes, idsOf, lastAdditions } from '../../objects/additions';
import { quote } from '../../objects/expression';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import { isOktasNo, isRefusal, toError } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import { OfRun } from '../offboard/ofRun';
import { evaluateRule } from '../sync/ruleExpression';
import type { GroupOf, RuleOf } from './ways';

/** What was read, or why Okta refused it. */
export type Reading<T> = { value: T } | { refusal: string };

/** A part that is there, and could not be read. */
interface NotRead {
	part: string;
	/** What it is about, where it isn't the whole part. */
	what?: string;
	why: string;
}

/** What is missing from one report. */
export class Gaps {
	readonly list: NotRead[] = [];

	/** @returns nothing where Okta refused it, which is written down */
	take<T>(part: string, reading: Reading<T>, what?: string): T | undefined {
		if ('value' in reading) return reading.value;
		this.list.push({ part, ...(what !== undefined && { what }), why: reading.refusal });
		return undefined;
	}

	toJson(): IDataObject {
		return { complete: this.list.length === 0, notRead: this.list.map((one) => ({ ...one })) };
	}
}

/** Read once for each key, be it that Okta refused. */
class Kept<T> {
	readonly #readings = new Map<string, Promise<Reading<T>>>();

	async get(key: string, read: () => Promise<T>): Promise<Reading<T>> {
		const reading = this.#readings.get(key) ?? orRefusal(read);
		this.#readings.set(key, reading);
		// The next one asks again.
		reading.catch(() => this.#readings.delete(key));
		return await reading;
	}
}

/** What an app was assigned to beside people. */
export type GroupsOfApp = ReadonlyMap<string, GroupOf>;

/** What the items of a run have in common, read once for all of them, refusals included. */
export class KnownOfRun {
	readonly #ofRun = new OfRun();
	readonly #rules = new Kept<RuleOf[]>();
	readonly #groupsOfApps = new Kept<GroupsOfApp>();
	readonly #assignments = new Kept<Map<string, Addition>>();
	readonly #apps = new Kept<IDataObject>();

	async rules(okta: Okta): Promise<Reading<RuleOf[]>> {
		return await this.#rules.get('', async () =>
			(await this.#ofRun.rules.get(okta)).map((rule) => ({
				...rule,
				holds: evaluateRule(rule.expression),
			})),
		);
	}

	/** The groups an app is assigned to. */
	async groupsOfApp(okta: Okta, appId: string): Promise<Reading<GroupsOfApp>> {
		return await this.#groupsOfApps.get(appId, async () => {
			const path = fillPath('/api/v1/apps/{appId}/groups', () => appId);
			const request = { method: 'GET', path, query: { expand: 'group' } } as const;
			const rows = await collect(okta.pages(request, { pageSize: 200, smallestPage: 20 }));
			const groups = rows.map(({ id, _embedded: embedded }) => {
				const group = isObject(embedded) ? embedded['group'] : undefined;
				return toGroup(isObject(group) ? group : { id });
			});
			return new Map(groups.map((group) => [group.id, group]));
		});
	}

	/**
	 * By whom apps were assigned to groups, by `wayOf`.
	 *
	 * @param appId - of one app alone; all of them unless given
	 */
	async groupAssignments(okta: Okta, appId?: string): Promise<Reading<Map<string, Addition>>> {
		const about = appId === undefined ? '' : ` and target.id eq ${quote(appId)}`;
		return await this.#assignments.get(about, async () => {
			const filter = `eventType eq ${quote(additionTypes.appGroup)}${about}`;
			return await lastAdditions(okta, filter, (event) =>
				idsOf(event, 'app').flatMap((app) =>
					idsOf(event, 'group').map((group) => wayOf(app, group)),
				),
			);
		});
	}

	/** A group with what people call the app or directory that keeps it, as far as that can be read. */
	async withSource(okta: Okta, group: GroupOf): Promise<GroupOf> {
		const { source } = group;
		if (!source) return group;
		const path = fillPath('/api/v1/apps/{appId}', () => source.id);
		const app = await this.#apps.get(
			source.id,
			async () => await sendForObject(okta, { method: 'GET', path }),
		);
		const label = 'value' in app ? text(app.value['label']) : '';
		return { ...group, source: { ...source, label } };
	}
}

/** By what an assignment of an app to a group is found. */
export const wayOf = (appId: string, groupId: string): string => `${appId} ${groupId}`;

/** Reads something that Okta may refuse to this service app, or has lost meanwhile. */
export async function orRefusal<T>(read: () => Promise<T>): Promise<Reading<T>> {
	try {
		return { value: await read() };
	} catch (error) {
		if (!isOktasNo(error)) throw toError(error);
		return { refusal: error.message };
	}
}

/** Reads something that somebody named: where it doesn't exist, that is wrong. */
export async function unlessRefused<T>(read: () => Promise<T>): Promise<Reading<T>> {
	try {
		return { value: await read() };
	} catch (error) {
		if (!isRefusal(error, 403)) throw toError(error);
		return { refusal: error.message };
	}
}

/** A group as Okta sends it. */
export function toGroup({ id, type, profile, source }: IDataObject): GroupOf {
	const sourceId = isObject(source) ? text(source['id']) : '';
	return {
		id: text(id),
		name: isObject(profile) ? text(profile['name']) : '',
		type: text(type),
		...(sourceId !== '' && { source: { id: sourceId, label: '' } }),
	};
}
