import { ServiceAppError } from './errors';
import { unquote } from './pasted';

/** What is pasted in place of a key, what it is, and what to do instead. */
const MISTAKEN: ReadonlyArray<[looks: RegExp, title: string, description: string]> = [
	[
		/^(SSWS\s.*|00[\w-]{38,42})$/is,
		'This is an API token (SSWS)',
		'A service app signs in with a key pair, which needs no API token. Add a public key to the app in Okta (General > Public Keys), and paste the key itself, as PEM or JWK.',
	],
	[
		/^(Bearer\s+|DPoP\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]*$/i,
		'This is a token (JWT)',
		'Tokens are signed with a key; paste the key itself, as PEM or JWK.',
	],
	[
		/^(ssh-\w+|ecdsa-sha2-\S+|sk-\S+)\s+AAAA/,
		'This is a public key in OpenSSH format',
		'Where the public key is needed, convert a copy of it with: ssh-keygen -e -m PKCS8 -f COPY_OF_KEY.pub. Where the private one is: ssh-keygen -p -m pkcs8 -f COPY_OF_KEY.',
	],
	[
		/^PuTTY-User-Key-File-/,
		'This key is in PuTTY format',
		'Load it in PuTTYgen, choose Conversions > Export OpenSSH key, then paste what: ssh-keygen -p -m pkcs8 -f EXPORTED_KEY makes of that file.',
	],
	[
		/^https?:\/\/\S+$/i,
		'This is an address and not a key',
		'Open the address and paste what it shows, if that is the key.',
	],
	[
		/^=?\s*\{\{.*\}\}$|^\$[\w.{]+\}?$|^%\w+%$|^process\.env\.\w+$/s,
		'This is the name of a value and not the value',
		'Switch the field to Expression, and look at what the expression results in.',
	],
	[
		/^(file:\/\/|~?\/|\.{1,2}[\\/]|[A-Z]:[\\/]|\\\\).{1,200}$|^[\w .()\\/-]{1,200}\.(pem|key|p8|pk8|der|jwks?|json|txt|crt|cer|p12|pfx|ppk|pub)$/i,
		'This is the path of a file and not the file',
		'Open the file with a text editor and paste all it holds.',
	],
];

/** Why the text can be no key at all, if it is something else that people paste. Quotes none of it. */
export function mistakenForKey(text: string): ServiceAppError | undefined {
	const bare = unquote(text);
	const row = MISTAKEN.find(([looks]) => looks.test(bare));
	return row && new ServiceAppError(row[1], row[2]);
}
