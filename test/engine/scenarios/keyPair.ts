import { createPrivateKey, createPublicKey } from 'node:crypto';
import { aText, like, matching, type Scenario, type Scenarios } from './scenario';

/** RFC 7638 section 3.1, which also says what its thumbprint is. */
const rfc7638 = {
	kty: 'RSA',
	n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
	e: 'AQAB',
};
const thumbprint = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
const publicPem = createPublicKey({ key: rfc7638, format: 'jwk' })
	.export({ type: 'spki', format: 'pem' })
	.toString();

/** RFC 7517 appendix A.2. */
const privateJwk = {
	kty: 'EC',
	crv: 'P-256',
	x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
	y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
	d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
	kid: '1',
};
const publicMembers = { kty: 'EC', crv: 'P-256', x: privateJwk.x, y: privateJwk.y };
const privateKey = createPrivateKey({ key: privateJwk, format: 'jwk' });
const passphrase = 'correct horse battery';
const encryptedPem = privateKey
	.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
	.toString();

const generates = (kind: string, expected: object): Scenario => ({
	name: `makes a pair of kind ${kind}`,
	items: () => [{ kid: 'one' }, { kid: 'two' }],
	parameters: {
		kind,
		privateKeyForm: 'encryptedPem',
		passphrase,
		options: { kid: '=n8n-{{ $json.kid }}' },
	},
	puts: ({ kid = '' }) => [
		{
			keyId: `n8n-${kid}`,
			kind,
			algorithm: aText,
			thumbprint: matching(/^[\w-]{43}$/),
			publicJwk: like({ kid: `n8n-${kid}`, use: 'sig', ...expected }),
			publicPem: matching(/^-----BEGIN PUBLIC KEY-----/),
			jwks: { keys: [like({ kid: `n8n-${kid}`, ...expected })] },
			privateKey: matching(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/),
		},
	],
});

const twice = () => [{}, {}];

export const keyPairScenarios: Scenarios = {
	'keyPair.generate': [
		generates('RSA 2048', { kty: 'RSA', alg: 'RS256' }),
		generates('EC P-521', { kty: 'EC', crv: 'P-521', alg: 'ES512' }),
		{
			name: 'puts the private half out in clear only where told to',
			items: () => [{ form: 'pem' }, { form: 'jwk' }],
			parameters: { kind: 'EC P-256', privateKeyForm: '={{ $json.form }}' },
			puts: ({ form }) => [
				like({
					privateKey: matching(form === 'pem' ? /^-----BEGIN PRIVATE KEY-----/ : /^\{.*"d":/),
				}),
			],
		},
	],
	'keyPair.convert': [
		{
			name: 'shows a public key in every form',
			items: () => [{ key: JSON.stringify(rfc7638) }, { key: publicPem }],
			parameters: { key: '={{ $json.key }}', privateKeyForm: 'none' },
			puts: () => {
				const publicJwk = { ...rfc7638, kid: thumbprint, use: 'sig', alg: 'RS256' };
				return [
					{
						keyId: thumbprint,
						kind: 'RSA 2048',
						algorithm: 'RS256',
						thumbprint,
						publicJwk,
						publicPem,
						jwks: { keys: [publicJwk] },
					},
				];
			},
		},
		{
			name: 'shows the public half of a private key and keeps the other',
			items: twice,
			parameters: { key: JSON.stringify(privateJwk), privateKeyForm: 'none' },
			puts: () => {
				const publicJwk = { ...publicMembers, kid: '1', use: 'sig', alg: 'ES256' };
				return [
					{
						keyId: '1',
						kind: 'EC P-256',
						algorithm: 'ES256',
						thumbprint: aText,
						publicJwk,
						publicPem: aText,
						jwks: { keys: [publicJwk] },
					},
				];
			},
		},
		{
			name: 'turns an encrypted PEM into a JWK',
			items: twice,
			parameters: {
				key: encryptedPem,
				privateKeyForm: 'jwk',
				options: { currentPassphrase: passphrase, kid: 'mine' },
			},
			puts: () => [
				like({
					keyId: 'mine',
					privateKey: JSON.stringify({
						...privateKey.export({ format: 'jwk' }),
						kid: 'mine',
						use: 'sig',
						alg: 'ES256',
					}),
				}),
			],
		},
		{
			name: 'turns a JWK into an encrypted PEM',
			items: twice,
			parameters: { key: JSON.stringify(privateJwk), privateKeyForm: 'encryptedPem', passphrase },
			puts: () => [like({ privateKey: matching(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/) })],
		},
		{
			name: 'puts out an item for each key of a set',
			items: twice,
			parameters: {
				key: JSON.stringify({ keys: [rfc7638, publicMembers] }),
				privateKeyForm: 'none',
			},
			puts: () => [like({ kind: 'RSA 2048' }), like({ kind: 'EC P-256' })],
		},
		{
			name: 'leaves out of a set what is for encryption',
			items: () => [{ key: { ...publicMembers, kid: '1' } }, { key: privateJwk }],
			parameters: {
				key: `={{ JSON.stringify({ keys: [${JSON.stringify({ ...rfc7638, use: 'enc' })}, $json.key] }) }}`,
				privateKeyForm: 'none',
			},
			puts: () => [like({ keyId: '1', kind: 'EC P-256' })],
		},
	],
};
