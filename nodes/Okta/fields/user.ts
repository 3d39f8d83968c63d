import type { INodeProperties } from 'n8n-workflow';

export const userId: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Okta user, chosen from a list or given by ID or login',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a user...',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 00ub0oNGTSWTBKOLGLNR',
		},
		{
			displayName: 'By Login',
			name: 'login',
			type: 'string',
			placeholder: 'e.g. jane.doe@example.com',
			hint: 'The Okta username, usually an email address',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://acme-admin.okta.com/admin/user/profile/view/00ub0oNGTSWTBKOLGLNR',
			hint: "The address of the user's page in the Admin Console",
		},
	],
};

/** The one at the other end of a relationship. */
export const primaryUserId: INodeProperties = {
	...userId,
	displayName: 'Primary User',
	name: 'primaryUserId',
	description: 'The user to link to, such as the manager',
};
