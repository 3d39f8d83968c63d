import { aText, like, type Scenarios } from './scenario';

export const orgScenarios: Scenarios = {
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
