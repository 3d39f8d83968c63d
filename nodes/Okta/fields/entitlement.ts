import type { INodeProperties } from 'n8n-workflow';

import { quote } from '../objects/expression';
import { text } from '../transport/json';
import type { Placement } from '../table/operation';
import { appId } from './application';
import type { SearchAttribute } from './conditions';

export const entitlementId: INodeProperties = {
	displayName: 'Entitlement ID',
	name: 'entitlementId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. espfxqCAJWWGELFTYASJ',
	description: 'ID of the entitlement, as Get Many puts it out',
};

/** The app of which a list is asked for, as a filter. */
export const ofApp = (parent: 'parent' | 'target'): Placement => ({
	field: appId,
	as: 'filter',
	convert: (id) => `${parent}.externalId eq ${quote(text(id))} and ${parent}.type eq "APPLICATION"`,
});

export const entitlementAttributes: readonly SearchAttribute[] = [
	{ name: 'Created', value: 'created', operators: ['gt', 'lt'], kind: 'date' },
	{ name: 'External Value', value: 'externalValue', operators: ['eq'] },
	{ name: 'ID', value: 'id', operators: ['eq'] },
	{ name: 'Name', value: 'name', operators: ['co', 'sw'] },
];

export const valueAttributes: readonly SearchAttribute[] = [
	{ name: 'Created', value: 'created', operators: ['gt', 'lt'], kind: 'date' },
	{ name: 'Label Value ID', value: 'labelValueId', operators: ['eq'] },
	{ name: 'Name', value: 'name', operators: ['co', 'sw'] },
];
