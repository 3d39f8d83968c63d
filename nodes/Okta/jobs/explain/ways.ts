import type { IDataObject } from 'n8n-workflow';

import { type Addition, LOG_DAYS } from '../../objects/additions';
import type { GroupNamed } from '../sync/ruleExpression';

/** A group as far as it matters how somebody got into it. */
export interface GroupOf {
	id: string;
	name: string;
	/** `OKTA_GROUP`, `APP_GROUP` or `BUILT_IN`. */
	type: string;
	/** Where a group of an app or a directory is kept. */
	source?: { id: string; label: string };
}

/** A group rule, and whether its condition holds; undefined where only Okta can tell. */
export interface RuleOf {
	id: string;
	name: string;
	status: string;
	groupIds: readonly string[];
	excluded: readonly string[];
	expression: string;
	holds: (profile: IDataObject, groups?: readonly GroupNamed[]) => boolean | undefined;
}

/** Whom an entry is about. */
export interface Who {
	id: string;
	profile: IDataObject;
	/** All groups of the person, where they are known. */
	groups?: readonly GroupNamed[];
}

/** One of the ways by which somebody is in a group. */
export interface Way {
	how:
		| 'by rule'
		| 'perhaps by rule'
		| 'by hand'
		| 'from its source'
		| 'everybody is'
		| 'by Okta'
		| 'not known';
	why: string;
	rule?: { id: string; name: string; status: string; expression: string };
	/** Of a rule: whether the log says that it was this one. */
	inLog?: boolean;
}

/** Something that has to be done so that access ends. */
export interface End {
	/** An operation of this node, or where else it has to be done. */
	do: string;
	what: string;
	id: string;
	note: string;
}

/** What is known of how people got where they are. */
export interface Evidence {
	/** Nothing where they could not be read. */
	rules: readonly RuleOf[] | undefined;
	/** The latest addition that the log remembers. */
	added: Addition | undefined;
	/** Why the log says nothing; empty where it was read. */
	logSilence: string;
}

/** Why the log, which was read, has nothing on somebody who is in a group or has an app. */
const FORGOTTEN = `The System Log goes back ${String(LOG_DAYS)} days, and does not say.`;

const OWN_GROUP = 'Okta itself says who is in its built-in groups, such as administrators.';

/** Whether it is the group that nobody can be taken out of. */
export function isEveryone({ type, name }: Pick<GroupOf, 'type' | 'name'>): boolean {
	return type === 'BUILT_IN' && name === 'Everyone';
}

/** By what somebody is in a group. There is always at least one way, be it that nobody knows. */
export function waysInto(
	group: GroupOf,
	person: Who,
	{ rules, added, logSilence }: Evidence,
): Way[] {
	if (isEveryone(group)) return [{ how: 'everybody is', why: 'Okta puts everybody in.' }];
	if (group.type === 'BUILT_IN') return [{ how: 'by Okta', why: OWN_GROUP }];
	if (group.type === 'APP_GROUP') return [fromSource(group)];
	const targeting = (rules ?? []).filter(({ groupIds }) => groupIds.includes(group.id));
	const isOpen = (rule: RuleOf) => rule.status === 'ACTIVE' && !rule.excluded.includes(person.id);
	const ways = targeting.filter(isOpen).flatMap((rule) => byRule(rule, person, added));
	if (added) {
		const { ruleId } = added;
		if (ruleId === '') ways.push({ how: 'by hand', why: 'The System Log says so.' });
		else if (!ways.some(({ rule }) => rule?.id === ruleId)) {
			ways.push(
				byOldRule(
					ruleId,
					targeting.find(({ id }) => id === ruleId),
					person.id,
					rules,
				),
			);
		}
	}
	if (!rules) ways.push({ how: 'not known', why: 'The group rules could not be read.' });
	if (ways.length > 0) return ways;
	const guess = 'No active group rule puts the person in: somebody did it by hand, or a rule once.';
	return [{ how: 'not known', why: `${guess} ${logSilence || FORGOTTEN}` }];
}

