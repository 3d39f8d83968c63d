import type { IDataObject } from 'n8n-workflow';

import { unlessAssigned } from '../../objects/appUsers';
import { notTaken, toldNotTaken } from '../../objects/held';
import { loginOf } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import type { CallOfAll, Comparison, Row, Task } from '../../table/together';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { hasCode, isRefusal } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import { objectionTo } from './atMost';
import { inOrder, isMeant, MEANT, readKey, readListed, severalRuns } from './listed';
import type { Key } from './people';
import { reportOf } from './reportFile';

/** An app and who has it. */
interface App {
	id: string;
	label: string;
	path: string;
	/** By ID of the user. */
	assigned: ReadonlyMap<string, Assignment>;
}

/** Somebody's assignment to an app, and the user as far as Okta shows them beside it. */
interface Assignment {
	/** The group it comes through; empty for a name that isn't shown, undefined for none. */
	group?: string;
	profile: IDataObject;
	userName: string;
	user?: IDataObject;
}

/** How the form is filled in. */
interface Wishes {
	key: Key;
	/** `exactly`, `add` or `remove`. */
	extent: string;
	ofDeactivated: string;
	ofUnknown: string;
	ofDuplicates: string;
	throughGroup: string;
	sendEmail: boolean;
	atMost: string;
}

/** What a row wants an assignment to be like. */
interface Wanted {
	profile: IDataObject;
	userName: string;
}

/** Of a report file: `row` is whom the row names, where Okta knows nobody of that name. */
const columns = ['item', 'row', 'userId', 'login', 'outcome', 'changes', 'notTaken', 'why'];

/** Compares who has an app with a list, and says whom to assign, whose profile to change, and who loses it. */
export async function compareAppUsers(call: CallOfAll): Promise<Comparison> {
	const { okta, rows, isRepeated } = call;
	const [first] = rows;
	const wishes = readWishes(first);
	const { key, extent } = wishes;
	const isExact = extent === 'exactly';
	const path = fillPath(
		'/api/v1/apps/{appId}',
		() => first.values.text('appId'),
		() => 'Application',
	);
	if (isExact && isRepeated) throw severalRuns('apps');
	const app = await readApp(okta, path);
	const known = [...app.assigned.values()].flatMap(({ user }) => (user ? [user] : []));
	const knowsAll = known.length === app.assigned.size;
	const listed = await readListed(okta, rows, {
		...wishes,
		field: 'person',
		known,
		...(extent === 'remove' &&
			knowsAll && {
				noneOfThem: (name) => `Nobody who has the app has ${name} as ${key.label}.`,
			}),
	});
	const { tasks, people } = listed;
	for (const [id, { row, user }] of people) {
		const assignment = app.assigned.get(id);
		if (extent !== 'remove') tasks.push(keeping(app, row, user, assignment, wishes));
		else if (!assignment) tasks.push(said(app, row, user, 'unchanged', 'Does not have the app.'));
	}

	const leaving = [...app.assigned].filter(([id, { user }]) => {
		if (extent === 'remove') return people.has(id);
		if (extent === 'add' || people.has(id)) return false;
		return !(isDeactivated(user) && wishes.ofDeactivated === 'leave');
	});
	const personal = [...app.assigned.values()].filter(({ group }) => group === undefined);
	const objection = objectionTo({
		isExact,
		listed: people.size,
		removed: leaving.filter(([, { group }]) => group === undefined).length,
		of: personal.length,
		chosen: wishes.atMost,
		whole: `personal assignments of the app "${app.label}"`,
		emptying: `take the app "${app.label}" from everybody`,
		onPurpose: 'To take it from everybody, list them and choose Remove Only.',
	});
	for (const [id, { group, user, userName }] of leaving) {
		const row = people.get(id)?.row;
		const who = user ?? people.get(id)?.user ?? { id, profile: { login: userName } };
		const tell = (why: string): Task => ({
			...said(app, row ?? first, who, 'skipped', why),
			isRow: row !== undefined,
		});
		if (group !== undefined) tasks.push(tell(`Has the app ${through(group)}, and keeps it.`));
		else if (isExact && !objection && (await isMeant(okta, who, listed, key))) {
			tasks.push(tell(MEANT));
		} else tasks.push(removing(app, row ?? first, row !== undefined, who, wishes));
	}
	return {
		tasks: inOrder(tasks),
		objection,
		...reportOf(call, { name: 'app-users', columns }),
		whole: { name: `personal assignments of the app "${app.label}"`, of: personal.length },
		summary: {
			appId: app.id,
			appLabel: app.label,
			personalBefore: personal.length,
			throughGroups: app.assigned.size - personal.length,
		},
	};
}

