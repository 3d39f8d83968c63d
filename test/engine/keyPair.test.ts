import { createPrivateKey } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { text } from '../../nodes/Okta/transport/json';
import { complaint, closeWorlds, theEngine } from './world';

const run = async (operation: string, parameters: INodeParameters) =>
	await (await theEngine()).run({ parameters: { resource: 'keyPair', operation, ...parameters } });

afterEach(closeWorlds);

describe('a key pair', () => {
	test('can be used with its passphrase, and without it no more', async () => {
		const passphrase = 'correct horse battery';
		const { items } = await run('generate', { kind: 'EC P-256', passphrase });
		const key = text(items[0]?.json.privateKey);
		expect(createPrivateKey({ key, passphrase }).asymmetricKeyDetails?.namedCurve).toBe(
			'prime256v1',
		);
		expect(() => createPrivateKey({ key, passphrase: 'something else' })).toThrow();
	});

	test('is another one each time', async () => {
		const parameters = { kind: 'EC P-256', privateKeyForm: 'jwk' };
		const pairs = [await run('generate', parameters), await run('generate', parameters)];
		const ids = pairs.map(({ items }) => items[0]?.json.keyId);
		expect(new Set(ids).size).toBe(2);
	});

	test.each([
		['generate', { passphrase: 'short' }, 'The passphrase is too short'],
		['convert', { key: '={{ "" }}', privateKeyForm: 'none' }, 'The public key is empty'],
		['convert', { key: 'hello', privateKeyForm: 'none' }, 'This is not a public key'],
		[
			'convert',
			{ key: '{"kty":"oct","k":"AAAA"}', privateKeyForm: 'none' },
			'not an RSA or EC key',
		],
		[
			'convert',
			{ key: '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}', privateKeyForm: 'none' },
			'The public key is incomplete or damaged',
		],
	])('%s refuses %j', async (operation, parameters, message) => {
		expect(complaint(await run(operation, parameters))).toContain(message);
	});
});
