import { isWhole } from '../walks/part';
import { openOffice } from './offboarding';
import { MACHINE, speed } from './steadyClock';
import { byId } from './scenarios';
import { apiRequests, closeWorlds } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./steadyClock'),
);

// Whatever else the machine does meanwhile counts many times over.
jest.retryTimes(2);

afterEach(closeWorlds);

const MINUTE = 60_000;

/** Of 100 requests a minute that a workforce org takes at this address, an app gets a half. */
const APP_REQUESTS_A_MINUTE = 50;

const APPS_EACH = 5;
const LEAVERS = isWhole ? 100 : 20;

test(`${String(LEAVERS)} leavers are out within two minutes, and gone as soon as the limit of apps lets them`, async () => {
	const world = await openOffice({
		org: { users: 400, apps: 8, limits: 'workforce', speed },
		app: { dpop: false },
	});
	const { org, n8n, credential } = world;
	const leavers = org.users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.slice(0, LEAVERS);
	const apps = org.directory.apps.list().filter(({ id }) => !org.clients.ofApp(id));
	for (const app of apps) app.groups.clear();
	for (const { position, id } of leavers) {
		for (const app of apps) app.direct.delete(position);
		for (const app of apps.slice(0, APPS_EACH)) app.direct.add(position);
		org.directory.signedIn.add(id);
	}
	const begin = org.clock.now();
	let out = 0;
	const isEnding = /\/sessions$/;
	org.faults.add({
		method: 'DELETE',
		path: isEnding,
		then: { meanwhile: () => (out = org.clock.now() - begin) },
	});
	const { items, error } = await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'offboard',
			userId: byId('={{ $json.id }}'),
			steps: [
				...['snapshot', 'suspend', 'sessions', 'grants', 'adminRoles', 'factors', 'apps'],
				...['groups', 'linkedObjects', 'deactivate'],
			],
			options: {},
		},
		credential,
		items: leavers.map(({ id }) => ({ id })),
	});
	const took = org.clock.now() - begin;

	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json['complete'])).toEqual(leavers.map(() => true));
	const requests = apiRequests(org);
	const ofApps = requests.filter(({ path }) => path.startsWith('/api/v1/apps'));
	const ended = requests.filter(({ path }) => isEnding.test(path));
	expect(ended).toHaveLength(LEAVERS);
	expect(org.directory.signedIn.size).toBe(0);
	expect(out).toBeLessThan(2 * MINUTE);

	// One list and one request for each app.
	expect(ofApps).toHaveLength(LEAVERS * (1 + APPS_EACH));
	const windows = Math.ceil(ofApps.length / APP_REQUESTS_A_MINUTE);
	expect(took / MINUTE).toBeLessThan(windows + 1 + MACHINE);
	expect(org.ledger.filter({ status: 429 })).toEqual([]);
}, 240_000);
