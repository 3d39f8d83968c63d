import { Org, type OrgOptions } from '../org';
import { pageCursor, pageLimit, pageReply } from '../paging';
import type { Call, Reply, Route } from '../route';

const echo = ({ params, body }: Call): Reply => ({ status: 200, body: { params, body } });
const done = (): Reply => ({ status: 204 });

/** Endpoints that do nothing, under the addresses of some that matter to roles, scopes and limits. */
const routes: readonly Route[] = [
	{
		route: 'GET /api/v1/users',
		scopes: ['okta.users.read'],
		handle: (call) => {
			const from = Number(pageCursor(call) ?? 0);
			const limit = pageLimit(call, { default: 2, max: 3 });
			const to = from + limit;
			const next = to < 5 ? String(to) : undefined;
			return pageReply(call, [1, 2, 3, 4, 5].slice(from, to), { limit, next });
		},
	},
	{ route: 'POST /api/v1/users', scopes: ['okta.users.manage'], handle: echo },
	{ route: 'GET /api/v1/users/{userId}', scopes: ['okta.users.read'], handle: echo },
	{ route: 'DELETE /api/v1/users/{userId}', scopes: ['okta.users.manage'], handle: done },
	{ route: 'GET /api/v1/users/{userId}/roles', scopes: ['okta.roles.read'], handle: echo },
	{
		route: 'POST /api/v1/users/{userId}/lifecycle/unlock',
		scopes: ['okta.users.manage'],
		handle: echo,
	},
	{ route: 'GET /api/v1/groups', scopes: ['okta.groups.read'], handle: echo },
	{ route: 'POST /api/v1/groups', scopes: ['okta.groups.manage'], handle: echo },
	{
		route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
		scopes: ['okta.groups.manage'],
		handle: done,
	},
	{ route: 'GET /api/v1/apps', scopes: ['okta.apps.read'], handle: echo },
	{ route: 'POST /api/v1/apps/{appId}/users', scopes: ['okta.apps.manage'], handle: echo },
	{
		route: 'POST /api/v1/apps/{appId}/grants',
		scopes: ['okta.appGrants.manage'],
		handle: echo,
	},
	{ route: 'GET /api/v1/logs', scopes: ['okta.logs.read'], handle: echo },
];

/** An org with those endpoints instead of a directory: for the tests of everything around them. */
export async function startBareOrg(options: OrgOptions = {}): Promise<Org> {
	const org = new Org(options, routes);
	await org.listen(0);
	return org;
}
