import path from 'node:path';
import { z } from 'zod';
import type { ICredentialType, INodeParameters, INodeType } from 'n8n-workflow';
import { connect, createEngine, node } from '../../engine/harness';
import { installedN8n } from '../../n8n/cache';
import type { Job, Prepare, Work } from '../job';
import { countItems } from './items';

const okta = 'n8n-nodes-base.okta';
const start = 'Start';

/** n8n's own Okta node (n8n 2.41.1), with an API token, in the same engine. */
export const builtIn: Prepare = async ({ org, task, atMost }: Job) => {
	const n8n = await createEngine({ others: await builtInTypes() });
	const credential = await n8n.credential('oktaApi', { url: org.url, accessToken: org.apiToken });
	const run = async (parameters: INodeParameters, ids: readonly string[] = ['']) =>
		await n8n.runWorkflow({
			nodes: [
				{ ...node(start, 'n8n-nodes-base.manualTrigger'), parameters: {} },
				{ ...node('Okta', okta, credential), parameters, onError: 'continueRegularOutput' },
			],
			connections: connect(start, 'Okta'),
			items: ids.map((id) => ({ id })),
			signal: AbortSignal.timeout(atMost * 1000),
		});

	if (task.name === 'updateUsers') {
		return async () =>
			countItems(
				await run(
					{
						resource: 'user',
						operation: 'update',
						userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
						getUpdateFields: { title: 'Moved' },
					},
					task.users,
				),
			);
	}
	if (task.name !== 'export') throw new Error(`n8n's Okta node has nothing for ${task.name}`);
	return async () => {
		const { items, error } = await run({
			resource: 'user',
			operation: 'getAll',
			returnAll: true,
			simplify: false,
		});
		const ids = new Set(items.map(({ json }) => json.id));
		return async (): Promise<Work> => ({
			done: items.length,
			distinct: ids.size,
			failed: 0,
			remark: error?.message,
		});
	};
};

const nodeModule = z.object({ Okta: z.custom<new () => INodeType>() });
const credentialModule = z.object({ OktaApi: z.custom<new () => ICredentialType>() });

/** Loads them out of an installed n8n: the package they are in is too large to depend on. */
async function builtInTypes() {
	const { script } = await installedN8n('2.41.1');
	const dist = path.resolve(script, '../../../n8n-nodes-base/dist');
	const { Okta } = nodeModule.parse(await import(path.join(dist, 'nodes/Okta/Okta.node.js')));
	const { OktaApi } = credentialModule.parse(
		await import(path.join(dist, 'credentials/OktaApi.credentials.js')),
	);
	return { nodes: { [okta]: new Okta() }, credentials: { oktaApi: new OktaApi() } };
}
