import { type IDataObject, UserError } from 'n8n-workflow';

import { isDeactivated } from '../../objects/users';
import { readUser } from '../../objects/logins';
import { toError } from '../../transport/refusals';
import { text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { fillPath } from '../../transport/path';
import type { CallOfAll } from '../../table/together';
import type { Okta } from '../../transport/types';
import { membersByRule } from '../sync/ruleMembers';
import { findGroup, type Group } from '../sync/userGroups';
import type { Entry } from './feed';
import type { Wishes } from './wishes';

/** For so few people their own lists of groups are read, and for more the lists of members. */
const FEW = 10;

/** The groups that rows name. */
export interface Memberships {
	/** By what a row calls it: the group, or why it can't be given. */
	named: ReadonlyMap<string, Group | UserError>;
	/** By user ID: the groups, among those named, that the user is in. */
	held: ReadonlyMap<string, readonly Group[]>;
}

/** Reads the groups that rows name, and who of the people in the rows is in them. */
export async function readMemberships(
	{ okta, run }: CallOfAll,
	entries: readonly Entry[],
): Promise<Memberships> {
	const names = new Set(entries.flatMap(({ groups = [] }) => groups));
	const named = new Map<string, Group | UserError>();
	const find = async (name: string) => {
		const group = await findGroup(okta, run, name).catch((error: unknown) => unlessUnknown(error));
		return { name, group: group instanceof UserError ? group : (elsewhere(group) ?? group) };
	};
	for await (const { name, group } of inLanes(names, { width: okta.parallel }, find)) {
		named.set(name, group);
	}
	const groups = new Map(
		[...named.values()].flatMap((group): Array<[string, Group]> =>
			group instanceof UserError ? [] : [[group.id, group]],
		),
	);
	const ids = entries
		.filter((entry) => entry.groups !== undefined)
		.flatMap((entry) => entry.person?.id ?? []);
	const held = new Map<string, Group[]>();
	const add = (id: string, group: Group | undefined) => {
		if (group) held.set(id, [...(held.get(id) ?? []), group]);
	};
	if (ids.length <= FEW) {
		const ofUser = async (id: string) => {
			const path = fillPath('/api/v1/users/{userId}/groups', () => id);
			for await (const page of okta.pages({ method: 'GET', path }, {})) {
				for (const group of page) add(id, groups.get(text(group['id'])));
			}
		};
		const lanes = inLanes(ids, { width: okta.parallel }, ofUser);
		while (!(await lanes.next()).done);
		return { named, held };
	}
	const wanted = new Set(ids);
	const ofGroup = async (group: Group) => {
		const path = fillPath('/api/v1/groups/{groupId}/users', () => group.id);
		for await (const page of okta.pages({ method: 'GET', path }, { pageSize: 1000 })) {
			for (const { id } of page) if (wanted.has(text(id))) add(text(id), group);
		}
	};
	const lanes = inLanes(groups.values(), { width: okta.parallel }, ofGroup);
	while (!(await lanes.next()).done);
	return { named, held };
}

function unlessUnknown(error: unknown): UserError {
	const known = toError(error);
	if (known instanceof UserError) return known;
	throw known;
}

function elsewhere({ name, type }: Group): UserError | undefined {
	if (type === 'OKTA_GROUP') return undefined;
	return new UserError(`The members of the group "${name}" cannot be changed in Okta.`);
}

/** What a row changes about the groups of its user. */
export interface GroupChanges {
	added: readonly Group[];
	removed: readonly Group[];
	/** Why a group that should go stays. */
	why: string[];
}

/** Compares the groups of a row with those its user is in. */
export async function compareGroups(
	{ okta, run }: CallOfAll,
	{ groups = [], person: user }: Entry,
	{ named, held }: Memberships,
	{ groupExtent }: Wishes,
): Promise<GroupChanges> {
	const wanted = groups.flatMap((name) => {
		const group = named.get(name);
		return group === undefined || group instanceof UserError ? [] : [group];
	});
	const has = (groups: readonly Group[], { id }: Group) => groups.some((one) => one.id === id);
	const now = user ? (held.get(user.id) ?? []) : [];
	const added = [...new Map(wanted.map((group) => [group.id, group])).values()].filter(
		(group) => !has(now, group),
	);
	const leaving =
		groupExtent === 'exactly' && wanted.length > 0
			? now.filter((group) => !has(wanted, group))
			: [];
	const removed: Group[] = [];
	const why: string[] = [];
	const person = leaving.length > 0 && user ? await readUser(okta, user.id) : undefined;
	for (const group of person ? leaving : []) {
		const rule = await ruleFor(okta, run, group, person);
		if (rule === undefined) removed.push(group);
		else why.push(`${group.name}: ${rule}`);
	}
	return { added, removed, why };
}

async function ruleFor(
	okta: Okta,
	run: object,
	{ id }: Group,
	user: IDataObject | undefined,
): Promise<string | undefined> {
	if (!user || isDeactivated(user)) return undefined;
	return (await membersByRule(okta, run, id, [user])).get(text(user['id']));
}

/** Puts a user into groups, and takes them out of others. */
export async function changeGroups(
	okta: Okta,
	userId: string,
	{ added, removed }: GroupChanges,
): Promise<void> {
	const path = (groupId: string) =>
		fillPath('/api/v1/groups/{groupId}/users/{userId}', (name) =>
			name === 'userId' ? userId : groupId,
		);
	for (const { id } of added) await okta.send({ method: 'PUT', path: path(id) });
	for (const { id } of removed) await okta.send({ method: 'DELETE', path: path(id) });
}
