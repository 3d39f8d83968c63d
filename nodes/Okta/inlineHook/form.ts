import type { INodeProperties } from 'n8n-workflow';

import { hookKinds, type HookType } from '../objects/inlineHooks';
import { placeFields } from './places';

interface Facts {
	/** What Okta asks about, and what it does without an answer. */
	description: string;
	/** Where Okta is told to ask, as HTML. */
	where: string;
	/** What an execution has of it that nobody else should read, as HTML. */
	secret?: string;
}

const guide = 'https://github.com/n8n-nodes-okta/n8n-nodes-okta/blob/main/docs/inline-hooks.md';

const keep = (what: string) =>
	`The items of this trigger have ${what}. n8n keeps them with each execution: in the settings of the workflow, choose not to save executions, neither successful nor failed ones.`;

const facts: Readonly<Record<HookType, Facts>> = {
	'com.okta.user.credential.password.import': {
		description:
			'Somebody signs in whose password Okta does not have yet: whether it is right. Without an answer the sign-in fails.',
		where:
			'Okta asks about users that were created for it: by <i>User: Create</i> with the option <i>Password Import Hook</i>.',
		secret: keep('the password that somebody typed'),
	},
	'com.okta.user.pre-registration': {
		description:
			'Somebody registers, or completes a profile: whether that is allowed, and with which attributes. Without an answer it is refused.',
		where:
			'Okta asks at the policy that you choose below. Or leave it empty, and choose the hook in the Admin Console, under Security > User Profile Policies, in the rule of a policy.',
	},
	'com.okta.saml.tokens.transform': {
		description:
			'Somebody opens a custom SAML app: what is to be in the assertion. Without an answer it stays as it is.',
		where:
			'Okta asks for the app that you choose below. Or leave it empty, and choose the hook in the Admin Console, in the SAML settings of the app, as its Assertion Inline Hook.',
	},
	'com.okta.telephony.provider': {
		description:
			'Okta wants to send somebody a code by SMS or call: have it sent. Without an answer Okta sends it by its own providers, up to strict limits.',
		where:
			'Okta asks as soon as the workflow is active, for all codes by phone. An org can have one active telephony hook.',
		secret: keep('the code that somebody signs in with'),
	},
	'com.okta.oauth2.tokens.transform': {
		description:
			'A custom authorization server issues a token: what is to be in it. Without an answer it stays as it is.',
		where:
			'Okta asks by the rule that you choose below. Or leave it empty, and choose the hook in the Admin Console, under Security > API, in the rule of an access policy of the server.',
	},
	'com.okta.import.transform': {
		description:
			'An app brings a new user: who that is, and with which attributes. Without an answer the user is created as the app has it.',
		where:
			'Okta asks once the hook is chosen in the Admin Console, in the provisioning of the app, under To Okta > Inline Hooks.',
	},
};

const hookType: INodeProperties = {
	displayName: 'Hook Type',
	name: 'hookType',
	type: 'options',
	noDataExpression: true,
	default: 'com.okta.user.pre-registration',
	options: hookKinds.map(({ name, type }) => ({
		name,
		value: type,
		description: facts[type].description,
		action: `On ${name.toLowerCase().replace('saml', 'SAML')}`,
	})),
};

function notice(name: string, type: HookType, html: string): INodeProperties {
	return {
		displayName: html,
		name,
		type: 'notice',
		default: '',
		displayOptions: { show: { hookType: [type] } },
	};
}

const notices = hookKinds.flatMap(({ type }) => {
	const { where, secret } = facts[type];
	return [
		notice('where', type, `${where} <a href="${guide}" target="_blank">How to</a>`),
		...(secret === undefined ? [] : [notice('keeps', type, secret)]),
	];
});

const whenLate: INodeProperties = {
	displayName: 'When No Answer Comes in Time',
	name: 'whenLate',
	type: 'options',
	noDataExpression: true,
	default: 'unchanged',
	displayOptions: { show: { hookType: ['com.okta.user.pre-registration'] } },
	description: 'What Okta is told when the flow has not answered after two and a half seconds',
	options: [
		{
			name: 'Go On Unchanged',
			value: 'unchanged',
			description: 'Whoever registers may, with the attributes as they were typed',
		},
		{
			name: 'Refuse',
			value: 'refuse',
			description: 'Nobody registers whom the flow has not let in',
		},
	],
};

const lateMessage: INodeProperties = {
	displayName: 'Message',
	name: 'lateMessage',
	type: 'string',
	default: 'This took too long. Please try again in a moment.',
	displayOptions: { show: { hookType: ['com.okta.user.pre-registration'], whenLate: ['refuse'] } },
	description: 'What whoever registers gets to read then',
};

const whenDeactivated: INodeProperties = {
	displayName: 'When the Workflow Is Deactivated',
	name: 'whenDeactivated',
	type: 'options',
	noDataExpression: true,
	default: 'deactivate',
	description: 'What becomes of the hook in Okta',
	options: [
		{
			name: 'Delete the Hook',
			value: 'delete',
			description: 'Activated again, the workflow makes another, to be chosen anew in Okta',
		},
		{
			name: 'Switch the Hook Off',
			value: 'deactivate',
			description: 'It stays where it is chosen in Okta, and is switched on with the workflow',
		},
	],
};

/** The form of the trigger. */
export const properties: INodeProperties[] = [
	hookType,
	...notices,
	...placeFields,
	whenLate,
	lateMessage,
	whenDeactivated,
];
