import type { INodeParameters } from 'n8n-workflow';
import { hookScopes } from '../../n8n/stage';
import { closeWorlds, openWorld } from '../../engine/world';
import { requestsOf } from '../exchange';
import { expectInOktasWords } from './bodies';
import { operationFor } from './facts';

afterEach(closeWorlds);

/** Everything the trigger asks of Okta in the course of its life. */
async function lifeOf(parameters: INodeParameters) {
	const scopes = [...hookScopes, 'okta.logs.read', 'okta.users.read', 'okta.groups.read'];
	const { n8n, org, credential } = await openWorld({ app: { scopes } });
	const type = 'n8n-nodes-okta.oktaTrigger';
	const host = await n8n.host({ type, parameters, credential });
	await host.activate();
	const [user] = org.users
		.list()
		.filter(({ status, profile }) => status === 'ACTIVE' && profile.managerId !== undefined);
	await org.console.suspend(user?.id ?? '');
	await org.hooks.delivered();
	await host.poll();
	await host.idle();
	await host.runByHand();
	host.stored = '{}';
	host.kill();
	await host.activate('init');
	host.kill();
	await host.activate('init');
	await host.deactivate();
	await host.close();
	return requestsOf(org);
}

test('the trigger says everything in Okta’s own words', async () => {
	const sent = await lifeOf({
		source: 'both',
		events: ['user.lifecycle.suspend'],
		options: { current: ['user', 'manager'], outcomes: ['SUCCESS'], actorTypes: ['User'] },
	});
	for (const request of sent) expectInOktasWords(request);

	const routes = sent.map((request) => `${request.method} ${operationFor(request).path}`);
	expect([...new Set(routes)].toSorted()).toEqual([
		'DELETE /api/v1/eventHooks/{eventHookId}',
		'GET /api/v1/eventHooks',
		'GET /api/v1/eventHooks/{eventHookId}',
		'GET /api/v1/logs',
		'GET /api/v1/users',
		'GET /api/v1/users/{id}',
		'POST /api/v1/eventHooks',
		'POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate',
		'POST /api/v1/eventHooks/{eventHookId}/lifecycle/verify',
		'PUT /api/v1/eventHooks/{eventHookId}',
	]);
});
