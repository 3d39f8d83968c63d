import { UserError } from 'n8n-workflow';

import { appId } from '../../fields/application';
import { binaryField } from '../../fields/binaryField';
import { readSamlMetadata } from '../../objects/samlMetadata';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get SAML Metadata',
	value: 'getSamlMetadata',
	action: 'Get metadata of SAML application',
	description:
		'Get what a service provider has to know to trust Okta for a SAML app: issuer, sign-on address, signing certificate, and the whole metadata in XML',
	route: 'GET /api/v1/apps/{appId}/sso/saml/metadata',
	scopes: ['okta.apps.read'],
	path: [appId],
	options: {
		query: [
			{
				displayName: 'Signing Key ID',
				name: 'kid',
				type: 'string',
				default: '',
				placeholder: 'e.g. SIMcCQNY3uwXoW3y0vf6VxiBb5n9pf8L2fK8d-FIbm4',
				description:
					'Key whose certificate to show, such as the next one of a rotation; unless given, the one in use',
			},
		],
		controls: [
			{
				displayName: 'Also as File',
				name: 'asFile',
				type: 'boolean',
				default: true,
				description: 'Whether to put out the metadata as an XML file, too',
			},
			binaryField,
		],
	},

	async produce({ okta, request, values, host }) {
		const headers = { ...request.headers, Accept: 'application/xml' };
		const { body } = await okta.send({ ...request, headers, answer: undefined });
		const xml = typeof body === 'string' ? body : '';
		if (!xml.includes('EntityDescriptor')) {
			throw new UserError('Okta has no SAML metadata for this app', {
				description: 'Only apps whose sign-on mode is SAML 2.0 have any.',
			});
		}
		const id = values.text('appId');
		const json = { appId: id, ...readSamlMetadata(xml) };
		if (!values.flag('asFile')) return [{ json }];
		const file = await host.store(Buffer.from(xml), `okta-${id}-metadata.xml`, 'application/xml');
		return [{ json, binary: { [values.text('binaryField') || 'data']: file } }];
	},
};
