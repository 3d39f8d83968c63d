import { type IDataObject, UserError } from 'n8n-workflow';

import { asNewApp, newAppOptions, newAppSettings, signOnMode } from '../../fields/appSettings';
import { ifExists } from '../../fields/ifExists';
import { clientSecret, includeClientSecret } from '../../fields/serviceApp';
import { changeApp } from '../../objects/apps';
import { unlessListed } from '../../objects/findLost';
import { anyNamed } from '../../objects/names';
import { without } from '../../objects/rows';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';

const rare = 'seldom needed; Custom API Call can write it';
const byWizard = 'is what the Admin Console fills in by itself';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create application',
	description:
		'Add an app integration: a bookmark, or one that signs people in by OpenID Connect, SAML 2.0 or SWA. If an app of that name exists, fail, return it or update it.',
	route: 'POST /api/v1/apps',
	also: ['GET /api/v1/apps', 'GET /api/v1/apps/{appId}', 'PUT /api/v1/apps/{appId}'],
	scopes: ['okta.apps.manage'],
	effect: { alreadySo: { never: 'If It Exists decides' } },
	repeat: unlessListed({
		list: ({ path }, { label }) => ({ path, query: { q: text(label) } }),
		paging: { pageSize: 200 },
		learnsLate: true,
		isIt: (app, sent) => app['label'] === sent['label'],
	}),
	object: (values) => values.text('label').toLowerCase(),
	shaped: true,
	secrets: clientSecret,
	body: [
		{
			displayName: 'Name',
			name: 'label',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Intranet',
			description: 'Label of the app, by which users and administrators recognise it',
		},
		signOnMode,
		...newAppSettings,
	],
	controls: [{ ...ifExists, description: 'What to do if the org has an app of that name already' }],
	options: {
		query: [
			{
				displayName: 'Activate',
				name: 'activate',
				type: 'boolean',
				default: true,
				description: 'Whether the app may be used at once',
			},
		],
		body: newAppOptions,
		controls: [includeClientSecret],
	},
	leftOut: {
		'OktaAccessGateway-Agent': 'a header for Okta Access Gateway only',
		accessibility: rare,
		licensing: 'counts seats of a few apps of the catalogue',
		profile: 'has no meaning for Okta; Custom API Call can write it',
		universalLogout: 'is offered by apps of the catalogue',
		'credentials.signing': 'Okta makes the key',
		'credentials.userNameTemplate': rare,
		'credentials.password': 'a shared password is given as it is',
		'credentials.oauthClient': 'Okta makes ID and secret, and its default is kept',
		'settings.app': 'Okta finds other fields of a page by itself, or is told by selector',
		'settings.identityStoreId': rare,
		'settings.inlineHookId': rare,
		'settings.notifications': 'is about VPN, and written in the Admin Console',
		'settings.oauthClient': rare,
		'settings.signOn': byWizard,
		'visibility.appLinks': 'there is one link, which is shown',
		'visibility.autoSubmitToolbar': rare,
		expressConfiguration: 'is offered by apps of the catalogue',
	},

	prepare: asNewApp,

	async run({ okta, request, values }) {
		const label = values.text('label');
		const wanted = isObject(request.body) ? request.body : {};
		// Okta may take two apps of one name.
		const found = await appNamed(okta, label);
		if (!found) return [{ ...(await sendForObject(okta, request)), outcome: 'created' }];
		const choice = values.text('ifExists');
		if (choice === 'return') return [{ ...found, outcome: 'unchanged' }];
		if (choice !== 'update') throw taken(label, found);
		if (found['signOnMode'] !== wanted['signOnMode']) throw another(label, found);
		const path = fillPath('/api/v1/apps/{appId}', () => text(found['id']));
		return [await changeApp(okta, found, path, without(wanted, ['name']))];
	},
};

async function appNamed(okta: Okta, label: string): Promise<IDataObject | undefined> {
	if (label === '') return undefined;
	return await anyNamed(okta, label, {
		kind: 'app',
		list: '/api/v1/apps',
		queries: [{ q: label }],
		nameOf: (app) => app['label'],
		anyCase: true,
	});
}

function taken(label: string, { id }: IDataObject): UserError {
	return new UserError(`There is an app named "${label}" already`, {
		description: `Nothing was changed. It is ${text(id)}. Give another name, or say under If It Exists what to do.`,
	});
}

function another(label: string, { id, signOnMode: mode }: IDataObject): UserError {
	return new UserError(`The app "${label}" has another sign-on method`, {
		description: `Nothing was changed: a sign-on method cannot be changed. That of ${text(id)} is ${text(mode) || 'unknown'}.`,
	});
}
