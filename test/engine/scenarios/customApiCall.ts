import type { Org } from '../../org';
import { anObject, aText, like, two, twoUsers, type Item, type Scenarios } from './scenario';

const users = (org: Org): Item[] => twoUsers(org, 'ACTIVE').map(({ id }) => ({ userId: id }));
const groups = (org: Org): Item[] =>
	two(
		org.groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
		'groups',
	).map(({ id }) => ({ groupId: id }));

/** Any call has an SDK call that is the same; one of each method is compared. */
export const customApiCallScenarios: Scenarios = {
	'customApiCall.request': [
		{
			name: 'reads an object, with query parameters',
			items: users,
			parameters: {
				path: '=/api/v1/users/{{ $json.userId }}',
				allowedPaths: '/api/v1/groups, /api/v1/users',
				query: { parameters: [{ name: 'expand', value: 'blocks' }] },
				options: {
					headers: { header: [{ name: 'accept', value: 'application/json' }] },
					includeSecrets: true,
					binaryField: 'data',
				},
			},
			puts: ({ userId }) => [like({ id: userId })],
			sdk: async (client, { userId = '' }) =>
				await client.userApi.getUser({ userId, expand: 'blocks' }),
		},
		{
			name: 'follows pages to the end',
			items: () => [{}, {}],
			parameters: { path: '/api/v1/users?limit=200', followPages: true, returnAll: true },
			puts: (_, org) =>
				org.users
					.list()
					.filter(({ status }) => status !== 'DEPROVISIONED')
					.map(() => like({ profile: anObject })),
			sdk: async (client) =>
				await (await client.userApi.listUsers({ limit: 200 })).each(() => undefined),
		},
		{
			name: 'follows pages up to a limit',
			items: () => [{}, {}],
			parameters: { path: '/api/v1/groups?limit=2', followPages: true, limit: 3 },
			puts: () => [1, 2, 3].map(() => like({ type: aText })),
			sdk: async (client) => {
				const found = await client.groupApi.listGroups({ limit: 2 });
				for (let left = 3; left > 0; left--) await found.next();
			},
		},
		{
			name: 'changes an object',
			items: users,
			parameters: {
				method: 'POST',
				path: '=/api/v1/users/{{ $json.userId }}',
				body: '{ "profile": { "city": "Oslo" } }',
			},
			puts: ({ userId }) => [like({ id: userId, profile: like({ city: 'Oslo' }) })],
			sdk: async (client, { userId = '' }) =>
				await client.userApi.updateUser({ userId, user: { profile: { city: 'Oslo' } } }),
		},
		{
			name: 'replaces an object',
			items: groups,
			parameters: {
				method: 'PUT',
				path: '=/api/v1/groups/{{ $json.groupId }}',
				body: '={{ { "profile": { "name": "Renamed " + $json.groupId } } }}',
			},
			puts: ({ groupId }) => [like({ id: groupId })],
			sdk: async (client, { groupId = '' }) =>
				await client.groupApi.replaceGroup({
					groupId,
					group: { profile: { name: `Renamed ${groupId}` } },
				}),
		},
		{
			name: 'deletes an object',
			items: groups,
			parameters: { method: 'DELETE', path: '=/api/v1/groups/{{ $json.groupId }}' },
			puts: () => [{ deleted: true }],
			sdk: async (client, { groupId = '' }) => await client.groupApi.deleteGroup({ groupId }),
		},
	],
};
