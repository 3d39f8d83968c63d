import { closeWorlds, openWorld } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

const label = 'n8n provisioning';

const kinds = {
	'service app': {
		resource: 'serviceApp',
		operation: 'create',
		label,
		keySource: 'jwksUri',
		jwksUri: 'https://n8n.example.com/keys.json',
	},
	bookmark: {
		resource: 'application',
		operation: 'create',
		label,
		signOnMode: 'BOOKMARK',
		url: 'https://intranet.example',
	},
};

const create = async (kind: keyof typeof kinds, then: 'resetAfter' | 'reset', lag: number) => {
	const { n8n, org, credential } = await openWorld();
	org.directory.searchIndex.lag = lag;
	org.faults.add({ method: 'POST', path: '/api/v1/apps', times: 1, then });
	const outcome = await n8n.run({
		parameters: kinds[kind],
		credential,
	});
	const made = org.apps.list().filter((one) => one.label === label);
	return { outcome, made };
};

// Of the quick clock half a minute passes in half a second.
test.each([
	['service app', 'made, and its answer lost', 'resetAfter', 0],
	['service app', 'made, its answer lost, and the list learns of it late', 'resetAfter', 200],
	['service app', 'not made, because the request was lost', 'reset', 200],
	['bookmark', 'made, its answer lost, and the list learns of it late', 'resetAfter', 200],
	['bookmark', 'not made, because the request was lost', 'reset', 200],
] as const)('a %s that was %s is there once', async (kind, _, then, lag) => {
	const { outcome, made } = await create(kind, then, lag);
	expect(outcome.error).toBeUndefined();
	expect(made).toHaveLength(1);
	expect(outcome.items.map(({ json }) => json['id'])).toEqual(made.map(({ id }) => id));
});