function byRule(rule: RuleOf, who: Who, added: Addition | undefined): Way[] {
	const holds = rule.holds(who.profile, who.groups);
	const isLogged = added?.ruleId === rule.id;
	const about = shown(rule);
	if (holds === true) {
		const logged = isLogged ? ' The System Log says, too, that it put the person in.' : '';
		const why = `Its condition holds for the person.${logged}`;
		return [{ how: 'by rule', why, rule: about, inLog: isLogged }];
	}
	if (isLogged) {
		const now = holds === false ? ' Its condition does not hold any more.' : '';
		const why = `The System Log says that it put the person in.${now}`;
		return [{ how: 'by rule', why, rule: about, inLog: true }];
	}
	if (holds === false) return [];
	const why = 'Only Okta can tell whether its condition holds, and the System Log names no rule.';
	return [{ how: 'perhaps by rule', why, rule: about, inLog: false }];
}

/** A rule that put somebody in and would not do so today. */
function byOldRule(
	id: string,
	rule: RuleOf | undefined,
	personId: string,
	rules: Evidence['rules'],
): Way {
	const logged = 'The System Log says that it put the person in.';
	if (!rules) return { how: 'by rule', why: logged, rule: unnamed(id, ''), inLog: true };
	if (!rule) {
		const why = `${logged} There is no such rule for this group any more, and the person stayed.`;
		return { how: 'by rule', why, rule: unnamed(id, 'GONE'), inLog: true };
	}
	const since = rule.excluded.includes(personId)
		? 'The person is an exception of it by now, and is still there.'
		: 'It is not active any more, and the person stayed.';
	return { how: 'by rule', why: `${logged} ${since}`, rule: shown(rule), inLog: true };
}

const shown = ({ id, name, status, expression }: RuleOf) => ({ id, name, status, expression });

const unnamed = (id: string, status: string) => ({ id, name: '', status, expression: '' });

function fromSource({ source }: GroupOf): Way {
	const where = source ? named(source.label, source.id) : 'an app or a directory';
	return { how: 'from its source', why: `The group is kept by ${where}, and so are its members.` };
}

/** A sentence that says by what somebody is in a group. */
export function inWords(ways: readonly Way[], added: Addition | undefined): string {
	const said = ways.map(({ how, rule }) => {
		const name = rule && named(rule.name, rule.id);
		if (name !== undefined) return `${how === 'by rule' ? 'by' : 'perhaps by'} the rule ${name}`;
		if (how === 'by hand' && added) return `by hand (${added.by}, ${added.at})`;
		return bare[how];
	});
	return [...new Set(said)].join(', ');
}

const bare: Readonly<Record<Way['how'], string>> = {
	'by rule': 'by a rule',
	'perhaps by rule': 'perhaps by a rule',
	'by hand': 'by hand',
	'from its source': 'as the app or directory has it that keeps the group',
	'everybody is': 'as everybody is',
	'by Okta': 'because Okta says so',
	'not known': 'in a way that is not known',
};

/** What ends somebody's membership for good, whatever it comes from, in the order in which to do it. */
export function endsOf(group: GroupOf, ways: readonly Way[]): End[] {
	const about = { what: group.name, id: group.id };
	if (group.type === 'BUILT_IN') {
		const note = isEveryone(group)
			? 'Everybody is in it, as long as there is the account.'
			: OWN_GROUP;
		return [{ do: 'Nothing', ...about, note }];
	}
	if (group.type === 'APP_GROUP') {
		const { source } = group;
		const where = source ? named(source.label, source.id) : 'the app or directory that keeps it';
		const note = `Take the person out of the group in ${where}.`;
		return [{ do: 'At Its Source', ...about, note }];
	}
	const active = ways.filter(({ rule }) => rule?.status === 'ACTIVE');
	const exceptions = active
		.filter(({ inLog }) => inLog !== true)
		.map(({ rule }): End => ({
			do: 'Group Rule: Update',
			what: rule?.name ?? '',
			id: rule?.id ?? '',
			note: 'Make the person an exception of it, or it may put the person back. Changing the profile, so that its condition does not hold, does as well.',
		}));
	const logged = active
		.filter(({ inLog }) => inLog)
		.map(({ rule }) => named(rule?.name ?? '', rule?.id ?? ''));
	const note =
		logged.length > 0 ? `Okta makes the person an exception of ${logged.join(', ')}.` : '';
	return [...exceptions, { do: 'Group: Remove Member', ...about, note }];
}

/** What the report says of when somebody was put somewhere. */
export function whenAdded(
	added: Addition | undefined,
	logSilence: string,
): { added: Addition | null; notRemembered?: string } {
	return added ? { added } : { added: null, notRemembered: logSilence || FORGOTTEN };
}

/** What people know something by, and the ID where it has no name. */
export function named(name: string, id: string): string {
	return name === '' ? id : `"${name}"`;
}
