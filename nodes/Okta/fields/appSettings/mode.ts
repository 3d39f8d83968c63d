import type { INodeProperties } from 'n8n-workflow';

import type { Placement } from '../../table/operation';

/** How people get into an app (Okta's Application schema); what an app has depends on it. */
export type SignOnMode =
	| 'AUTO_LOGIN'
	| 'BOOKMARK'
	| 'BROWSER_PLUGIN'
	| 'OPENID_CONNECT'
	| 'SAML_2_0';

/** Settings of apps of some modes; of all of them, where none is named. */
export interface AppSettings {
	modes?: readonly SignOnMode[];
	/** Without which there is no such app. */
	main: readonly Placement[];
	rare: readonly Placement[];
}

const choices = [
	{
		name: 'Bookmark',
		value: 'BOOKMARK',
		description: 'A link on the dashboard; nobody is signed in',
	},
	{
		name: 'OpenID Connect',
		value: 'OPENID_CONNECT',
		description: 'The app asks Okta who somebody is, as most new apps do',
	},
	{
		name: 'SAML 2.0',
		value: 'SAML_2_0',
		description: 'Okta sends the app an assertion of who somebody is',
	},
	{
		name: 'SWA',
		value: 'AUTO_LOGIN',
		description:
			'Okta fills in name and password on the sign-in page, whose fields it finds itself',
	},
	{
		name: 'SWA, Fields by Selector',
		value: 'BROWSER_PLUGIN',
		description: 'The same, with the fields of the page named by CSS selectors',
	},
];

export const signOnMode: INodeProperties = {
	displayName: 'Sign-On Method',
	name: 'signOnMode',
	type: 'options',
	noDataExpression: true,
	default: 'BOOKMARK',
	description: 'How people get into the app; it cannot be changed later',
	options: choices,
};

/** In place of a mode: what all apps have in common. */
export const ANY_MODE = 'any';

export const settingsOf: INodeProperties = {
	displayName: 'Sign-On Method',
	name: 'signOnMode',
	type: 'options',
	noDataExpression: true,
	default: ANY_MODE,
	description: 'Which settings the options offer; an app with another sign-on method is left alone',
	options: [
		{
			name: 'Any',
			value: ANY_MODE,
			description: 'Only what all apps have in common, whatever their sign-on method',
		},
		...choices,
	],
};
