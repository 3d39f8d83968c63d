import { closeWorlds, openWorld } from '../engine/world';
import { byId, mapped } from '../engine/harness/parameters';

/* By the clock on the wall, unlike the other tests here. */

const AWAY = 60_000;

afterEach(closeWorlds);

test('an export and a bulk change get over an org that is gone for a real minute', async () => {
	const reading = await openWorld({ org: { users: 5_000 } });
	const writing = await openWorld({ org: { users: 200 } });
	for (const { org } of [reading, writing]) {
		org.faults.add({ path: /^\/api\//, after: 15, times: 1, then: { goneMs: AWAY } });
	}
	const ids = writing.org.users.list().map(({ id }) => id);

	const [read, written] = await Promise.all([
		reading.n8n.run({
			credential: reading.credential,
			parameters: { resource: 'directory', operation: 'export', dataSet: 'users' },
		}),
		writing.n8n.run({
			credential: writing.credential,
			parameters: {
				resource: 'user',
				operation: 'update',
				userId: byId('={{ $json.id }}'),
				profile: mapped(['nickName', 'string', 'Back']),
			},
			items: ids.map((id) => ({ id })),
		}),
	]);

	expect(read.error).toBeUndefined();
	expect(new Set(read.items.map(({ json }) => json.id)).size).toBe(5_000);
	expect(read.items).toHaveLength(5_000);
	expect(written.error).toBeUndefined();
	expect(written.items.map(({ json }) => json.id)).toEqual(ids);
}, 240_000);
