import { commaSeparated } from '../../objects/convert';
import { unlessListed } from '../../objects/findLost';
import { PERMISSIONS } from '../../table/permissions';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Create Custom Role',
	value: 'createCustomRole',
	action: 'Create custom admin role',
	description:
		'Make an admin role of permissions. It does nothing before it is assigned together with a resource set. Takes a super administrator.',
	route: 'POST /api/v1/iam/roles',
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'a label that is taken is refused' } },
	repeat: unlessListed({
		paging: { rowsIn: 'roles' },
		isIt: (role, sent) => role['label'] === sent['label'],
	}),
	object: (values) => values.text('label').toLowerCase(),
	shaped: true,
	body: [
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. n8n help desk',
			description: 'Name of the role, which no other has',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Unlocks accounts and resets factors',
			description: 'What the role is for',
		},
		{
			field: {
				displayName: 'Permissions',
				name: 'permissions',
				type: 'multiOptions',
				default: [],
				required: true,
				hint: '“Service App: Check Access” puts out which ones a service app needs',
				description: 'What whoever has the role may do with the objects of its resource set',
				options: PERMISSIONS.map((name) => ({ name, value: name })),
			},
			convert: commaSeparated,
		},
	],
};
