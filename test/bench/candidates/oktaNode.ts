import type { INodeParameters } from 'n8n-workflow';
import { createEngine, type Outcome } from '../../engine/harness';
import { byId, mapped } from '../../engine/scenarios/scenario';
import type { Job, Prepare, Work } from '../job';
import { countItems } from './items';

/** This node, built, in n8n's engine. */
export const oktaNode: Prepare = async ({ org, task, atMost }: Job) => {
	const n8n = await createEngine();
	const credential = await n8n.credential('oktaServiceAppApi', {
		domain: org.url,
		clientId: org.clientId,
		privateKey: org.privateKey,
		keyId: org.keyId,
		scopes: org.scopes,
		additionalScopes: '',
	});
	const run = async (parameters: INodeParameters, ids: readonly string[] = ['']) =>
		await n8n.run({
			credential,
			parameters,
			items: ids.map((id) => ({ id })),
			settings: { onError: 'continueRegularOutput' },
			signal: AbortSignal.timeout(atMost * 1000),
		});

	switch (task.name) {
		case 'export':
			return async () =>
				countRows(await run({ resource: 'user', operation: 'getAll', returnAll: true }));
		case 'exportToFile':
			throw new Error('not yet');
		case 'updateUsers':
			return async () =>
				countItems(
					await run(
						{
							resource: 'user',
							operation: 'update',
							userId: byId('={{ $json.id }}'),
							profile: mapped(['title', 'string', 'Moved']),
						},
						task.users,
					),
				);
		case 'readUsers':
			return async () =>
				countItems(
					await run(
						{ resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
						task.users,
					),
				);
		case 'addMembers':
			return async () =>
				countItems(
					await run(
						{
							resource: 'group',
							operation: 'addMember',
							groupId: byId(task.group),
							userId: byId('={{ $json.id }}'),
						},
						task.users,
					),
				);
	}
};

function countRows({ items, error }: Outcome): Work {
	const ids = new Set(items.map(({ json }) => json.id));
	return { done: items.length, distinct: ids.size, failed: 0, remark: error?.message };
}
