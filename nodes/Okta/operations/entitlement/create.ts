import type { IDataObject } from 'n8n-workflow';

import { appId } from '../../fields/application';
import { quote } from '../../objects/expression';
import { unlessListed } from '../../objects/findLost';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';
import { isObject, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create entitlement of application',
	description:
		'Add an entitlement with its values to an app. Okta finds nothing where the app has no entitlement management.',
	route: 'POST /governance/api/v1/entitlements',
	scopes: ['okta.governance.entitlements.manage'],
	effect: {
		outcome: 'created',
		alreadySo: { never: 'Okta decides whether there may be another like it' },
	},
	repeat: unlessListed({
		list: ({ path }, sent) => ({
			path,
			query: {
				filter: `parent.externalId eq ${quote(appOf(sent))} and parent.type eq "APPLICATION"`,
			},
		}),
		paging: governanceList,
		isIt: ({ externalValue }, sent) => externalValue === sent['externalValue'],
	}),
	shaped: true,
	body: [
		{ field: appId, as: 'parent.externalId' },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Licenses',
			description: 'Name of the entitlement, as people see it',
		},
		{
			displayName: 'External Value',
			name: 'externalValue',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. licenses',
			description: 'What the app calls it',
		},
		{
			displayName: 'Several Values',
			name: 'multiValue',
			type: 'boolean',
			default: false,
			description: 'Whether a user can have several of its values at a time',
		},
		{
			field: {
				displayName: 'Values',
				name: 'entitlementValues',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add value',
				default: {},
				description: 'What it can be set to',
				options: [
					{
						displayName: 'Value',
						name: 'value',
						values: [
							{
								displayName: 'Name',
								name: 'name',
								type: 'string',
								default: '',
								placeholder: 'e.g. Enterprise',
							},
							{
								displayName: 'External Value',
								name: 'externalValue',
								type: 'string',
								default: '',
								placeholder: 'e.g. ent-1',
							},
						],
					},
				],
			},
			as: 'values',
			convert: (value) => (isObject(value) ? value.value : undefined),
		},
	],
	fixed: { body: { parent: { type: 'APPLICATION' } } },
	options: {
		body: [
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				description: 'What the entitlement is for, in at most 1,000 characters',
			},
		],
	},

	prepare(request, values) {
		const body = isObject(request.body) ? request.body : {};
		const dataType = values.flag('multiValue') ? 'array' : 'string';
		return { ...request, body: { values: [], ...body, dataType } };
	},
};

function appOf({ parent }: IDataObject): string {
	return isObject(parent) ? text(parent['externalId']) : '';
}
