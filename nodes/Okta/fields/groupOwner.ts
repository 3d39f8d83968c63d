import type { INodeProperties } from 'n8n-workflow';

export const newOwnerId: INodeProperties = {
	displayName: 'Owner',
	name: 'ownerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user or group to own the group, of the type chosen above',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an owner...',
			typeOptions: { searchListMethod: 'searchNewOwners', searchable: true },
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
			hint: 'The Okta username of a user, usually an email address',
		},
		{
			displayName: 'By Group Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Engineering',
			hint: 'The exact name of a group',
		},
	],
};

/** The same, but the list is of those who own the chosen group. */
export const ownerId: INodeProperties = {
	...newOwnerId,
	description: 'A user or group that owns the group',
	modes: newOwnerId.modes?.map((mode) =>
		mode.type === 'list'
			? { ...mode, typeOptions: { searchListMethod: 'searchOwners', searchable: true } }
			: mode,
	),
};