function readWishes({ values }: Row): Wishes {
	const choice = (name: string, byDefault: string) => values.text(name) || byDefault;
	return {
		key: readKey(values),
		extent: values.text('assignments'),
		ofDeactivated: choice('deactivatedUsers', 'leave'),
		ofUnknown: choice('unknownRows', 'report'),
		ofDuplicates: choice('duplicateRows', 'skip'),
		throughGroup: choice('throughGroup', 'leave'),
		sendEmail: values.flag('sendEmail'),
		atMost: values.text('removeAtMost'),
	};
}

const wantedBy = ({ values }: Row): Wanted => ({
	profile: values.flag('setAppProfile') ? values.object('profile') : {},
	userName: values.text('userName'),
});

async function readApp(okta: Okta, path: string): Promise<App> {
	const app = await sendForObject(okta, { method: 'GET', path });
	const assigned = new Map<string, Assignment>();
	const list = { method: 'GET', path: `${path}/users`, query: { expand: 'user' } } as const;
	for await (const page of okta.pages(list, { pageSize: 500 })) {
		for (const row of page) assigned.set(text(row['id']), toAssignment(row));
	}
	return { id: text(app['id']), label: text(app['label']), path, assigned };
}

function toAssignment(row: IDataObject): Assignment {
	const { profile, credentials, _embedded: embedded, _links: links } = row;
	const group = isObject(links) && isObject(links['group']) ? links['group'] : {};
	return {
		...(row['scope'] === 'GROUP' && { group: text(group['name']) }),
		profile: isObject(profile) ? profile : {},
		userName: isObject(credentials) ? text(credentials['userName']) : '',
		...(isObject(embedded) && isObject(embedded['user']) && { user: embedded['user'] }),
	};
}

const through = (group: string): string =>
	group === '' ? 'through a group' : `through the group "${group}"`;

/** What becomes of somebody who is listed. */
function keeping(
	app: App,
	row: Row,
	user: IDataObject,
	assignment: Assignment | undefined,
	{ ofDeactivated, throughGroup }: Wishes,
): Task {
	const wanted = wantedBy(row);
	const changes = differences(assignment, wanted);
	if (isDeactivated(user) && (!assignment || changes.length > 0)) {
		const done = assignment ? 'changed' : 'assigned';
		return ofDeactivated === 'leave'
			? said(app, row, user, 'skipped', `The user is deactivated, and was not ${done}.`)
			: said(app, row, user, 'refused', 'Okta gives no app to a user who is deactivated.');
	}
	if (!assignment) return assigning(app, row, user, 'added', wanted, []);
	const { group } = assignment;
	if (group !== undefined && throughGroup === 'assign') {
		const scope = { field: 'scope', from: 'GROUP', to: 'USER' };
		return assigning(app, row, user, 'updated', wanted, [scope, ...changes]);
	}
	if (group !== undefined) {
		return changes.length === 0
			? said(app, row, user, 'unchanged', `Has the app ${through(group)}.`)
			: said(app, row, user, 'skipped', `Has the app ${through(group)}, and was left so.`);
	}
	return changes.length === 0
		? said(app, row, user, 'unchanged')
		: updating(app, row, user, wanted, changes);
}

/** What an assignment has otherwise than a row wants it. */
function differences(assignment: Assignment | undefined, { profile, userName }: Wanted) {
	const { profile: now = {}, userName: known = '' } = assignment ?? {};
	const changes = notTaken(profile, now).map((field): IDataObject => ({
		field,
		from: now[field] ?? null,
		to: profile[field] ?? null,
	}));
	const isOther = userName !== '' && notTaken({ userName }, { userName: known }).length > 0;
	return isOther ? [...changes, { field: 'userName', from: known, to: userName }] : changes;
}

