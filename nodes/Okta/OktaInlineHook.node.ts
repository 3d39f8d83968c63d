import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { ask } from './inlineHook/ask';
import { properties } from './inlineHook/form';
import { createHook, deleteHook, hookExists } from './inlineHook/hook';
import {
	searchAuthorizationServers,
	searchProfilePolicies,
	searchSamlApps,
	searchServerPolicies,
	searchServerRules,
} from './methods/hookPlaces';

const howToTest =
	'In the Okta Admin Console, under Workflow > Inline Hooks, the hook is called “n8n test” meanwhile: Preview has Okta ask it. Inline Hook: Preview of the Okta Admin node does the same.';

export class OktaInlineHook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Inline Hook',
		name: 'oktaInlineHook',
		icon: { light: 'file:okta.svg', dark: 'file:okta.dark.svg' },
		group: ['trigger'],
		// Not 1, because n8n evaluates one more expression for each request to the first version of a node.
		version: 2,
		subtitle:
			'={{ { "com.okta.user.credential.password.import": "Password Import", "com.okta.user.pre-registration": "Registration", "com.okta.saml.tokens.transform": "SAML Assertion", "com.okta.telephony.provider": "Telephony", "com.okta.oauth2.tokens.transform": "Token", "com.okta.import.transform": "User Import" }[$parameter.hookType] }}',
		description:
			'Start a workflow when Okta asks what to do: in a registration, a sign-in, an import, for a token, an assertion or a code by phone',
		defaults: { name: 'Okta Inline Hook' },
		triggerPanel: {
			header: 'Have Okta ask',
			executionsHelp: {
				inactive: `<b>While you build the workflow</b>, click the button. ${howToTest}<br /><br /><b>Once you are happy with it</b>, publish it. Then Okta has to be told where to ask, which depends on the type of the hook.`,
				active: `<b>While you work on the workflow</b>, click the button. ${howToTest}<br /><br /><b>It is published</b>: Okta asks wherever the hook is chosen, and the executions are listed under Executions.`,
			},
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oktaServiceAppApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				// What makes n8n bring an answer from wherever the flow runs to the process that was asked.
				responseMode: 'responseNode',
				ndvHideUrl: true,
			},
		],
		properties,
	};

	methods = {
		listSearch: {
			searchAuthorizationServers,
			searchProfilePolicies,
			searchSamlApps,
			searchServerPolicies,
			searchServerRules,
		},
	};

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
		return await ask(this);
	}
}
