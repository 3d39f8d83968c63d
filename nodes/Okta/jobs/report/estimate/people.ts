import type { IDataObject } from 'n8n-workflow';

import { at, type Column, members, named } from '../../../export/columns';
import { fieldsFor } from '../../../export/read/users';
import { commaSeparated } from '../../../objects/convert';
import { asTerm, quote } from '../../../objects/expression';
import { slim } from '../../../objects/slimUsers';
import { text } from '../../../transport/json';
import { typeOf } from '../exclusions';
import { inUse } from '../people';
import { type Cost, type Estimating, GROUPS, OF_USER, USERS } from './cost';
import { countMembers, type Counted } from './counted';
import { between, exactly, type Guess, inPages, shareOf, sumOf, times } from './guess';
import type { Sampler } from './sampler';

/** Whom a report reads. */
export interface PeopleToCount {
	/** None for all but those who are deactivated. */
	statuses: readonly string[];
	createdUntil?: number;
	/** What else has to hold of who is read. */
	isRead?: (user: IDataObject) => boolean;
	/** What that looks at, beside status and creation. */
	needs?: readonly Column[];
	/** Whether each who is left costs a request of its own. */
	isAsked?: boolean;
	/** Groups to whose members it is limited. */
	within?: readonly string[];
}

const PAGE = 200;
const DEACTIVATED = 'DEPROVISIONED';

/**
 * What it costs to read users, and to ask for more of each. Okta counts the users; how many of them are meant
 * is taken from some who are picked by their last names, which have nothing to do with what a report is about.
 */
export async function estimatePeople(
	estimating: Estimating,
	people: PeopleToCount,
): Promise<Cost[]> {
	const { sampler, values, hasManager } = estimating;
	const excluded = commaSeparated(values.get('excludeGroups') ?? '');
	const within = people.within ?? [];
	const counted = await countMembers(sampler, [...excluded, ...within]);
	const { users, excludedIds, found } = await pick(estimating, people, counted);
	const { statuses, createdUntil = Infinity, isRead = () => true } = people;
	const matches = (user: IDataObject) =>
		(statuses.length === 0
			? user['status'] !== DEACTIVATED
			: statuses.includes(text(user['status']))) &&
		!(Date.parse(text(user['created'])) > createdUntil) &&
		isRead(user);
	const read = scale(users, counted, matches);
	const types = new Set(commaSeparated(values.get('excludeTypes') ?? ''));
	const left = (user: IDataObject) =>
		matches(user) && !excludedIds.has(text(user['id'])) && !types.has(typeOf(user));
	const costs: Cost[] = [
		{ what: 'to begin and to end', path: USERS, requests: between(1, 3, 8) },
		{ what: `for users, ${PAGE} at a time`, path: USERS, requests: inSweep(read, sampler) },
		...membersCosts([...excluded, ...within], counted),
	];
	if (found) costs.push({ what: 'for whom the search excludes', path: USERS, requests: found });
	const rows = withoutMembers(scale(users, counted, left), excluded, counted);
	if (people.isAsked) {
		const asked = within.length > 0 ? ofMembers(within, counted, rows) : rows;
		await learnLimit(sampler, users);
		costs.push({ what: 'for the factors of each user', path: OF_USER, requests: asked });
	}
	if (hasManager) costs.push({ what: 'for managers', path: USERS, requests: managersOf(rows) });
	return costs;
}

/** Users that stand for all, and of the second half of them who is excluded by a search. */
async function pick({ sampler, values }: Estimating, people: PeopleToCount, { everyone }: Counted) {
	const search = values.text('excludeSearch');
	const term = search && asTerm(search);
	const few = await take(sampler, people, 'id pr', 'id');
	if (few.isAll) {
		const out = term ? await take(sampler, people, term, 'id') : undefined;
		return { users: few.rows, excludedIds: idsOf(out?.rows), found: out && exactly(2) };
	}
	const from = `profile.lastName ge "${LETTER}"`;
	const { rows } = await take(sampler, people, from, 'profile.lastName');
	if (!term) return { users: rows, excludedIds: idsOf(), found: undefined };
	const to = text(at(rows.at(-1) ?? {}, ['profile', 'lastName']));
	const where = `${from} and profile.lastName le ${quote(to)} and ${term}`;
	const out = await take(sampler, people, where, 'profile.lastName');
	const share = shareOf(out.rows.length, Math.max(rows.length, out.rows.length));
	return {
		users: rows,
		excludedIds: idsOf(out.rows),
		found: inPages(times(share, everyone * 1.2), PAGE),
	};
}

