import type { INodeProperties } from 'n8n-workflow';

const modes = (searchListMethod: string): INodeProperties['modes'] => [
	{
		displayName: 'From List',
		name: 'list',
		type: 'list',
		placeholder: 'Choose an owner...',
		typeOptions: { searchListMethod, searchable: true },
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
];

const owner: INodeProperties = {
	displayName: 'Owner',
	name: 'ownerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
};

export const newOwnerId: INodeProperties = {
	...owner,
	description: 'The user or group to own the group, of the type chosen above',
	modes: modes('searchNewOwners'),
};

export const ownerId: INodeProperties = {
	...owner,
	description: 'A user or group that owns the group',
	modes: modes('searchOwners'),
};
