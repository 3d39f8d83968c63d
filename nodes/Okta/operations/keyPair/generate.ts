import { KEY_KINDS, makeKeyPair } from '../../../../credentials/oauth/keyPair';
import { passphrase, privateHalf, privateKeyForm, toPrivateForm } from '../../fields/keyPair';
import { toKeyItem } from '../../objects/keyItem';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Generate',
	value: 'generate',
	action: 'Generate key pair',
	description:
		'Make a key pair for a service app: the public half for Okta, the private half for a credential',
	route: 'NONE',
	scopes: [],
	secrets: privateHalf,
	controls: [
		{
			displayName: 'Key Type',
			name: 'kind',
			type: 'options',
			default: 'RSA 2048',
			description: 'Kind and size of the key; Okta takes all of these',
			options: KEY_KINDS.map((kind) => ({ name: kind, value: kind })),
		},
		privateKeyForm,
		passphrase,
	],
	options: {
		controls: [
			{
				displayName: 'Key ID',
				name: 'kid',
				type: 'string',
				default: '',
				placeholder: 'e.g. n8n-2027',
				description: 'Key ID (kid) of the pair, if not its thumbprint (RFC 7638)',
			},
		],
	},

	async compute(values) {
		const kind = KEY_KINDS.find((candidate) => candidate === values.text('kind')) ?? 'RSA 2048';
		return [await toKeyItem(await makeKeyPair(kind), values.text('kid'), toPrivateForm(values))];
	},
};
