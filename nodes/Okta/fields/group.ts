import type { INodeProperties } from 'n8n-workflow';

export const groupId: INodeProperties = {
	displayName: 'Group',
	name: 'groupId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Okta group, chosen from a list or given by ID or exact name',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a group...',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 00g1emaKYZTWRYYRRTSK',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Engineering',
			hint: 'The exact name of the group',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://acme-admin.okta.com/admin/group/00g1emaKYZTWRYYRRTSK',
			hint: "The address of the group's page in the Admin Console",
		},
	],
};
