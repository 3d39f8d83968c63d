import type { INodeProperties } from 'n8n-workflow';

import type { PrivateForm } from '../../../credentials/oauth/keyPair';
import type { Values } from '../table/values';

/** What is put out of a node is stored with the execution, where others may read it. */
export const privateKeyForm: INodeProperties = {
	displayName: 'Private Key in Output',
	name: 'privateKeyForm',
	type: 'options',
	default: 'encryptedPem',
	description:
		'How the private half is put out, and with it stored among the data of the execution',
	options: [
		{
			name: 'As Encrypted PEM',
			value: 'encryptedPem',
			description: 'Of no use without the passphrase',
		},
		{
			name: 'As JWK in Clear',
			value: 'jwk',
			description: 'Whoever may see the execution has the key',
		},
		{
			name: 'As PEM in Clear',
			value: 'pem',
			description: 'Whoever may see the execution has the key',
		},
	],
};

/** What the choice puts out. */
export const privateHalf = { members: ['privateKey'], shownBy: privateKeyForm.name };

export const passphrase: INodeProperties = {
	displayName: 'Passphrase',
	name: 'passphrase',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	displayOptions: { show: { privateKeyForm: ['encryptedPem'] } },
	hint: '20 characters or more',
	description:
		'Protects the private half, and goes into the credential beside it. What is typed here is stored in the workflow: better give it by expression.',
};

/** What the form says about the private half; nothing where it is to stay out of the output. */
export function toPrivateForm(values: Values): PrivateForm | undefined {
	const as = values.text('privateKeyForm');
	if (as === 'jwk' || as === 'pem') return { as };
	if (as === 'encryptedPem') return { as, passphrase: values.text('passphrase') };
	return undefined;
}
