import type { INodeProperties } from 'n8n-workflow';

export const appId: INodeProperties = {
	displayName: 'Application',
	name: 'appId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The app integration in Okta, chosen from a list or given by ID or exact label',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an application...',
			typeOptions: { searchListMethod: 'searchApps', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0oafxqCAJWWGELFTYASJ',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Salesforce',
			hint: 'The exact label of the app, as the Okta Admin Console shows it',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://acme-admin.okta.com/admin/app/salesforce/instance/0oafxqCAJWWGELFTYASJ',
			hint: "The address of the app's page in the Admin Console",
		},
	],
};
