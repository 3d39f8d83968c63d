import { setTimeout } from 'node:timers/promises';
import { like, mapped } from './scenarios';
import { apiRequests, closeWorlds, openWorld } from './world';

afterEach(closeWorlds);

test('events of the System Log come as flat rows, and in full when asked for', async () => {
	const { n8n, org, app, credential } = await openWorld();
	const profile = mapped(['name', 'string', 'Night shift']);
	await n8n.run({ credential, parameters: { resource: 'group', operation: 'create', profile } });
	const group = org.groups.byName('Night shift')[0];

	const search = async (output: string) => {
		const { items } = await n8n.run({
			credential,
			parameters: {
				resource: 'systemLog',
				operation: 'search',
				since: new Date(org.clock.now() - 60_000).toISOString(),
				until: new Date(org.clock.now() + 60_000).toISOString(),
				eventTypes: ['group.lifecycle.create'],
				output,
			},
		});
		return items.map(({ json }) => json);
	};
	const flat = await search('simplified');
	expect(flat).toEqual([
		like({
			eventType: 'group.lifecycle.create',
			outcome: 'SUCCESS',
			actorId: app.clientId,
			actorType: 'PublicClientApp',
			targetUserGroupId: group?.id,
			targetUserGroupName: 'Night shift',
			ipAddress: '127.0.0.1',
		}),
	]);
	expect(
		flat.flatMap((row) => Object.values(row)).filter((value) => typeof value === 'object'),
	).toEqual([]);
	expect(await search('everything')).toEqual([
		like({ outcome: { result: 'SUCCESS', reason: null }, target: [like({ id: group?.id })] }),
	]);
});

test.each([
	['ahead of', 5 * 60_000],
	['behind', -5 * 60_000],
])("without times, the last day ends now by Okta's clock, which is %s ours", async (_, skew) => {
	const { n8n, org, credential } = await openWorld();
	org.clock.advance(skew);
	const profile = mapped(['name', 'string', 'Night shift']);
	await n8n.run({ credential, parameters: { resource: 'group', operation: 'create', profile } });
	// Okta tells its time in whole seconds.
	await setTimeout(2_100);
	const parameters = {
		resource: 'systemLog',
		operation: 'search',
		eventTypes: ['group.lifecycle.create'],
	};
	const { items } = await n8n.run({ credential, parameters });

	expect(items).toHaveLength(1);
	const { since, until } = apiRequests(org).at(-1)?.query ?? {};
	expect(Math.abs(Date.parse(String(until)) - org.clock.now())).toBeLessThan(10_000);
	expect(Date.parse(String(until)) - Date.parse(String(since))).toBe(24 * 3_600_000);
});
