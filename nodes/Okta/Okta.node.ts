import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { composeForm, composeSubtitle } from './form/compose';
import { execute } from './run/execute';
import { getAppUserAttributes, getAppUserAttributesToSet } from './methods/appUserAttributes';
import { getExportColumns } from './methods/exportColumns';
import {
	getGroupAttributes,
	getGroupAttributesToUpdate,
	getNewGroupAttributes,
} from './methods/groupAttributes';
import * as listSearch from './methods/listSearch';
import { getReportColumns } from './methods/reportColumns';
import {
	getNewUserAttributes,
	getTypesToExclude,
	getUserAttributes,
	getImportedUserAttributes,
	getUserAttributesToUpdate,
	getUserTypes,
} from './methods/userAttributes';
import { resources } from './operations';

export class Okta implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Admin',
		name: 'okta',
		icon: { light: 'file:okta.svg', dark: 'file:okta.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: composeSubtitle(resources),
		description: 'Manage users, groups and app assignments in Okta through a service app',
		defaults: { name: 'Okta Admin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'oktaServiceAppApi',
				required: true,
				// Key pairs are made before there is a service app to sign in as.
				displayOptions: { hide: { resource: ['keyPair'] } },
			},
		],
		properties: composeForm(resources),
	};

	methods = {
		listSearch,
		loadOptions: {
			getAppUserAttributes,
			getExportColumns,
			getGroupAttributes,
			getReportColumns,
			getTypesToExclude,
			getUserAttributes,
			getUserTypes,
		},
		resourceMapping: {
			getAppUserAttributesToSet,
			getGroupAttributesToUpdate,
			getNewGroupAttributes,
			getNewUserAttributes,
			getImportedUserAttributes,
			getUserAttributesToUpdate,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute.call(this);
	}
}