/** In the middle of an alphabet, so that there are enough names behind it. */
const LETTER = 'f';

const idsOf = (rows: readonly IDataObject[] = []) => new Set(rows.map(({ id }) => text(id)));

async function take(
	sampler: Sampler,
	{ needs = [] }: PeopleToCount,
	search: string,
	sortBy: string,
) {
	const columns = [...needs, ...members('type'), named('lastName', 'profile', 'lastName')];
	const query = { search, sortBy, sortOrder: 'asc', fields: fieldsFor(columns) };
	const headers = { 'Content-Type': slim };
	const request = { method: 'GET', path: USERS, query, headers } as const;
	return await sampler.take(request, { pageSize: PAGE });
}

/** How many of all users something holds of that holds of some of those picked. */
function scale(
	picked: readonly IDataObject[],
	{ everyone }: Counted,
	holds: (user: IDataObject) => boolean,
): Guess {
	const present = picked.filter(({ status }) => status !== DEACTIVATED);
	const gone = picked.filter(({ status }) => status === DEACTIVATED);
	const isEverybody = present.length === everyone && picked.length < PAGE;
	const [ofPresent, ofGone] = [present.filter(holds).length, gone.filter(holds).length];
	if (isEverybody) return exactly(ofPresent + ofGone);
	const there = times(shareOf(ofPresent, present.length), everyone);
	if (ofGone === 0 && gone.every((user) => !holds(user)) && !holdsOfGone(holds)) return there;
	// Okta counts no deactivated users: how many there are follows from how many were picked.
	const odds = ({ least, likely, most }: Guess) => {
		const toOdds = (share: number) => share / Math.max(1 - share, 1 / (picked.length + 1));
		return between(toOdds(least), toOdds(likely), toOdds(most));
	};
	return sumOf([there, times(odds(shareOf(ofGone, picked.length)), everyone)]);
}

/** Whether it can hold of somebody who is deactivated. */
const holdsOfGone = (holds: (user: IDataObject) => boolean): boolean =>
	holds({ status: DEACTIVATED, created: new Date(0).toISOString() });

/** Several readers share the work: each may send a request more than it has pages. */
function inSweep(rows: Guess, { okta }: Sampler): Guess {
	const { least, likely, most } = inPages(rows, PAGE);
	return between(least, Math.ceil(likely * 1.02), Math.ceil(most * 1.05) + okta.parallel);
}

function membersCosts(groups: readonly string[], counted: Counted): Cost[] {
	if (groups.length === 0) return [];
	const pages = groups.map((group) => inPages(exactly(counted.membersOf(group)), 1000));
	// A group that is named is looked for first, and one to be counted is read.
	const named = between(0, groups.length, 2 * groups.length);
	return [
		{ what: 'for groups and their members', path: GROUPS, requests: sumOf([...pages, named]) },
	];
}

/** Those who are in none of the groups, which have as many of them as of all others. */
function withoutMembers(rows: Guess, groups: readonly string[], { everyone, membersOf }: Counted) {
	const out = Math.min(
		everyone,
		groups.reduce((sum, group) => sum + membersOf(group), 0),
	);
	if (out === 0) return rows;
	const { least, likely, most } = rows;
	const surely = Math.max(0, out - (everyone - least));
	return between(
		Math.max(0, least - out),
		likely * (1 - out / everyone),
		Math.max(0, most - surely),
	);
}

/** Those who are in one of the groups; the same person may be in several. */
function ofMembers(
	groups: readonly string[],
	{ everyone, membersOf }: Counted,
	rows: Guess,
): Guess {
	const counts = groups.map(membersOf);
	const all = Math.min(
		everyone,
		counts.reduce((sum, count) => sum + count, 0),
	);
	const share = everyone === 0 ? 0 : rows.likely / everyone;
	const outside = everyone - rows.least;
	return between(
		Math.max(0, Math.max(0, ...counts) - outside),
		all * share,
		Math.min(all, rows.most),
	);
}

/** Few have more than twenty people each, and hardly anybody has none. */
const managersOf = ({ likely, most }: Guess): Guess =>
	between(
		Math.min(1, likely),
		Math.ceil(likely / 160) + Math.ceil(likely / PAGE / 2),
		Math.ceil(most / 20) + 2 * Math.ceil(most / PAGE) + 1,
	);

async function learnLimit(sampler: Sampler, users: readonly IDataObject[]): Promise<void> {
	const user = users.find(({ status }) => inUse.includes(text(status)));
	if (!user) return;
	const path = `${USERS}/${text(user['id'])}/factors`;
	await sampler.take({ method: 'GET', path }, {});
}
