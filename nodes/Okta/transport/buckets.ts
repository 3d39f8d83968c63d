import type { Method } from './types';

/** Single paths with a limit of their own, before the trees they are in. First match wins. */
const buckets: ReadonlyArray<readonly [name: string, pattern: RegExp, method?: Method]> = [
	['/oauth2/v1/clients', /^\/oauth2\/v1\/clients$/],
	['/oauth2/v1', /^\/oauth2\/v1(\/|$)/],
	['GET /api/v1/apps/{id}', /^\/api\/v1\/apps\/[^/]+$/, 'GET'],
	['/api/v1/apps/{id}', /^\/api\/v1\/apps\/[^/]+$/],
	['/api/v1/apps', /^\/api\/v1\/apps(\/|$)/],
	['/api/v1/groups', /^\/api\/v1\/groups\/rules$/],
	['/api/v1/groups/{id}', /^\/api\/v1\/groups\/[^/]+$/],
	['/api/v1/groups', /^\/api\/v1\/groups(\/|$)/],
	['GET /api/v1/users/{idOrLogin}', /^\/api\/v1\/users\/[^/]+$/, 'GET'],
	['/api/v1/users/{id}', /^\/api\/v1\/users\/[^/]+$/],
	['/api/v1/users', /^\/api\/v1\/users(\/|$)/],
	['/api/v1/logs', /^\/api\/v1\/logs(\/|$)/],
	['/api/v1/devices/{id}/users', /^\/api\/v1\/devices\/[^/]+\/users$/],
	['/api/v1/devices', /^\/api\/v1\/devices(\/|$)/],
	['/api/v1/iam', /^\/api\/v1\/iam(\/|$)/],
	['/governance/api', /^\/governance\/api(\/|$)/],
];

/**
 * The rate limit a request counts against, by the name Okta's documentation gives it
 * (https://developer.okta.com/docs/reference/rl-global-mgmt/) or, where Okta's answers show another
 * counter than that says, by its path.
 *
 * @param path - with or without origin and query
 */
export function bucketOf(method: Method, path: string): string {
	const [whole = ''] = path.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1);
	const bare = whole.replace(/\/$/, '');
	const bucket = buckets.find(
		([, pattern, only]) => pattern.test(bare) && (only === undefined || only === method),
	);
	return bucket?.[0] ?? '/api/v1';
}
