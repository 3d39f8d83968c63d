import type { INodeProperties } from 'n8n-workflow';

/** Beside the profile, whose attributes depend on it: the editor asks for them anew. */
export const userTypeId: INodeProperties = {
	displayName: 'User Type Name or ID',
	name: 'userTypeId',
	type: 'options',
	default: '',
	typeOptions: { loadOptionsMethod: 'getUserTypes' },
	description:
		'Type of user, which decides what attributes the profile has. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
