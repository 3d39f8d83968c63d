import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';

/** A rule that puts people into groups. */
export interface Rule {
	id: string;
	name: string;
	status: string;
	groupIds: string[];
	/** IDs of the users it leaves out. */
	excluded: string[];
	expression: string;
}

/** A relationship: many associated users to one primary user, as subordinates to a manager. */
export interface Relationship {
	primary: string;
	associated: string;
}

/** A group, and the IDs of the users who own it. */
export interface OwnedGroup {
	id: string;
	name: string;
	owners: string[];
}

/** Read once, whoever of the run asks for it. */
class Once<T> {
	#reading: Promise<T> | undefined;

	constructor(private readonly read: (okta: Okta) => Promise<T>) {}

	async get(okta: Okta): Promise<T> {
		const reading = (this.#reading ??= this.read(okta));
		// The next one asks again.
		reading.catch(() => (this.#reading = undefined));
		return await reading;
	}
}

/** What of an org all items of a run have in common. */
export class OfRun {
	readonly rules = new Once(readRules);
	readonly relationships = new Once(readRelationships);
	readonly ownedGroups = new Once(readOwnedGroups);
}

async function readRules(okta: Okta): Promise<Rule[]> {
	const list = { method: 'GET', path: '/api/v1/groups/rules' } as const;
	return (await collect(okta.pages(list, { pageSize: 200 }))).map(toRule);
}

async function readRelationships(okta: Okta): Promise<Relationship[]> {
	const list = { method: 'GET', path: '/api/v1/meta/schemas/user/linkedObjects' } as const;
	const definitions = await collect(okta.pages(list, {}));
	return definitions
		.map(({ primary, associated }) => ({
			primary: nameIn(primary),
			associated: nameIn(associated),
		}))
		.filter(({ primary, associated }) => primary !== '' && associated !== '');
}

/** Okta doesn't list what somebody owns: the owners of each group are asked for. */
async function readOwnedGroups(okta: Okta): Promise<OwnedGroup[]> {
	const list = { method: 'GET', path: '/api/v1/groups' } as const;
	const groups = await collect(okta.pages(list, { pageSize: 200 }));
	const lanes = { width: okta.parallel, ahead: Infinity };
	const owned: OwnedGroup[] = [];
	const withOwners = async ({ id, profile }: IDataObject): Promise<OwnedGroup> => ({
		id: text(id),
		name: nameIn(profile),
		owners: await ownersOf(okta, text(id)),
	});
	for await (const group of inLanes(groups, lanes, withOwners)) owned.push(group);
	return owned;
}

/** IDs of the users who own a group. */
export async function ownersOf(okta: Okta, groupId: string): Promise<string[]> {
	const path = fillPath('/api/v1/groups/{groupId}/owners', () => groupId);
	const owners = await collect(okta.pages({ method: 'GET', path }, { pageSize: 1000 }));
	return owners.filter(({ type }) => type === 'USER').map(({ id }) => text(id));
}

/** Reads a rule as Okta sends it. */
export function toRule({ id, name, status, conditions, actions }: IDataObject): Rule {
	const assigned = isObject(actions) ? actions['assignUserToGroups'] : undefined;
	const people = isObject(conditions) ? conditions['people'] : undefined;
	const users = isObject(people) ? people['users'] : undefined;
	const expression = isObject(conditions) ? conditions['expression'] : undefined;
	return {
		id: text(id),
		name: text(name),
		status: text(status),
		groupIds: texts(isObject(assigned) ? assigned['groupIds'] : undefined),
		excluded: texts(isObject(users) ? users['exclude'] : undefined),
		expression: isObject(expression) ? text(expression['value']) : '',
	};
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(text) : [];
}

function nameIn(value: unknown): string {
	return isObject(value) ? text(value['name']) : '';
}
