import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { z } from 'zod';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { connect, createEngine, node } from '../../engine/harness';
import type { Job, Prepare, Work } from '../job';
import { fetchToken, type Proof } from './token';

/** Headers that authenticate a GET. */
type Signed = (url: string) => Promise<Record<string, string>>;

async function signer({ org, task }: Job): Promise<Signed> {
	if (task.name !== 'readUsers' || !task.dpop) {
		const authorization = `Bearer ${await fetchToken(org)}`;
		return async () => ({ authorization });
	}
	const { privateKey, publicKey } = await generateKeyPair('ES256');
	const jwk = await exportJWK(publicKey);
	const proof: Proof = async (claims) =>
		await new SignJWT({ ...claims, jti: randomUUID() })
			.setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
			.setIssuedAt()
			.sign(privateKey);
	const token = await fetchToken(org, proof);
	const ath = createHash('sha256').update(token).digest('base64url');
	return async (url) => ({
		authorization: `DPoP ${token}`,
		dpop: await proof({ htm: 'GET', htu: url, ath }),
	});
}

const addresses = ({ org, task }: Pick<Job, 'org' | 'task'>): string[] => {
	if (task.name !== 'readUsers') throw new Error('Bare requests only read');
	return task.users.map((id) => `${org.url}/api/v1/users/${id}`);
};

/** What the helper is to send: reads, or changes of the same users. */
const calls = ({ org, task }: Job): Array<{ url: string; method: 'GET' | 'POST' }> =>
	task.name === 'suspendUsers'
		? task.users.map((id) => ({
				url: `${org.url}/api/v1/users/${id}/lifecycle/suspend`,
				method: 'POST',
			}))
		: addresses({ org, task }).map((url) => ({ url, method: 'GET' }));

/** One after another, by Node's own client. */
const byNode =
	(keepAlive: boolean): Prepare =>
	async (job) => {
		const urls = addresses(job);
		const sign = await signer(job);
		const agent = new Agent({ keepAlive });
		return async () => {
			let done = 0;
			for (const url of urls) {
				const user: unknown = JSON.parse(await get(url, { agent, headers: await sign(url) }));
				if (user instanceof Object && 'id' in user) done++;
			}
			return async () => ({ done, distinct: done, failed: urls.length - done });
		};
	};

export const keepAlive = byNode(true);
export const connections = byNode(false);

async function get(
	url: string,
	options: { agent: Agent; headers: Record<string, string> },
): Promise<string> {
	return await new Promise((resolve, reject) => {
		const sent = request(url, options, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (text += chunk));
			response.once('end', () => resolve(text));
			response.once('error', reject);
		});
		sent.once('error', reject);
		sent.end();
	});
}

const asked = z.object({ url: z.string(), method: z.enum(['GET', 'POST']) });
const shown = z.object({ id: z.string().optional() });
const type = 'bench.bareRequests';
const start = 'Start';

/** One after another, by n8n's helper, in a node that does nothing else. */
export const helper: Prepare = async (job) => {
	const sent = calls(job);
	const sign = await signer(job);
	const bare: INodeType = {
		description: {
			displayName: 'Bare Requests',
			name: 'bareRequests',
			description: 'Bare requests',
			group: ['input'],
			version: 1,
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const items: INodeExecutionData[] = [];
			for (const [item, { json }] of this.getInputData().entries()) {
				const { url, method } = asked.parse(json);
				const headers = await sign(url);
				const answer: unknown = await this.helpers.httpRequest({ url, method, headers });
				items.push({ json: shown.parse(answer), pairedItem: { item } });
			}
			return [items];
		},
	};
	const n8n = await createEngine({ others: { nodes: { [type]: bare } } });
	return async () => {
		const { items, error } = await n8n.runWorkflow({
			nodes: [
				{ ...node(start, 'n8n-nodes-base.manualTrigger'), parameters: {} },
				{ ...node('Bare', type), parameters: {} },
			],
			connections: connect(start, 'Bare'),
			items: sent,
		});
		if (error) throw error;
		const { length: done } = items;
		return async (): Promise<Work> => ({ done, distinct: done, failed: sent.length - done });
	};
};
