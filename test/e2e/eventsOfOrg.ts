import type { SavedWorkflow } from '../n8n/rest';
import { type Stage, triggerType } from '../n8n/stage';

export const TRIGGER = 'When something happens';
const EVENTS = ['user.lifecycle.deactivate', 'user.lifecycle.suspend', 'user.lifecycle.unsuspend'];

/** What stands behind the trigger unless something else is said. */
export const nothing = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/** A workflow of the trigger and a node behind it, which does nothing unless said otherwise. */
export async function workflowOn(
	{ n8n, credential: used }: Stage,
	parameters: Record<string, unknown>,
	then = nothing,
	typeVersion = 3,
): Promise<SavedWorkflow> {
	const webhookId = `hook-${Math.random().toString(36).slice(2)}`;
	return await n8n.rest.createWorkflow({
		name: `Events through ${String(parameters.source)}`,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: webhookId.replace('hook', 'node'),
				name: TRIGGER,
				type: triggerType,
				typeVersion,
				position: [0, 0],
				webhookId,
				parameters: { events: EVENTS, ...parameters },
				credentials: { [used.type]: { id: used.id, name: used.name } },
			},
			{ id: 'then', name: 'Then', position: [240, 0], ...then },
		],
		connections: { [TRIGGER]: { main: [[{ node: 'Then', type: 'main', index: 0 }]] } },
	});
}

/** What happened in the org, as far as the workflows here ask for it. */
export function happenedIn({ org }: Stage) {
	return org.log.events.filter(({ eventType }) => EVENTS.includes(eventType));
}

/** All executions of a workflow, each with the events it was started with. */
export async function startedWith(stage: Stage, workflow: SavedWorkflow) {
	const uuids = new Set(happenedIn(stage).map(({ uuid }) => uuid));
	const executions = await stage.n8n.rest.executions(workflow.id);
	return await Promise.all(
		executions.map(async ({ id, status }) => {
			const text = await stage.n8n.rest.stored(id);
			const found = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
			return { id, status, events: [...new Set(found)].filter((uuid) => uuids.has(uuid)) };
		}),
	);
}

/** Makes one event a call: a user who is suspended, or no longer. */
export function eventMaker(stage: () => Stage): () => Promise<void> {
	let turn = 0;
	return async () => {
		const { org } = stage();
		const users = [...org.users.list()].filter(({ status }) =>
			['ACTIVE', 'SUSPENDED'].includes(status),
		);
		const user = users[turn++ % users.length];
		if (user?.status === 'ACTIVE') await org.console.suspend(user.id);
		else if (user) await org.console.unsuspend(user.id);
	};
}
