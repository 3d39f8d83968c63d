import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { n8nVersions } from '../n8n/cache';
import { byHand, chain } from '../n8n/chain';
import { samples } from '../n8n/samples';
import {
	credentialType,
	hookScopes,
	nodeType,
	oktaNode,
	openStage,
	type Stage,
} from '../n8n/stage';
import { packedTarball } from './pack';

const USERS = 1000;

describe.each(n8nVersions)('workflows in n8n %s', (version) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: USERS,
			scopes: hookScopes,
		});
	});
	afterAll(() => stage.close());

	const exchanges = () => stage.org.ledger.tokenExchanges(stage.app.clientId).length;

	const httpRequest = (url: string) =>
		stage.n8n.rest.createWorkflow({
			name: 'HTTP Request with the credential',
			nodes: [
				{
					id: 'start',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'request',
					name: 'Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					parameters: {
						url,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: credentialType,
						options: {},
					},
					credentials: {
						[credentialType]: { id: stage.credential.id, name: stage.credential.name },
					},
				},
			],
			connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
		});

	it('has the node as n8n names nodes of a community package', async () => {
		const types = await stage.n8n.rest.types('nodes');

		expect(types).toContainEqual(
			expect.objectContaining({ name: nodeType, displayName: 'Okta Admin', usableAsTool: true }),
		);
	});

	it.each(samples)('ends as it should: $title', async (sample) => {
		const { problems } = await sample.run(stage);

		expect(problems).toEqual([]);
	});

	it('lends the credential to the HTTP Request node', async () => {
		const workflow = await httpRequest(`${stage.org.url}/api/v1/users?limit=2`);
		const execution = await stage.n8n.rest.run(workflow, 'Start');

		expect(execution.error).toBeUndefined();
		expect(execution.items('Request')).toHaveLength(2);
	});

	it.each([
		['leave', 'leftDeactivated', ['DEPROVISIONED']],
		['reactivate', 'reactivated', ['ACTIVE', 'PROVISIONED']],
	])('meets somebody who comes back: %s', async (ifDeactivated, outcome, statuses) => {
		const leaver = stage.org.users.list().find(({ status }) => status === 'DEPROVISIONED');
		if (!leaver) throw new Error('The practice org has nobody who left.');
		const { login } = leaver.profile;
		const city = `Back by ${ifDeactivated}`;
		const profile = {
			mappingMode: 'defineBelow',
			value: { login, city },
			schema: ['login', 'city'].map((id) => ({
				id,
				displayName: id,
				type: 'string',
				display: true,
			})),
		};
		const name = 'Create or Update';
		const parameters = { resource: 'user', operation: 'upsert', ifDeactivated, profile };
		const workflow = await stage.n8n.rest.createWorkflow(
			chain('Rehire', byHand, oktaNode(stage.credential, name, parameters)),
		);
		const execution = await stage.n8n.rest.run(workflow, byHand.name);

		expect(execution.error).toBeUndefined();
		expect(execution.items(name).map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: leaver.id, outcome }),
		]);
		const after = stage.org.directory.findUser(leaver.id);
		expect(statuses).toContain(after?.status);
		expect(after?.profile.city).toBe(outcome === 'reactivated' ? city : leaver.profile.city);
	});

	it('has exchanged one token for all of this', () => {
		expect(exchanges()).toBe(1);
	});

	it('sends the token nowhere but to the org', async () => {
		const workflow = await httpRequest(`${stage.n8n.url}/healthz`);
		const execution = await stage.n8n.rest.run(workflow, 'Start');

		expect(execution.status).toBe('error');
	});

	it('leaves no secret in what n8n has written', async () => {
		const key = stage.app.credential().privateKey.split('\n')[1];
		const issued = stage.org.tokens.values();
		expect(issued).not.toHaveLength(0);

		const files = await readdir(stage.n8n.userFolder, { recursive: true, withFileTypes: true });
		const texts = await Promise.all(
			files
				.filter((file) => file.isFile())
				.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')),
		);
		const written = texts.join('\n');
		expect(written).toContain(stage.credential.name);
		for (const secret of [key, ...issued]) expect(written).not.toContain(secret);
		// The start of every signed JWT: assertions and proofs.
		expect(written).not.toMatch(/eyJ[\w-]{10,}\.eyJ/);
	});
});
