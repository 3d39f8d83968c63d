import type { INodeProperties } from 'n8n-workflow';

/** Where forms have it; the attributes of profiles depend on it, so the editor asks for them anew. */
export const userTypeFields = ['userTypeId', 'options.userTypeId'];

export const userTypeId: INodeProperties = {
	displayName: 'User Type Name or ID',
	name: 'userTypeId',
	type: 'options',
	default: '',
	typeOptions: { loadOptionsMethod: 'getUserTypes' },
	description:
		'Type of user, which decides what attributes the profile has. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
