import type { IDataObject } from 'n8n-workflow';

import { type Addition, additionTypes, idsOf, lastAdditions } from '../../objects/additions';
import { quote } from '../../objects/expression';
import { loginOf } from '../../objects/logins';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { appEntry, groupEntry, type Sources } from './entries';
import { Gaps, type KnownOfRun, orRefusal, toGroup, wayOf } from './known';
import { toApp } from './person';
import { silenceOf } from './silence';
import { type GroupOf, isEveryone, type Who } from './ways';

/** How to go about it. */
export interface Extent {
	/** How many people at the most; all of them unless given. */
	limit: number | undefined;
	/** Whether to ask the System Log by whom, and when. */
	asksLog: boolean;
}

type Additions = ReadonlyMap<string, Addition>;

/** Says who is in a group, and how: one item for each member. */
export async function explainGroup(
	okta: Okta,
	groupId: string,
	run: KnownOfRun,
	{ limit, asksLog }: Extent,
): Promise<IDataObject[]> {
	const path = fillPath('/api/v1/groups/{groupId}', () => groupId);
	const read = toGroup(await sendForObject(okta, { method: 'GET', path }));
	const group = await run.withSource(okta, read);
	const gaps = new Gaps();
	const rules = gaps.take('groupRules', await run.rules(okta));
	const added = await membersAdded(okta, group, asksLog, gaps);
	const items: IDataObject[] = [];
	const list = { method: 'GET', path: `${path}/users` } as const;
	for await (const page of okta.pages(list, { pageSize: 1000, limit })) {
		for (const user of page) {
			const who = whoIs(user);
			const { id, name, type, ...entry } = groupEntry(group, who, {
				rules,
				addedTo: () => added?.get(who.id),
				assignedTo: nobody,
				silence: silenceOf(asksLog, added),
				assignedSilence: '',
			});
			const about = { groupId: id, groupName: name, groupType: type, ...aboutUser(user) };
			items.push(Object.assign<IDataObject, object>(about, { ...entry, ...gaps.toJson() }));
		}
	}
	return items;
}

/** Says who has an app, and how: one item for each person. */
export async function explainApp(
	okta: Okta,
	appId: string,
	run: KnownOfRun,
	{ limit, asksLog }: Extent,
): Promise<IDataObject[]> {
	const path = fillPath('/api/v1/apps/{appId}', () => appId);
	const app = await sendForObject(okta, { method: 'GET', path });
	const gaps = new Gaps();
	const rules = gaps.take('groupRules', await run.rules(okta));
	const memberships = await readMemberships(okta, appId, run, gaps, asksLog);
	const added = asksLog
		? gaps.take('systemLog', await orRefusal(async () => await appUsersAdded(okta, appId)))
		: undefined;
	const assigned =
		added && gaps.take('systemLog', await run.groupAssignments(okta, appId), 'assigned groups');

	const items: IDataObject[] = [];
	const query = { expand: 'user' };
	const list = { method: 'GET', path: `${path}/users`, query } as const;
	for await (const page of okta.pages(list, { pageSize: 500, limit })) {
		for (const assignment of page) {
			const embedded = assignment['_embedded'];
			const user = isObject(embedded) && isObject(embedded['user']) ? embedded['user'] : undefined;
			const who = whoIs(user ?? { id: assignment['id'] });
			const groups = memberships?.of(who.id);
			const sources: Sources = {
				// Without the profile no condition can be decided.
				rules: user && rules,
				addedTo: (id) => (id === appId ? added?.get(who.id) : memberships?.added(id, who.id)),
				assignedTo: (ofApp, groupId) => assigned?.get(wayOf(ofApp, groupId)),
				silence: silenceOf(asksLog, added),
				assignedSilence: silenceOf(asksLog, assigned),
			};
			const through = groups?.map((group) => ({ group, entry: groupEntry(group, who, sources) }));
			const { id, label, ...entry } = appEntry(toApp(app, assignment), through, sources);
			const about = {
				appId: id,
				appLabel: label,
				appStatus: entry.status,
				...aboutUser(user ?? assignment),
			};
			items.push(
				Object.assign<IDataObject, object>(about, {
					scope: text(assignment['scope']),
					since: entry.since,
					why: entry.why,
					how: entry.how,
					added: entry.added,
					...(entry.notRemembered !== undefined && { notRemembered: entry.notRemembered }),
					toEnd: entry.toEnd,
					groups: (through ?? []).map((one) => one.entry),
					...gaps.toJson(),
				}),
			);
		}
	}
	return items;
}

