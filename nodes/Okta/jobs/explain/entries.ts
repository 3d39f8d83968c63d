import type { Addition } from '../../objects/additions';
import {
	type End,
	endsOf,
	type GroupOf,
	inWords,
	isEveryone,
	named,
	type RuleOf,
	type Way,
	type Who,
	waysInto,
	whenAdded,
} from './ways';

/** What is known when the entries on one person are written. */
export interface Sources {
	/** Nothing where they could not be read. */
	rules: readonly RuleOf[] | undefined;
	/** By whom the person was put into a group, or got an app, as far as the log remembers. */
	addedTo: (id: string) => Addition | undefined;
	/** By whom an app was assigned to a group. */
	assignedTo: (appId: string, groupId: string) => Addition | undefined;
	/** Why the log says nothing of either; empty where it was read. */
	silence: string;
	assignedSilence: string;
}

/** Why somebody is in a group. */
export interface GroupEntry {
	id: string;
	name: string;
	type: string;
	/** In a sentence. */
	why: string;
	how: Way[];
	/** The latest addition that the log remembers, and why there is none. */
	added: Addition | null;
	notRemembered?: string;
	toEnd: End[];
}

/** An app that somebody has. */
export interface AppOf {
	id: string;
	label: string;
	status: string;
	/** `USER`, or `GROUP` where the person has it through groups alone. */
	scope: string;
	/** Since when, by Okta's word. */
	since: string;
}

/** One of the ways by which somebody has an app. */
export interface WayToApp {
	how: 'personally' | 'through a group';
	why: string;
	groupId?: string;
	groupName?: string;
	/** By whom the app was assigned to the group. */
	assigned?: Addition | null;
	notRemembered?: string;
}

/** Why somebody has an app. */
export interface AppEntry extends Omit<AppOf, 'scope'> {
	why: string;
	how: WayToApp[];
	added: Addition | null;
	notRemembered?: string;
	toEnd: End[];
}

export function groupEntry(group: GroupOf, who: Who, sources: Sources): GroupEntry {
	const added = sources.addedTo(group.id);
	const evidence = { rules: sources.rules, added, logSilence: sources.silence };
	const how = waysInto(group, who, evidence);
	return {
		id: group.id,
		name: group.name,
		type: group.type,
		why: `Is in the group ${named(group.name, group.id)} ${inWords(how, added)}.`,
		how,
		...(group.type === 'BUILT_IN' ? { added: null } : whenAdded(added, sources.silence)),
		toEnd: endsOf(group, how),
	};
}

/**
 * @param through - the groups that have the app and the person is in; nothing where that isn't known
 */
export function appEntry(
	{ scope, ...app }: AppOf,
	through: ReadonlyArray<{ group: GroupOf; entry: GroupEntry }> | undefined,
	sources: Sources,
): AppEntry {
	const isPersonal = scope === 'USER';
	const own: WayToApp[] = isPersonal
		? [{ how: 'personally', why: 'The app is assigned to the person.' }]
		: [];
	const byGroups = (through ?? []).map(({ entry: { id, name, why } }): WayToApp => {
		const { added, ...rest } = whenAdded(sources.assignedTo(app.id, id), sources.assignedSilence);
		return { how: 'through a group', why, groupId: id, groupName: name, assigned: added, ...rest };
	});
	const how = [...own, ...byGroups];
	if (how.length === 0 || (through === undefined && !isPersonal)) how.push(unknownGroup(through));
	const added = sources.addedTo(app.id);
	return {
		...app,
		why: `Has the app ${named(app.label, app.id)} ${appInWords(how, through)}.`,
		how,
		...whenAdded(added, sources.silence),
		toEnd: [
			...(through ?? []).flatMap(({ group, entry }) => endsThrough(group, entry, app)),
			...(isPersonal ? [unassign(app, (through ?? []).length > 0)] : []),
			...(how.some(({ how: way, groupId }) => way === 'through a group' && groupId === undefined)
				? [endSomewhere(app)]
				: []),
		],
	};
}

function unknownGroup(through: unknown): WayToApp {
	const why =
		through === undefined
			? 'Which group it is could not be read.'
			: 'The person is in none of its groups any more: Okta takes a moment to take the app away.';
	return { how: 'through a group', why };
}

function appInWords(
	how: readonly WayToApp[],
	through: ReadonlyArray<{ entry: GroupEntry }> | undefined,
): string {
	const said = how.map(({ how: way, groupId = '', groupName = '', why }) => {
		if (way === 'personally') return 'personally';
		if (groupId === '') return 'through a group';
		const entry = through?.find((one) => one.entry.id === groupId)?.entry;
		const where = entry ? inWords(entry.how, entry.added ?? undefined) : why;
		return `through the group ${named(groupName, groupId)}, where the person is ${where}`;
	});
	return said.join('; ');
}

/** What ends an app that comes through a group. */
function endsThrough(group: GroupOf, { toEnd }: GroupEntry, app: Pick<AppOf, 'id'>): End[] {
	if (group.type !== 'BUILT_IN') return toEnd;
	const note = `${isEveryone(group) ? 'Everybody is in this group' : 'Okta says who is in this group'}: whoever has the app through nothing else loses it, too.`;
	return [{ do: 'Application: Unassign Group', what: group.name, id: app.id, note }];
}

function unassign({ id, label }: Pick<AppOf, 'id' | 'label'>, isLast: boolean): End {
	const note = isLast ? 'Last: Okta refuses it as long as a group gives the app.' : '';
	return { do: 'Application: Unassign User', what: label, id, note };
}

function endSomewhere({ id, label }: Pick<AppOf, 'id' | 'label'>): End {
	const note = 'Find the group by Application: List Groups, and take the person out of it.';
	return { do: 'Group: Remove Member', what: label, id, note };
}
