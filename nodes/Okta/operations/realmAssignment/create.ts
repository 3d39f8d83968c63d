import { realmId } from '../../fields/realm';
import { unlessListed } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create realm assignment',
	description:
		'Add a rule that puts users into a realm by their attributes. Activate switches it on.',
	route: 'POST /api/v1/realm-assignments',
	scopes: ['okta.realmAssignments.manage'],
	effect: {
		outcome: 'created',
		alreadySo: { never: 'there can be several alike, so that another is made' },
	},
	repeat: unlessListed({
		paging: { pageSize: 200 },
		isIt: ({ name }, sent) => name === sent['name'],
	}),
	shaped: true,
	body: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Employees of Car Co',
			description: 'Name of the rule',
		},
		{ field: realmId, as: 'actions.assignUserToRealm.realmId' },
		{
			field: {
				displayName: 'Profile Source ID',
				name: 'profileSourceId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 0oa4enoRyjwSCy5hx0g4',
				description: 'The app, directory or Okta itself, whose users the rule is for',
			},
			as: 'conditions.profileSourceId',
		},
		{
			field: {
				displayName: 'Expression',
				name: 'expression',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. user.profile.company == "Car Co"',
				description: 'Okta Expression Language that says which of these users the rule is for',
			},
			as: 'conditions.expression.value',
		},
	],
	options: {
		body: [
			{
				displayName: 'Priority',
				name: 'priority',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Which rule counts where several fit: the lowest number',
			},
		],
	},
};
