import { readSigningKey } from '../../../../credentials/oauth/keys';
import { holdsPrivateKey, readPublicKeys } from '../../../../credentials/oauth/publicKeys';
import { passphrase, privateHalf, privateKeyForm, toPrivateForm } from '../../fields/keyPair';
import { textOrJson } from '../../objects/convert';
import { toKeyItem } from '../../objects/keyItem';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Convert',
	value: 'convert',
	action: 'Convert key pair',
	description:
		'Show a key as JWK, as PEM and as JWKS for Okta; of a private key, too, the public half',
	route: 'NONE',
	scopes: [],
	secrets: privateHalf,
	controls: [
		{
			field: {
				displayName: 'Key',
				name: 'key',
				type: 'string',
				typeOptions: { password: true, rows: 4 },
				default: '',
				required: true,
				hint: 'As JWK, JWKS or PEM (-----BEGIN … KEY-----)',
				description:
					'Private or public key as PEM, JWK or JWKS. What is typed here is stored in the workflow: give a private key by expression.',
			},
			accepts: 'json',
		},
		{
			...privateKeyForm,
			default: 'none',
			options: [
				...(privateKeyForm.options ?? []),
				{ name: 'Not at All', value: 'none', description: 'Only the public half is put out' },
			],
		},
		passphrase,
	],
	options: {
		controls: [
			{
				displayName: 'Current Passphrase',
				name: 'currentPassphrase',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description: 'Opens Key, if it is an encrypted private key',
			},
			{
				displayName: 'Key ID',
				name: 'kid',
				type: 'string',
				default: '',
				placeholder: 'e.g. n8n-2027',
				description:
					'Key ID (kid) to put out, if not the one in the JWK or the thumbprint (RFC 7638). Chooses among several private keys.',
			},
		],
	},

	/** One item for each key. */
	async compute(values) {
		const pasted = textOrJson(values.get('key'));
		const keyId = values.text('kid');
		const passphrase = values.text('currentPassphrase');
		const keys = holdsPrivateKey(pasted)
			? [readSigningKey(pasted, { keyId, passphrase })]
			: readPublicKeys(pasted);
		return await Promise.all(
			keys.map(async (key) => await toKeyItem(key, values.text('kid'), toPrivateForm(values))),
		);
	},
};
