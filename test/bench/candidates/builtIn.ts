import type { INodeParameters } from 'n8n-workflow';
import { connect, createEngine, node } from '../../engine/harness';
import type { Job, Prepare, Work } from '../job';
import { baseType, loadBaseNodes } from './baseNodes';
import { countItems } from './items';

const okta = baseType('okta');
const start = 'Start';

/** n8n's own Okta node (n8n 2.41.1), with an API token, in the same engine. */
export const builtIn: Prepare = async ({ org, task, atMost }: Job) => {
	const n8n = await createEngine({ others: await loadBaseNodes('okta') });
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
