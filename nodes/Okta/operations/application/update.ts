import { UserError } from 'n8n-workflow';

import { ANY_MODE, appChanges, asAppChanges, settingsOf } from '../../fields/appSettings';
import { appId } from '../../fields/application';
import { clientSecret, includeClientSecret } from '../../fields/serviceApp';
import { changeApp } from '../../objects/apps';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update application',
	description:
		'Change name or settings of an app. Okta only replaces whole apps, so the app is read first, and what is not filled in is sent back as it is.',
	route: 'PUT /api/v1/apps/{appId}',
	also: ['GET /api/v1/apps/{appId}'],
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	secrets: clientSecret,
	path: [appId],
	controls: [settingsOf],
	options: {
		body: [
			{
				displayName: 'Name',
				name: 'label',
				type: 'string',
				default: '',
				placeholder: 'e.g. Intranet',
				description: 'New label of the app',
			},
			...appChanges,
		],
		controls: [includeClientSecret],
	},
	leftOut: {
		accessibility: 'is sent back as it is',
		licensing: 'is sent back as it is',
		profile: 'is sent back as it is',
		universalLogout: 'is sent back as it is',
		credentials: 'the rest is sent back as it is',
		settings: 'the rest is sent back as it is',
		visibility: 'the rest is sent back as it is',
		expressConfiguration: 'is offered by apps of the catalogue',
	},

	prepare: asAppChanges,

	async run({ okta, request, values }) {
		const { path } = request;
		const app = await sendForObject(okta, { method: 'GET', path });
		const mode = values.text('signOnMode');
		if (mode !== ANY_MODE && mode !== app['signOnMode']) {
			throw new UserError('The app has another sign-on method', {
				description: `Nothing was changed. Its method is ${text(app['signOnMode']) || 'not shown by Okta'}, and the settings given are for ${mode}.`,
			});
		}
		const changes = isObject(request.body) ? request.body : {};
		return [await changeApp(okta, app, path, changes)];
	},
};
