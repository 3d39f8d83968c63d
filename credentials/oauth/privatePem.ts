import { createPrivateKey, type KeyObject } from 'node:crypto';

import { ServiceAppError } from './errors';
import { damaged } from './jwk';
import { attempt, pemBlocks, toPem, type PemBlock } from './pasted';
import { isWhole, outdatedEncryption } from './pkcs8Encryption';

export const HOW_TO_GET_ONE =
	'Paste the private key whose public half is registered with the service app in Okta: the PEM ' +
	'with its BEGIN and END lines, or the JWK as JSON.';

const NOT_A_PRIVATE_KEY: ReadonlyArray<[RegExp, string, string]> = [
	[
		/PUBLIC KEY$/,
		'This is a public key',
		'Okta keeps the public key; here goes the private one that belongs to it.',
	],
	[/^CERTIFICATE REQUEST$|^NEW CERTIFICATE/, 'This is a certificate request', HOW_TO_GET_ONE],
	[
		/CERTIFICATE$/,
		'This is a certificate',
		'A certificate holds a public key only. Paste the private key that belongs to it.',
	],
	[
		/^OPENSSH PRIVATE KEY$/,
		'This key is in OpenSSH format',
		'Convert a copy of it with: ssh-keygen -p -m pkcs8 -f COPY_OF_KEY, then paste that file.',
	],
	[
		/^(PGP|DSA) /,
		'Keys of this kind cannot sign for Okta',
		'Use an RSA key of 2048 bits or more, or an EC key.',
	],
];

/**
 * The private key in a PEM text.
 *
 * @throws ServiceAppError that says what else it is, or why it cannot be opened
 */
export function privateKeyOfPem(pasted: string, passphrase: string | undefined): KeyObject {
	const blocks = pemBlocks(pasted);
	const privateBlocks = blocks.filter(({ label }) => /PRIVATE KEY$/.test(label));

	if (privateBlocks.length > 1) {
		throw new ServiceAppError(
			'Several private keys were pasted',
			'Keep the one whose public half is registered in Okta and remove the others.',
		);
	}
	const block = privateBlocks[0] ?? blocks[0];
	if (block === undefined) throw notPem(pasted);

	for (const [label, title, description] of NOT_A_PRIVATE_KEY) {
		if (label.test(block.label)) throw new ServiceAppError(title, description);
	}
	return openPem(block, passphrase);
}

function openPem(block: PemBlock, passphrase = ''): KeyObject {
	const pem = toPem(block);
	if (pem === undefined || !isWhole(block)) throw damaged();
	if (!block.encrypted) return attempt(() => createPrivateKey(pem), damaged());

	const outdated = outdatedEncryption(block);
	if (passphrase === '') {
		if (outdated !== undefined) throw encryptedBy(outdated);
		throw new ServiceAppError(
			'The private key is encrypted',
			'Type its passphrase into the field “Passphrase”.',
		);
	}
	return attempt(
		() => createPrivateKey({ key: pem, format: 'pem', passphrase }),
		outdated === undefined
			? new ServiceAppError(
					'The passphrase does not open the private key',
					'Check the passphrase, then whether the key was pasted whole.',
				)
			: encryptedBy(outdated),
	);
}

function encryptedBy(name: string): ServiceAppError {
	return new ServiceAppError(
		`The private key is encrypted by ${name}, which is no longer safe`,
		'n8n cannot open it, whatever the passphrase. Convert a copy with: openssl pkcs8 -topk8 -v2 ' +
			'aes-256-cbc -iter 600000 -provider legacy -provider default -in COPY_OF_KEY -out NEW_KEY ' +
			'(OpenSSL 1 does it without the two -provider options), then paste NEW_KEY.',
	);
}

function notPem(pasted: string): ServiceAppError {
	if (pasted.includes('-----BEGIN') || pasted.includes('-----END')) return damaged();
	if (/^[A-Za-z0-9+/=\s]{200,}$/.test(pasted)) {
		return new ServiceAppError(
			'The first or last line of the private key is missing',
			'Paste the whole file, with the lines -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY-----.',
		);
	}
	return new ServiceAppError('This is not a private key', HOW_TO_GET_ONE);
}
