import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { decodeJwt } from 'jose';

import { readSigningKey } from '../../credentials/oauth/keys';
import {
	requestToken,
	type Experience,
	type ServiceApp,
} from '../../credentials/oauth/tokenRequest';
import { ec, rsa, type KeyMaterial } from '../unit/credential/keyMaterial';
import { refusalFrom } from '../unit/credential/refusal';
import { network } from './machine';

/*
 * The practice org is ours and could share a misunderstanding with the credential. oidc-provider is
 * certified by the OpenID Foundation and shares nothing with it.
 */
const keys: Record<string, KeyMaterial> = { RS256: rsa(), ES256: ec('P-256'), ES384: ec('P-384') };
const inexperienced: Experience = { demandsDpop: false, clockOffset: 0 };

let server: ChildProcess;
let origin: string;

beforeAll(async () => {
	const clients = Object.entries(keys).flatMap(([alg, { publicJwk: jwk }]) =>
		[false, true].map((dpop) => ({
			client_id: clientId(alg, dpop),
			dpop_bound_access_tokens: dpop,
			token_endpoint_auth_signing_alg: alg,
			scope: 'okta.users.read okta.groups.read',
			jwks: { keys: [{ ...jwk, kid: 'k1', alg, use: 'sig' }] },
		})),
	);
	server = spawn(process.execPath, [join(__dirname, 'oidcProvider.mjs'), JSON.stringify(clients)], {
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const said: string[] = [];
	server.stderr?.on('data', (chunk) => said.push(String(chunk)));
	server.once('exit', (code) => {
		if (code) console.error(said.join(''));
	});
	const lines = createInterface({ input: server.stdout ?? process.stdin });
	origin = await new Promise((resolve) => lines.once('line', resolve));
}, 30_000);

afterAll(async () => {
	const exited = once(server, 'exit');
	server.stdin?.end();
	await exited;
});

describe.each(Object.keys(keys))('an assertion signed with %s', (alg) => {
	it('is traded for a Bearer token', async () => {
		const { sent, surroundings } = network();

		const token = await requestToken(app(alg, false), inexperienced, surroundings);

		expect(token).toMatchObject({
			tokenType: 'Bearer',
			expiresIn: 3600,
			scopes: ['okta.groups.read', 'okta.users.read'],
		});
		expect(sent).toHaveLength(1);
	});

	it('is traded for a DPoP token once the server has demanded a nonce', async () => {
		const { sent, surroundings } = network();

		const token = await requestToken(app(alg, true), inexperienced, surroundings);

		expect(token).toMatchObject({
			tokenType: 'DPoP',
			demandsDpop: true,
			nonce: decodedNonce(sent),
		});
		expect(token.proofKey).toMatchObject({ kty: 'EC', crv: 'P-256' });
		expect(sent.map(({ headers }) => headers.DPoP !== undefined)).toEqual([true, true]);
	});
});

it('a renewal takes one request', async () => {
	const first = await requestToken(app('ES256', true), inexperienced, network().surroundings);
	const { sent, surroundings } = network();

	const second = await requestToken(app('ES256', true), first, surroundings);

	expect(sent).toHaveLength(1);
	expect(second.accessToken).not.toBe(first.accessToken);
});

it.each([
	['a key that is not registered', { key: signingKey('ES384') }],
	['an unknown client', { clientId: 'unknown' }],
])('%s is refused', async (_what, change) => {
	const refused = requestToken(
		{ ...app('ES256', false), ...change },
		inexperienced,
		network().surroundings,
	);

	expect((await refusalFrom(refused)).description).toContain('invalid_client, HTTP 401');
});

it('an assertion presented twice is refused', async () => {
	const { sent, surroundings } = network();
	await requestToken(app('ES256', false), inexperienced, surroundings);
	const [first] = sent;

	const reply = await surroundings.send(first ?? { url: '', headers: {}, body: '' });

	expect(reply).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

function clientId(alg: string, dpop: boolean): string {
	return `${alg}${dpop ? '-dpop' : ''}`;
}

function signingKey(alg: string) {
	return readSigningKey(keys[alg]?.pem ?? '', { keyId: 'k1' });
}

function app(alg: string, dpop: boolean): ServiceApp {
	return {
		orgUrl: origin,
		clientId: clientId(alg, dpop),
		key: signingKey(alg),
		scopes: ['okta.groups.read', 'okta.users.read'],
		// How a server says that it wants a proof is left to it; `auto` goes by Okta's words.
		dpop: dpop ? 'always' : 'auto',
	};
}

function decodedNonce(sent: ReadonlyArray<{ headers: Record<string, string> }>): unknown {
	return decodeJwt(sent.at(-1)?.headers.DPoP ?? '').nonce;
}
