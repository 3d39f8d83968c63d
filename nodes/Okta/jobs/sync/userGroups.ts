import { type IDataObject, UserError } from 'n8n-workflow';

import { namesIn } from '../../objects/cells';
import { lookups } from '../../objects/lookups';
import { loginOf } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import type { CallOfAll, Comparison, Row, Task } from '../../table/together';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { reportOf } from './reportFile';
import { membersByRule } from './ruleMembers';

export interface Group {
	id: string;
	name: string;
	type: string;
}

/** What of a user's groups may be taken away. */
interface Scope {
	/** As people say it. */
	label: string;
	has: (group: Group) => boolean;
}

/** Groups that rows name, by what they call them: each read once for all users of a run. */
const named = new WeakMap<object, Map<string, Promise<Group>>>();

/** Of a report file. */
const columns = [
	'item',
	'userId',
	'login',
	'outcome',
	'added',
	'removed',
	'unchanged',
	'skipped',
	'why',
];

/** Compares the groups of a user with those that rows name. */
export async function compareUserGroups(call: CallOfAll): Promise<Comparison> {
	const { okta, rows, run } = call;
	const [first] = rows;
	const { values } = first;
	const path = fillPath(
		'/api/v1/users/{userId}',
		() => values.text('userId'),
		() => 'User',
	);
	const extent = values.text('membership');
	const isExact = extent === 'exactly';
	if (isExact && call.isRepeated) throw severalRuns();
	const names = [...new Set(rows.flatMap((row) => namesIn(row.values.get('groups'))))];
	const user = await sendForObject(okta, { method: 'GET', path });
	const wanted = uniqueById(
		await Promise.all(names.map(async (name) => await findGroup(okta, run, name))),
	);
	const scope = isExact ? await scopeOf(okta, run, first) : everything;
	checkWanted(wanted, scope, user);
	if (isExact && wanted.length === 0 && values.text('ifNoGroups') !== 'remove') {
		throw new UserError(`No group is named for ${loginOf(user)}`, {
			description:
				'Nothing was changed for this user. To take them out of all groups within the limit, set If No Group Is Named under Options.',
		});
	}
	const list = { method: 'GET', path: `${path}/groups` } as const;
	const held = (await collect(okta.pages(list, {}))).map(toGroup);
	const isIn = (groups: readonly Group[], { id }: Group) => groups.some((one) => one.id === id);

	const added = extent === 'remove' ? [] : wanted.filter((group) => !isIn(held, group));
	const leaving =
		extent === 'add'
			? []
			: held.filter((group) =>
					isExact
						? scope.has(group) && group.type === 'OKTA_GROUP' && !isIn(wanted, group)
						: isIn(wanted, group),
				);
	const { removed, skipped } = await withoutRules(call, user, leaving);
	const isLeft = isDeactivated(user) && added.length > 0;
	const why = isLeft ? { why: 'The user is deactivated, and was not added to any group.' } : {};
	const namesOf = (groups: readonly Group[]) => groups.map(({ name }) => name);
	const result = {
		userId: text(user['id']),
		login: loginOf(user),
		added: isLeft ? [] : namesOf(added),
		removed: namesOf(removed),
		unchanged: namesOf(held.filter((group) => isIn(wanted, group) && extent !== 'remove')),
		...(skipped.length > 0 && { skipped }),
		...why,
	};
	const writes = [
		...(isLeft ? [] : added.map(({ id }) => ({ method: 'PUT', id }) as const)),
		...removed.map(({ id }) => ({ method: 'DELETE', id }) as const),
	];
	const outcome =
		writes.length > 0 ? 'updated' : isLeft || skipped.length > 0 ? 'skipped' : 'unchanged';
	const task: Task = {
		item: first.item,
		isRow: true,
		about: { type: 'user', id: result.userId, name: result.login },
		steps: writes.length === 0 ? [] : [async (org) => await writeAll(org, result.userId, writes)],
		result: () => ({ ...result, outcome }),
	};
	const others = rows.slice(1).map(({ item }): Task => {
		const said = `Its groups count with item ${String(first.item)}, which names the same user.`;
		return {
			...task,
			item,
			steps: [],
			result: () => ({ userId: result.userId, login: result.login, outcome: 'skipped', why: said }),
		};
	});
	return {
		tasks: [task, ...others],
		...reportOf(call, { name: 'groups', columns }),
	};
}

