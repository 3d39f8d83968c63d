import { type IDataObject, UserError } from 'n8n-workflow';

import { SCOPE_CHOICES } from '../../../../credentials/oauth/scopes';
import { commaSeparated } from '../../objects/convert';
import { appId } from '../../fields/serviceApp';
import type { Operation } from '../../table/operation';
import { toRows } from '../../objects/rows';
import { collect } from '../../transport/pages';

export const operation: Operation = {
	name: 'Grant Scope',
	value: 'grantScope',
	action: 'Grant scope to service app',
	description:
		'Allow a service app to ask for Okta API scopes; nothing happens for those it has. Takes a super administrator.',
	route: 'POST /api/v1/apps/{appId}/grants',
	also: ['GET /api/v1/apps/{appId}/grants'],
	scopes: ['okta.appGrants.manage'],
	effect: { outcome: 'granted', alreadySo: 'ownCode' },
	repeat: 'harmless',
	shaped: true,
	path: [appId],
	controls: [
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'multiOptions',
			default: [],
			required: true,
			description: 'Okta API scopes to grant; each becomes an item of the output',
			options: SCOPE_CHOICES.toSorted((a, b) => a.name.localeCompare(b.name)),
		},
	],
	options: {
		body: [
			{
				displayName: 'Issuer',
				name: 'issuer',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://acme.okta.com',
				description:
					'URL of the org as Okta itself calls it, if the credential has a custom domain that Okta refuses here',
			},
		],
	},

	prepare(request, values) {
		if (commaSeparated(values.get('scopes')).length > 0) return request;
		throw new UserError('No scope is selected', { description: 'Nothing was sent to Okta.' });
	},

	/** Okta grants one at a time. Repeated after a failure, those it has granted already do no harm. */
	async run({ okta, request, values }) {
		const scopes = commaSeparated(values.get('scopes'));
		const had = await collect(okta.pages({ method: 'GET', path: request.path }, {}));
		const granted: IDataObject[] = [];
		for (const scopeId of scopes) {
			const grant = had.find((one) => one['scopeId'] === scopeId && one['status'] !== 'REVOKED');
			if (grant) {
				granted.push({ ...grant, outcome: 'unchanged' });
				continue;
			}
			const body = { scopeId, issuer: values.text('issuer') || okta.origin };
			granted.push(...toRows(await okta.send({ ...request, body }), request.method, {}));
		}
		return granted;
	},
};
