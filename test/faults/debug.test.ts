import './hurry';
import { openWorld, closeWorlds } from '../engine/world';
import { runAll } from './bulk';
import { arm, draw, passing } from './points';
jest.mock('../../dist/nodes/Okta/transport/clock.js', (): unknown =>
	jest.requireActual('../engine/quickClock'),
);
test('x', async () => {
	const point = draw([...passing, 'a refusal', 'Stop'], 100, 2).find((p) => p.kind === 'a connection reset after' && p.after === 906)!;
	for (let i = 0; i < 4; i++) {
	const world = await openWorld({ org: { users: 700 } });
	arm(world.org, point, 500, { stop: () => undefined, foreignUrl: '' });
	const t0 = world.org.clock.now();
	const out = await runAll(world, point, new AbortController());
	console.log(out.map(({ outcome }) => [outcome.status, outcome.items.length, JSON.stringify(outcome.items.filter((i) => i.json.error).map((i) => i.json))]));
	const bad = world.org.ledger.requests.filter((r) => r.status === 0 || r.status === 400 || r.headers['x-okta-retry-count'] || r.path.includes('@') || r.path.includes('%40'));
	console.log(bad.map((r) => [r.at - t0, r.method, r.path, JSON.stringify((r.body as any)?.profile?.login), r.headers['x-okta-retry-count'], r.status].join(' ')));
	}
	await closeWorlds();
});