async function writeAll(
	okta: Okta,
	userId: string,
	writes: ReadonlyArray<{ method: 'PUT' | 'DELETE'; id: string }>,
): Promise<void> {
	for (const { method, id } of writes) {
		const path = fillPath('/api/v1/groups/{groupId}/users/{userId}', (name) =>
			name === 'userId' ? userId : id,
		);
		await okta.send({ method, path });
	}
}

/** Of the groups to be left, those that a rule would only give back are left alone, and said. */
async function withoutRules({ okta, run, rows }: CallOfAll, user: IDataObject, groups: Group[]) {
	if (rows[0].values.text('ruleMembers') === 'remove') return { removed: groups, skipped: [] };
	const removed: Group[] = [];
	const skipped: IDataObject[] = [];
	for (const group of groups) {
		const why = (await membersByRule(okta, run, group.id, [user])).get(text(user['id']));
		if (why === undefined) removed.push(group);
		else skipped.push({ group: group.name, why });
	}
	return { removed, skipped };
}

const everything: Scope = { label: 'all groups', has: () => true };

async function scopeOf(okta: Okta, run: object, { values }: Row): Promise<Scope> {
	const within = values.text('within');
	if (within === 'all') return everything;
	if (within === 'prefix') {
		const prefix = values.text('prefix');
		if (prefix !== '') {
			const label = `groups whose name begins with "${prefix}"`;
			return { label, has: ({ name }) => name.startsWith(prefix) };
		}
		throw noScope('"Name Begins With" is empty');
	}
	const names = namesIn(values.get('scopeGroups'));
	if (names.length === 0) throw noScope('"Groups That May Change" is empty');
	const groups = await Promise.all(names.map(async (name) => await findGroup(okta, run, name)));
	const ids = new Set(groups.map(({ id }) => id));
	return { label: 'the groups that may change', has: ({ id }) => ids.has(id) };
}

function noScope(what: string): UserError {
	return new UserError(what, {
		description: 'Nothing was sent to Okta. It says which groups may be taken away.',
	});
}

/** @throws UserError when a group is to be given that this run may not touch, or that Okta won't give */
function checkWanted(wanted: readonly Group[], scope: Scope, user: IDataObject): void {
	const elsewhere = wanted.find(({ type }) => type !== 'OKTA_GROUP');
	if (elsewhere) {
		throw new UserError(`The members of the group "${elsewhere.name}" cannot be changed in Okta`, {
			description: `Nothing was changed for ${loginOf(user)}. It comes from an app or a directory, or is one of Okta's own.`,
		});
	}
	const outside = wanted.find((group) => !scope.has(group));
	if (outside) {
		throw new UserError(`The group "${outside.name}" is not one of ${scope.label}`, {
			description: `Nothing was changed for ${loginOf(user)}: what is outside of Within is not touched.`,
		});
	}
}

/** The group of an ID or an exact name. */
export async function findGroup(okta: Okta, run: object, name: string): Promise<Group> {
	const known = named.get(run) ?? new Map<string, Promise<Group>>();
	named.set(run, known);
	const group = known.get(name) ?? read(okta, name);
	known.set(name, group);
	return await group;
}

async function read(okta: Okta, name: string): Promise<Group> {
	const byName = lookups['groupId']?.['name'];
	const id = /^00g\w{17}$/.test(name) ? name : await byName?.(okta, name, '');
	const path = fillPath('/api/v1/groups/{groupId}', () => id ?? name);
	return toGroup(await sendForObject(okta, { method: 'GET', path }));
}

function toGroup({ id, type, profile }: IDataObject): Group {
	const name = isObject(profile) ? text(profile['name']) : '';
	return { id: text(id), name, type: text(type) };
}

function uniqueById(groups: readonly Group[]): Group[] {
	return [...new Map(groups.map((group) => [group.id, group])).values()];
}

function severalRuns(): UserError {
	return new UserError('Exactly These takes all rows at once, and this is a second run', {
		description:
			'Nothing was changed. In a loop a second row for a user would take away what the first gave. Take the node out of the loop: it takes any number of items.',
	});
}
