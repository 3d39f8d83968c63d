import { aText, like, type Scenarios } from './scenario';

export const orgScenarios: Scenarios = {
	'org.removeEmailBounces': [
		{
			name: 'says of each address what became of it',
			items: () => [{ email: 'one@acme.example' }, { email: 'two@acme.example' }],
			parameters: { emailAddresses: '={{ $json.email }}, nobody' },
			puts: ({ email }) => [
				{ emailAddress: email, outcome: 'removed' },
				{ emailAddress: 'nobody', outcome: 'refused', reason: aText },
			],
			sdk: async ({ customizationApi }, { email = '' }) =>
				await customizationApi.bulkRemoveEmailAddressBounces({
					BouncesRemoveListObj: { emailAddresses: [email, 'nobody'] },
				}),
		},
	],
	'org.get': [
		{
			name: 'says whose org it is',
			items: () => [{}, {}],
			parameters: {},
			puts: () => [like({ id: aText, companyName: 'Acme', status: 'ACTIVE' })],
			sdk: async (client) => await client.orgSettingApi.getOrgSettings(),
		},
	],
};
