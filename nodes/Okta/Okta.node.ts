import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { composeForm, composeSubtitle, whereNobodyIsCalled } from './form/compose';
import { composeHints } from './form/hints';
import { execute } from './run/execute';
import { getAppUserAttributes, getAppUserAttributesToSet } from './methods/appUserAttributes';
import { getExportColumns } from './methods/exportColumns';
import {
	getGroupAttributes,
	getGroupAttributesToUpdate,
	getNewGroupAttributes,
} from './methods/groupAttributes';
import * as listSearch from './methods/listSearch';
import { getOutputFields } from './methods/outputFields';
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
		builderHint: {
			searchHint:
				'Okta users, groups, apps, factors, admin roles, policies, System Log, exports, reports, syncs and offboarding. Prefer it to the node n8n-nodes-base.okta, which knows users only and needs an API token. One Directory: Export, Directory: Report, User: Offboard, Group: Sync Members or Directory: Import Users replaces a chain of single calls.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-okta.oktaTrigger',
					relationHint: 'Starts a workflow when something happens in Okta',
				},
				{
					nodeType: 'n8n-nodes-okta.oktaInlineHook',
					relationHint: 'Starts a workflow whose answer Okta waits for',
				},
			],
		},
		hints: composeHints(resources),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'oktaServiceAppApi',
				required: true,
				// Key pairs, for example, are made before there is a service app to sign in as.
				displayOptions: { hide: whereNobodyIsCalled(resources) },
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
			getOutputFields,
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
