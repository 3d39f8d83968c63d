import type { IDataObject } from 'n8n-workflow';

import { at } from '../../../export/columns';
import { commaSeparated } from '../../../objects/convert';
import { clientIdIn, isServiceApp, oauthApps } from '../../../objects/serviceApps';
import { text } from '../../../transport/json';
import { fillPath } from '../../../transport/path';
import { consoleVisits, LOG_DAYS, tokensOf, useOf } from '../log';
import { USERS_AT_ONCE } from '../usersById';
import { APPS, type Cost, type Estimating, GROUPS, LOG, OF_APP, OF_USER, USERS } from './cost';
import { countMembers } from './counted';
import { between, exactly, type Guess, inPages, sumOf, times } from './guess';
import { estimateLog } from './log';

/** Rules: an org has 2,000 of them unless Okta allowed more. */
export async function estimateRules({ sampler }: Estimating): Promise<Cost[]> {
	const path = `${GROUPS}/rules`;
	const { rows, isAll } = await sampler.take({ method: 'GET', path }, { pageSize: 200 });
	const excluded = new Set(
		rows.flatMap((rule) => {
			const ids = at(rule, ['conditions', 'people', 'users', 'exclude']);
			return Array.isArray(ids) ? ids.map((id) => text(id)) : [];
		}),
	).size;
	const pages = isAll ? exactly(1) : between(2, 3, 11);
	const lots = inPages(exactly(excluded), USERS_AT_ONCE);
	return [
		{ what: 'for rules, 200 at a time', path, requests: pages },
		...(excluded > 0 || !isAll
			? [
					{
						what: 'for people whom rules leave out',
						path: USERS,
						requests: isAll ? lots : between(lots.least, lots.likely * 2, (lots.most + 1) * 11),
					},
				]
			: []),
	];
}

export async function estimateAdministrators(estimating: Estimating): Promise<Cost[]> {
	const { sampler, values, hasManager } = estimating;
	const path = '/api/v1/iam/assignees/users';
	const first = await sampler.take({ method: 'GET', path }, { pageSize: 100, rowsIn: 'value' });
	const log = await estimateLog(estimating, LOG_DAYS, consoleVisits);
	const [one] = first.rows;
	const ofUser = `${USERS}/${text(one?.['id'])}`;
	const roles = one
		? await sampler.take({ method: 'GET', path: `${ofUser}/roles` }, {})
		: undefined;
	const excluded = commaSeparated(values.get('excludeGroups') ?? '');
	const needsCount = !first.isAll || excluded.length > 0;
	const counted = needsCount ? await countMembers(sampler, excluded) : undefined;
	const known = first.rows.length;
	const people = first.isAll
		? exactly(known)
		: between(
				known + 1,
				Math.min(counted?.everyone ?? Infinity, 3 * known),
				counted?.everyone ?? 0,
			);
	const members = excluded.reduce((sum, group) => sum + (counted?.membersOf(group) ?? 0), 0);
	const perPerson = Math.max(1, roles?.rows.length ?? 1);
	return [
		...log,
		{ what: 'for administrators, 100 at a time', path, requests: inPages(people, 100) },
		{ what: 'for users, 20 at a time', path: USERS, requests: inPages(people, USERS_AT_ONCE) },
		{
			what: 'for roles and factors of each administrator',
			path: OF_USER,
			requests: between(
				Math.max(0, 2 * (people.least - members)),
				2 * people.likely,
				2 * people.most,
			),
		},
		{
			what: 'for names, and for what a role is limited to',
			path: OF_USER,
			requests: between(0, people.likely * 0.5 + 2, people.most * (perPerson + 2) + 6),
		},
		...excludedCosts(estimating, excluded.length, members),
		...(hasManager
			? [
					{
						what: 'for managers',
						path: USERS,
						requests: between(0, 1 + people.likely / 40, people.most + 2),
					},
				]
			: []),
	];
}

/** Where a search excludes people, nobody has counted whom it finds. */
function excludedCosts({ values }: Estimating, groups: number, members: number): Cost[] {
	const costs: Cost[] = [];
	if (groups > 0) {
		const requests = sumOf([inPages(exactly(members), 1000), between(0, groups, 2 * groups)]);
		costs.push({ what: 'for groups and their members', path: GROUPS, requests });
	}
	if (values.text('excludeSearch') !== '') {
		costs.push({ what: 'for whom the search excludes', path: USERS, requests: between(1, 5, 500) });
	}
	return costs;
}

