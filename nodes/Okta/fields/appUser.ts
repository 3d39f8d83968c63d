import type { INodeProperties } from 'n8n-workflow';

import type { Placement } from '../table/operation';
import { whenOn } from '../objects/convert';

const mapper: INodeProperties = {
	displayName: 'App Profile',
	name: 'profile',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['appId.value'],
		resourceMapper: {
			resourceMapperMethod: 'getAppUserAttributesToSet',
			mode: 'add',
			fieldWords: { singular: 'attribute', plural: 'attributes' },
			valuesLabel: 'Attributes',
			addAllFields: false,
			supportAutoMap: true,
		},
	},
};

/** There is nothing to map before the app is known. */
const onceChosen = { hide: { appId: [''] } };

/** Most apps get their attributes from the user by mappings, so the mapper is not in the way. */
export const setAppProfile: INodeProperties = {
	displayName: 'Set App Profile',
	name: 'setAppProfile',
	type: 'boolean',
	default: false,
	description:
		'Whether to set attributes of the account in the app that Okta does not map from the user, such as a role or a licence',
};

export const newAppProfile: INodeProperties = {
	...mapper,
	displayOptions: { show: { setAppProfile: [true] }, ...onceChosen },
	description: "Attributes from the app's own user schema",
};

export const appProfile: INodeProperties = {
	...mapper,
	displayOptions: onceChosen,
	description: 'Attributes of the account in the app to change. Those left empty keep their value.',
};

export const userName: Placement = {
	field: {
		displayName: 'Username',
		name: 'userName',
		type: 'string',
		default: '',
		description: 'Name of the account in the app, if not the one Okta derives',
	},
	as: 'credentials.userName',
};

export const password: Placement = {
	field: {
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Password of the account, for apps in which Okta fills it in',
	},
	as: 'credentials.password.value',
};

export const includeUser: Placement = {
	field: {
		displayName: 'Include User',
		name: 'includeUser',
		type: 'boolean',
		default: true,
		description: 'Whether to embed the Okta user in each assignment',
	},
	as: 'expand',
	convert: whenOn('user'),
};