function bodyOf({ profile, userName }: Wanted): IDataObject {
	return {
		...(Object.keys(profile).length > 0 && { profile }),
		...(userName !== '' && { credentials: { userName } }),
	};
}

const withoutEmpty = (profile: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null));

/** A task that does nothing but be told of. */
function said(app: App, { item }: Row, user: IDataObject, outcome: string, why?: string): Task {
	const login = loginOf(user);
	const shown = { userId: text(user['id']), login, appId: app.id, appLabel: app.label };
	return {
		item,
		isRow: true,
		about: { type: 'app assignment', id: app.id, name: `${login} to ${app.label}` },
		steps: [],
		result: () => ({ ...shown, outcome, ...(why !== undefined && { why }) }),
	};
}

/** A task with one request, which may find that there is less to do than there was. */
function doing(
	task: Task,
	send: (okta: Okta) => Promise<IDataObject | undefined>,
	more: IDataObject = {},
): Task {
	let found: IDataObject | undefined;
	return {
		...task,
		steps: [
			async (okta) => {
				found = await send(okta);
			},
		],
		result: () => ({ ...task.result(), ...more, ...found }),
	};
}

function assigning(
	app: App,
	row: Row,
	user: IDataObject,
	outcome: string,
	{ profile, userName }: Wanted,
	changes: readonly IDataObject[],
): Task {
	// A user without the app has nothing that could be emptied.
	const wanted = { profile: withoutEmpty(profile), userName };
	const body = { id: text(user['id']), scope: 'USER', ...bodyOf(wanted) };
	return doing(
		said(app, row, user, outcome),
		async (okta) => {
			const request = { method: 'POST', path: `${app.path}/users`, body } as const;
			const answer = await sendForObject(okta, { ...request, repeat: unlessAssigned });
			return toldNotTaken(notTaken(wanted.profile, answer['profile']));
		},
		changes.length > 0 ? { changes: [...changes] } : {},
	);
}

function updating(
	app: App,
	row: Row,
	user: IDataObject,
	{ profile, userName }: Wanted,
	changes: readonly IDataObject[],
): Task {
	const isChanged = (name: string) => changes.some(({ field }) => field === name);
	const wanted = {
		profile: Object.fromEntries(Object.entries(profile).filter(([name]) => isChanged(name))),
		userName: isChanged('userName') ? userName : '',
	};
	return doing(
		said(app, row, user, 'updated'),
		async (okta) => {
			const request = { method: 'POST', path: pathOf(app, user), body: bodyOf(wanted) } as const;
			const answer = await sendForObject(okta, { ...request, repeat: 'harmless' });
			return toldNotTaken(notTaken(wanted.profile, answer['profile']));
		},
		{ changes: [...changes] },
	);
}

function removing(
	app: App,
	row: Row,
	isRow: boolean,
	user: IDataObject,
	{ sendEmail }: Wishes,
): Task {
	return doing({ ...said(app, row, user, 'removed'), isRow }, async (okta) => {
		const request = { method: 'DELETE', path: pathOf(app, user), query: { sendEmail } } as const;
		return await okta.send(request).then(() => undefined, whyKept);
	});
}

/** Why somebody has not lost an app, where that is no failure. */
function whyKept(error: unknown): IDataObject {
	if (isRefusal(error, 404)) {
		return { outcome: 'unchanged', why: 'Did not have the app any more.' };
	}
	if (!hasCode(error, [STILL_ASSIGNED])) throw error;
	return { outcome: 'skipped', why: 'Has the app through a group, too, and keeps it.' };
}

/** Okta's refusal to take an app from somebody to whom a group gives it. */
const STILL_ASSIGNED = 'E0000046';

const pathOf = ({ path }: App, user: IDataObject): string =>
	path +
	fillPath(
		'/users/{userId}',
		() => text(user['id']),
		() => 'User',
	);