export async function estimateUnusedApp(estimating: Estimating): Promise<Cost[]> {
	const { sampler, values, hasManager } = estimating;
	const path = fillPath(`${APPS}/{appId}`, () => values.text('appId'));
	// Tokens are granted to a client ID.
	const app = await sampler.look(path);
	const first = await sampler.take({ method: 'GET', path: `${path}/users` }, { pageSize: 500 });
	const excluded = commaSeparated(values.get('excludeGroups') ?? '');
	const people = first.isAll
		? exactly(first.rows.length)
		: await countAssigned(estimating, first.rows, excluded);
	const log = await estimateLog(
		estimating,
		values.number('daysUnused') ?? LOG_DAYS,
		useOf(app, clientIdIn(app)),
	);
	return [
		{ what: 'for the app', path: `${APPS}/{appId}`, requests: exactly(1) },
		...log,
		{ what: 'for users of the app, 500 at a time', path: OF_APP, requests: inPages(people, 500) },
		...excludedCosts(estimating, excluded.length, 0),
		...(hasManager
			? [
					{
						what: 'for managers',
						path: USERS,
						requests: between(0, people.likely / 160 + 1, people.most / 20 + people.most / 100 + 2),
					},
				]
			: []),
	];
}

/** As many as are in the groups by which those who are known have the app, and those who have it themselves. */
async function countAssigned(
	{ sampler }: Estimating,
	known: readonly IDataObject[],
	excluded: readonly string[],
): Promise<Guess> {
	const through = known.flatMap((assignment) => {
		const href = text(at(assignment, ['_links', 'group', 'href']));
		return href === '' ? [] : [href.slice(href.lastIndexOf('/') + 1)];
	});
	const groups = [...new Set(through)].slice(0, 50);
	const counted = await countMembers(sampler, [...groups, ...excluded]);
	const members = groups.map(counted.membersOf);
	const inGroups = members.reduce((sum, count) => sum + count, 0);
	const share = through.length / known.length;
	const likely = share > 0 ? inGroups / share : Math.sqrt(known.length * counted.everyone);
	const { everyone } = counted;
	// Deactivated users keep an assignment in some apps, and Okta does not count them.
	return between(
		known.length + 1,
		Math.min(everyone, Math.max(likely, known.length + 1)),
		everyone * 1.1,
	);
}

export async function estimateServiceApps({ sampler, now }: Estimating): Promise<Cost[]> {
	const list = { method: 'GET', path: APPS, query: { filter: oauthApps } } as const;
	const { rows, isAll } = await sampler.take(list, { pageSize: 200 });
	const found = rows.filter(isServiceApp);
	const [one] = found;
	if (one) {
		const grants = `${APPS}/${text(one['id'])}/grants`;
		await sampler.take({ method: 'GET', path: grants }, {});
		await sampler.take({ ...tokensOf(now, one, ''), method: 'GET' }, { pageSize: 1 });
	}
	const count = found.length;
	const apps = isAll ? exactly(count) : between(count, 2 * count + 50, 10 * count + 1000);
	const pages = isAll ? exactly(1) : between(2, 3, 15);
	return [
		{ what: 'for apps, 200 at a time', path: APPS, requests: pages },
		{ what: 'for scopes and keys of each service app', path: OF_APP, requests: times(apps, 2) },
		{ what: 'for its roles', path: '/oauth2/v1/clients/{clientId}/roles', requests: apps },
		{ what: 'for its last token', path: LOG, requests: apps },
	];
}

export async function estimateApiTokens({ sampler }: Estimating): Promise<Cost[]> {
	const path = '/api/v1/api-tokens';
	const { rows } = await sampler.take({ method: 'GET', path }, {});
	const owners = new Set(rows.map(({ userId }) => text(userId)).filter((id) => id !== '')).size;
	return [
		{ what: 'for the list', path, requests: exactly(1) },
		{
			what: 'for owners, 20 at a time',
			path: USERS,
			requests: between(
				Math.ceil(owners / 20),
				Math.ceil(owners / 20),
				Math.ceil(owners / 20) + owners,
			),
		},
		{ what: 'for the roles of each owner', path: OF_USER, requests: exactly(owners) },
	];
}
