import { userId } from '../../fields/user';
import { typeIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Set Classification',
	value: 'setClassification',
	action: 'Set classification of user',
	description:
		'Count a user as lite or standard, for the licence and what the user may use, in orgs that tell them apart',
	route: 'PUT /api/v1/users/{userId}/classification',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'changed', alreadySo: { before: typeIs } },
	path: [userId],
	body: [
		{
			field: {
				displayName: 'Classification',
				name: 'classification',
				type: 'options',
				default: 'LITE',
				description: 'What the user counts as',
				options: [
					{ name: 'Lite', value: 'LITE', description: 'Signs in rarely, and to little' },
					{ name: 'Standard', value: 'STANDARD', description: 'May use whatever the org has' },
				],
			},
			as: 'type',
		},
	],
};
