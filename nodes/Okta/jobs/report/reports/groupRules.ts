import type { IDataObject } from 'n8n-workflow';

import { at, members, named, usual } from '../../../export/columns';
import { anyOf, quote } from '../../../objects/expression';
import { slim } from '../../../objects/slimUsers';
import { text } from '../../../transport/json';
import { collect } from '../../../transport/pages';
import type { Okta } from '../../../transport/types';
import { estimateRules } from '../estimate/others';
import type { Report, ReportReading } from '../report';

/** How many users one search asks for: Okta refuses expressions that are too long. */
const AT_ONCE = 20;

export const groupRules: Report = {
	name: 'Group Rules to Review',
	value: 'groupRules',
	description:
		'Group rules that are invalid, name a group that is gone, or leave out people: one row for each of these, and for each person',
	routes: ['GET /api/v1/groups/rules', 'GET /api/v1/users'],
	scope: 'okta.groups.read',
	alsoScopes: ['okta.users.read'],
	columns: [
		...usual([
			named('ruleId', 'rule', 'id'),
			named('ruleName', 'rule', 'name'),
			named('status', 'rule', 'status'),
			...members('problem'),
			named('userId', 'userId'),
			named('login', 'user', 'profile', 'login'),
			named('userStatus', 'user', 'status'),
			named('expression', 'rule', 'conditions', 'expression', 'value'),
			named('groupIds', 'rule', 'actions', 'assignUserToGroups', 'groupIds'),
			named('created', 'rule', 'created'),
			named('lastUpdated', 'rule', 'lastUpdated'),
		]),
	],
	asks: [],
	estimate: estimateRules,
	read: readRules,
};

async function* readRules({ okta, progress }: ReportReading): AsyncGenerator<IDataObject[]> {
	const request = { method: 'GET', path: '/api/v1/groups/rules' } as const;
	const known = new Map<string, IDataObject>();
	for await (const page of okta.pages(request, { pageSize: 200 })) {
		progress.sees(page.length);
		const rows = page.flatMap(problemsOf);
		const ids = new Set(rows.map(({ userId }) => text(userId)));
		await learn(
			okta,
			known,
			[...ids].filter((id) => id !== '' && !known.has(id)),
		);
		yield rows.map((row) => ({ ...row, user: known.get(text(row['userId'])) ?? null }));
	}
}

/** What is to be looked at in a rule, each by itself. */
function problemsOf(rule: IDataObject): IDataObject[] {
	const excluded = at(rule, ['conditions', 'people', 'users', 'exclude']);
	return [
		...(rule['status'] === 'INVALID' ? [{ rule, problem: 'invalid', userId: null }] : []),
		...(rule['allGroupsValid'] === false ? [{ rule, problem: 'groupIsGone', userId: null }] : []),
		...(Array.isArray(excluded) ? excluded : []).map((id) => ({
			rule,
			problem: 'excludes',
			userId: text(id),
		})),
	];
}

/** Who is erased stays unknown. */
async function learn(okta: Okta, known: Map<string, IDataObject>, ids: string[]): Promise<void> {
	for (let from = 0; from < ids.length; from += AT_ONCE) {
		const some = ids.slice(from, from + AT_ONCE);
		const search = anyOf(some.map((id) => `id eq ${quote(id)}`));
		const request = {
			method: 'GET',
			path: '/api/v1/users',
			query: { search, fields: 'id,status,profile:(login)' },
			headers: { 'Content-Type': slim },
		} as const;
		for (const user of await collect(okta.pages(request, { pageSize: 200 }))) {
			known.set(text(user['id']), user);
		}
	}
}
