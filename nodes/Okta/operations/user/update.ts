import { commaSeparated } from '../../fields/convert';
import { userId } from '../../fields/user';
import type { Operation } from '../../operation';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update user',
	description: 'Change attributes of a user; attributes left empty keep their value',
	route: 'POST /api/v1/users/{userId}',
	scopes: ['okta.users.manage'],
	shaped: true,
	path: [userId],
	body: [
		{
			displayName: 'Profile',
			name: 'profile',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			required: true,
			description: 'Attributes to change. Those left empty keep their value.',
			typeOptions: {
				resourceMapper: {
					resourceMapperMethod: 'getUserAttributesToUpdate',
					mode: 'add',
					fieldWords: { singular: 'attribute', plural: 'attributes' },
					addAllFields: false,
					supportAutoMap: true,
				},
			},
		},
	],
	options: {
		query: [
			{
				displayName: 'Strict',
				name: 'strict',
				type: 'boolean',
				default: true,
				description: 'Whether a password has to respect the minimum age and history of the policy',
			},
		],
		header: [
			{
				field: {
					displayName: 'If-Match',
					name: 'ifMatch',
					type: 'string',
					default: '',
					description:
						'ETag of the user as you know it. Okta refuses the change if the user has changed since.',
				},
				as: 'If-Match',
			},
		],
		body: [
			{
				displayName: 'Realm ID',
				name: 'realmId',
				type: 'string',
				default: '',
				placeholder: 'e.g. guo1bfiNtSnZYILxO0g4',
				description: 'Realm to move the user to, in orgs that have realms',
			},
		],
		controls: [
			{
				displayName: 'Clear Attribute Names or IDs',
				name: 'clear',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getUserAttributes' },
				default: [],
				description:
					'Attributes to empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
		],
	},

	prepare(request, values) {
		const cleared = values.get('clear') === undefined ? [] : commaSeparated(values.get('clear'));
		// Okta merges what it gets into the profile and takes null for "empty this".
		const profile = {
			...values.object('profile'),
			...Object.fromEntries(cleared.map((name) => [name, null])),
		};
		return { ...request, body: { ...(isObject(request.body) && request.body), profile } };
	},
};
