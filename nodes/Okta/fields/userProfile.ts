import type { INodeProperties } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import type { Values } from '../table/values';
import { isObject } from '../transport/json';
import type { OktaRequest } from '../transport/types';
import { userTypeFields } from './userType';

const words = { singular: 'attribute', plural: 'attributes' };

/** All attributes of a user, those the org requires among them. */
export const newProfile: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	description: "Attributes of the user, taken from the org's own user schema",
	typeOptions: {
		loadOptionsDependsOn: userTypeFields,
		resourceMapper: {
			resourceMapperMethod: 'getNewUserAttributes',
			mode: 'add',
			fieldWords: words,
			valuesLabel: 'Attributes',
			addAllFields: false,
			supportAutoMap: true,
		},
	},
};

/** Some attributes of a user. */
export const profileChanges: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	description: 'Attributes to change. Those left empty keep their value.',
	typeOptions: {
		loadOptionsDependsOn: userTypeFields,
		resourceMapper: {
			resourceMapperMethod: 'getUserAttributesToUpdate',
			mode: 'add',
			fieldWords: words,
			valuesLabel: 'Attributes',
			addAllFields: false,
			supportAutoMap: true,
		},
	},
};

export const clear: INodeProperties = {
	displayName: 'Clear Attribute Names or IDs',
	name: 'clear',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUserAttributes', loadOptionsDependsOn: userTypeFields },
	default: [],
	description:
		'Attributes to empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** For `prepare`: Okta merges what it gets into the profile and takes null for "empty this". */
export function withCleared(request: OktaRequest, values: Values): OktaRequest {
	const cleared = values.get('clear') === undefined ? [] : commaSeparated(values.get('clear'));
	const profile = {
		...values.object('profile'),
		...Object.fromEntries(cleared.map((name) => [name, null])),
	};
	return { ...request, body: { ...(isObject(request.body) && request.body), profile } };
}

export const realmId: INodeProperties = {
	displayName: 'Realm ID',
	name: 'realmId',
	type: 'string',
	default: '',
	placeholder: 'e.g. guo1bfiNtSnZYILxO0g4',
	description: 'Realm the user is to belong to, in orgs that have realms',
};
