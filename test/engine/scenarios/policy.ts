import type { Org } from '../../org';
import { aText, byId, like, type Item, type Scenarios } from './scenario';

const policies = ({ directory }: Org, type: string) =>
	directory.policies.list().filter((policy) => policy.type === type);

const passwordPolicies = (org: Org): Item[] =>
	policies(org, 'PASSWORD').map(({ id }) => ({ policyId: id }));

export const policyScenarios: Scenarios = {
	'policy.getAll': [
		{
			name: 'lists the policies of a type with their rules',
			items: () => [{}, {}],
			parameters: {
				type: 'PASSWORD',
				returnAll: true,
				options: {
					status: 'ACTIVE',
					q: 'Def',
					includeRules: true,
					sortByName: true,
					resourceId: '',
				},
			},
			puts: () => [
				like({
					type: 'PASSWORD',
					name: 'Default Policy',
					_embedded: { rules: [like({ id: aText })] },
				}),
			],
			sdk: async (client) =>
				await (
					await client.policyApi.listPolicies({
						type: 'PASSWORD',
						status: 'ACTIVE',
						q: 'Def',
						expand: 'rules',
						sortBy: 'name',
						limit: '200',
					})
				).each(() => undefined),
		},
		{
			name: 'lists the policies of an authorization server',
			items: () => [{}, {}],
			parameters: {
				type: 'OKTA_SIGN_ON',
				returnAll: true,
				options: { resourceId: 'aus9o8wzkhckw9TLa0h7' },
			},
			puts: () => [like({ type: 'OKTA_SIGN_ON' })],
			sdk: async (client) =>
				await (
					await client.policyApi.listPolicies({
						type: 'OKTA_SIGN_ON',
						resourceId: 'aus9o8wzkhckw9TLa0h7',
						limit: '200',
					})
				).each(() => undefined),
		},
	],
	'policy.getRules': [
		{
			name: 'lists conditions and actions',
			items: passwordPolicies,
			parameters: {
				type: 'PASSWORD',
				policyId: byId('={{ $json.policyId }}'),
				returnAll: true,
			},
			puts: () => [like({ id: aText, type: 'PASSWORD', name: 'Default Rule' })],
			sdk: async (client, { policyId = '' }) =>
				await (
					await client.policyApi.listPolicyRules({ policyId, limit: '200' })
				).each(() => undefined),
		},
	],
};
