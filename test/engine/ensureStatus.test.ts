import { wayTo } from '../../nodes/Okta/jobs/sync/statusWays';
import { USER_STATUSES } from '../org/directory/model';
import { byId } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const wanted = [
	'ACTIVE',
	'DEPROVISIONED',
	'PASSWORD_EXPIRED',
	'PROVISIONED',
	'RECOVERY',
	'STAGED',
	'SUSPENDED',
];

const ensure = async ({ n8n, credential }: World, id: string, status: string) =>
	await n8n.run({
		parameters: { resource: 'user', operation: 'ensureStatus', userId: byId(id), status },
		credential,
	});

const inStatus = ({ org }: World, status: (typeof USER_STATUSES)[number]) => {
	const users = org.users.list().filter(({ provider }) => provider.type === 'OKTA');
	const there = users.find((user) => user.status === status);
	const [other] = users;
	if (!other) throw new Error('The org is empty');
	return there ?? org.users.put({ ...other, status, hasPassword: true });
};

const emails = ({ org }: World) =>
	apiRequests(org).filter(({ query }) => JSON.stringify(query).includes('"sendEmail":"true"'));

describe.each(USER_STATUSES)('a user who is %s', (before) => {
	test.each(wanted)('can be brought to %s, or it is said why not', async (status) => {
		const world = await openWorld();
		const user = inStatus(world, before);
		const way = wayTo(status, before);
		const outcome = await ensure(world, user.id, status);
		const after = world.org.directory.findUser(user.id)?.status;
		if (typeof way === 'string') {
			expect(complaint(outcome)).toContain(way);
			expect(after).toBe(before);
			return;
		}
		expect(outcome.error).toBeUndefined();
		expect(outcome.items[0]?.json).toMatchObject({ statusBefore: before, status: after });
		const isNearly = outcome.items[0]?.json['why'] !== undefined;
		expect([
			status,
			...(isNearly ? ['PROVISIONED'] : []),
			...(way.calls.length > 0 && status === 'PROVISIONED' ? ['ACTIVE'] : []),
		]).toContain(after);
		expect(emails(world)).toEqual([]);

		const again = await ensure(world, user.id, status);
		if (status === after || isNearly) {
			expect(again.items.map(({ json }) => json['outcome'])).toEqual(['unchanged']);
		}
	});
});

test('whoever is deactivated and is to be active is reactivated, and gets an email by choice', async () => {
	const world = await openWorld();
	const user = inStatus(world, 'DEPROVISIONED');
	const outcome = await world.n8n.run({
		parameters: {
			resource: 'user',
			operation: 'ensureStatus',
			userId: byId(user.id),
			status: 'ACTIVE',
			sendEmail: true,
		},
		credential: world.credential,
	});
	expect(outcome.items[0]?.json).toMatchObject({ outcome: 'reactivated' });
	expect(emails(world)).toHaveLength(1);
});
