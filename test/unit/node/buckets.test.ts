import { resources } from '../../../nodes/Okta/operations';
import { NOWHERE, splitRoute } from '../../../nodes/Okta/table/operation';
import { bucketOf } from '../../../nodes/Okta/transport/buckets';
import type { Method } from '../../../nodes/Okta/transport/types';
import { bucketOf as bucketOfPracticeOrg } from '../../org/limits';

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const routes = resources
	.flatMap(({ operations }) => operations)
	.flatMap(({ route, also = [] }) => [route, ...also])
	.filter((route) => route !== NOWHERE);

describe('bucketOf', () => {
	it.each([...new Set(routes)])('counts %s where the practice org does', (route) => {
		const { method: name, path } = splitRoute(route);
		const method = methods.find((candidate) => candidate === name) ?? 'GET';
		const real = path.replace(/\{\w+\}/g, '00abc');

		expect(bucketOf(method, real)).toBe(bucketOfPracticeOrg(method, real.split('/').slice(1)));
	});

	it.each([
		['GET', 'https://acme.okta.com/api/v1/users?after=1&limit=200', '/api/v1/users'],
		['GET', '/api/v1/users/jane.doe%40example.com?x=1', 'GET /api/v1/users/{idOrLogin}'],
		['POST', '/api/v1/users/00u1', '/api/v1/users/{id}'],
		['POST', '/api/v1/users/00u1/lifecycle/suspend', '/api/v1/users'],
		['GET', '/api/v1/users/00u1/factors/opf1', '/api/v1/users'],
		['GET', '/api/v1/apps/0oa1', 'GET /api/v1/apps/{id}'],
		['PUT', '/api/v1/apps/0oa1', '/api/v1/apps/{id}'],
		['DELETE', '/api/v1/apps/0oa1', '/api/v1/apps/{id}'],
		['GET', '/api/v1/devices/guo1/users', '/api/v1/devices/{id}/users'],
		['POST', '/api/v1/devices/guo1/lifecycle/suspend', '/api/v1/devices'],
		['GET', '/api/v1/iam/roles', '/api/v1/iam'],
		['PUT', '/api/v1/groups/00g1/users/00u1', '/api/v1/groups'],
		['GET', '/api/v1/groups/rules/', '/api/v1/groups'],
		['GET', '/governance/api/v1/campaigns', '/governance/api'],
		['GET', '/api/v1/newest', '/api/v1'],
		['GET', '/somewhere/else', '/api/v1'],
		['GET', '/api/v1/usersettings', '/api/v1'],
	] as const)('%s %s counts against %s', (method, path, bucket) => {
		expect(bucketOf(method, path)).toBe(bucket);
	});
});
