import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { searchApps, searchGroups, searchUsers, searchZones } from './methods/listSearch';
import { properties } from './trigger/form';
import { handOver } from './trigger/handOver';
import { createHook, deleteHook, hookExists } from './trigger/hook';
import { poll } from './trigger/poll';
import { receive } from './trigger/receive';

const whatHappens =
	'With an event hook n8n then waits for one of the events to happen in Okta; with the System Log alone it fetches the latest ones.';

export class OktaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Trigger',
		name: 'oktaTrigger',
		icon: { light: 'file:okta.svg', dark: 'file:okta.dark.svg' },
		group: ['trigger'],
		// 3 has another default source. Not 1, because n8n evaluates one more expression for each delivery
		// to the first version of a node.
		version: [2, 3],
		subtitle:
			'={{ { hook: "Event Hook", log: "System Log", both: "Event Hook and System Log" }[$parameter.source] }}',
		// The editor shows it for both nodes, which it lists as one.
		description:
			'Work with users, groups and apps in Okta, or start a workflow when something happens there',
		defaults: { name: 'Okta Trigger' },
		triggerPanel: {
			executionsHelp: {
				inactive: `<b>While you build the workflow</b>, click the button. ${whatHappens}<br /><br /><b>Once you are happy with it</b>, publish it. Then every event you have chosen starts it, and the executions are listed under Executions.`,
				active: `<b>While you work on the workflow</b>, click the button. ${whatHappens}<br /><br /><b>It is published</b>: every event you have chosen starts it, and the executions are listed under Executions.`,
			},
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oktaServiceAppApi', required: true }],
		webhooks: [
			{
				name: 'default',
				// Okta calls with GET while the hook is made, so n8n has to know that method first. Without a
				// hook there is no address, and a run by hand fetches from the log at once. One expression
				// for both: to evaluate one costs n8n as much as all the rest of a delivery.
				httpMethod: '={{ $parameter.source === "log" ? "" : "GET,POST" }}',
				path: 'webhook',
				responseMode: 'onReceived',
				responseData: 'noData',
				ndvHideUrl: true,
			},
		],
		properties,
	};

	methods = { listSearch: { searchApps, searchGroups, searchUsers, searchZones } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await hookExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await createHook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await deleteHook(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	async poll(this: IPollFunctions): Promise<null> {
		return await poll(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await handOver(this);
	}
}
