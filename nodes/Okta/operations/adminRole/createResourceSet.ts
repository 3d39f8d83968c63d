import { resources } from '../../fields/adminRole';
import { unlessListed } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Create Resource Set',
	value: 'createResourceSet',
	action: 'Create resource set',
	description:
		'Make a set of users, groups, apps and the like for custom roles to extend to. Takes a super administrator.',
	route: 'POST /api/v1/iam/resource-sets',
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'a label that is taken is refused' } },
	repeat: unlessListed({
		paging: { rowsIn: 'resource-sets' },
		isIt: (set, sent) => set['label'] === sent['label'],
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
			placeholder: 'e.g. Everybody in Sales',
			description: 'Name of the resource set, which no other has',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. The group Sales and its members',
			description: 'What the set is for',
		},
		resources,
	],
};