/** Who is in the groups of an app, by whom they were put in, and what of it could not be read. */
class Memberships {
	/** Whether the members of all groups could be read. */
	isWhole = true;
	readonly #everybody: GroupOf[] = [];
	readonly #groups = new Map<string, GroupOf[]>();
	readonly #added = new Map<string, Additions>();

	/** Of a group that everybody is in, nobody has to be listed. */
	addEverybody(group: GroupOf): void {
		this.#everybody.push(group);
	}

	add(group: GroupOf, userId: string): void {
		const groups = this.#groups.get(userId);
		if (groups) groups.push(group);
		else this.#groups.set(userId, [group]);
	}

	remember(groupId: string, additions: Additions): void {
		this.#added.set(groupId, additions);
	}

	/** Nothing where it could be a group that could not be read. */
	of(userId: string): readonly GroupOf[] | undefined {
		const groups = [...this.#everybody, ...(this.#groups.get(userId) ?? [])];
		return groups.length > 0 || this.isWhole ? groups : undefined;
	}

	added(groupId: string, userId: string): Addition | undefined {
		return this.#added.get(groupId)?.get(userId);
	}
}

/** Reads the groups of an app and their members, a thousand at a time. */
async function readMemberships(
	okta: Okta,
	appId: string,
	run: KnownOfRun,
	gaps: Gaps,
	asksLog: boolean,
): Promise<Memberships | undefined> {
	const ofApp = gaps.take('groupsOfApp', await run.groupsOfApp(okta, appId));
	if (!ofApp) return undefined;
	const memberships = new Memberships();
	const lanes = { width: okta.parallel };
	const read = async (one: GroupOf): Promise<void> => {
		const group = await run.withSource(okta, one);
		if (isEveryone(group)) {
			memberships.addEverybody(group);
			return;
		}
		const path = fillPath('/api/v1/groups/{groupId}/users', () => group.id);
		const reading = await orRefusal(async () => {
			for await (const page of okta.pages({ method: 'GET', path }, { pageSize: 1000 })) {
				for (const { id } of page) memberships.add(group, text(id));
			}
			return true;
		});
		memberships.isWhole &&= gaps.take('membersOfGroup', reading, group.name) === true;
		const added = await membersAdded(okta, group, asksLog, gaps);
		if (added) memberships.remember(group.id, added);
	};
	const reading = inLanes(ofApp.values(), lanes, read);
	while ((await reading.next()).done !== true);
	return memberships;
}

async function membersAdded(
	okta: Okta,
	group: GroupOf,
	asksLog: boolean,
	gaps: Gaps,
): Promise<Additions | undefined> {
	if (!asksLog || group.type === 'BUILT_IN') return undefined;
	const filter = `target.id eq ${quote(group.id)} and eventType eq ${quote(additionTypes.member)}`;
	const reading = await orRefusal(
		async () => await lastAdditions(okta, filter, (event) => idsOf(event, 'user')),
	);
	return gaps.take('systemLog', reading, group.name);
}

async function appUsersAdded(okta: Okta, appId: string): Promise<Additions> {
	const filter = `target.id eq ${quote(appId)} and eventType eq ${quote(additionTypes.appUser)}`;
	return await lastAdditions(okta, filter, (event) => idsOf(event, 'user'));
}

const nobody = (): undefined => undefined;

function whoIs(user: IDataObject): Who {
	return { id: text(user['id']), profile: isObject(user['profile']) ? user['profile'] : {} };
}

const aboutUser = (user: IDataObject) => ({
	userId: text(user['id']),
	login: loginOf(user),
	status: text(user['status']),
});
