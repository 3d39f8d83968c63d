import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isObjectList, text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import { bits } from '../org/directory/random';
import { isWhole } from '../walks/part';
import { Chooser } from './chooser';
import { differenceOf, factsOf } from './facts';
import { openOffice, troublesOf } from './offboarding';
import { byId, including, like, matching, twoUsers } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiPaths, apiRequests, closeWorlds, complaint, putOutFor, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./hastyClock'),
);

afterEach(closeWorlds);

const all = ['suspend', 'expirePassword', 'sessions', 'quarantine', 'factors'];

interface Running {
	steps?: readonly string[];
	groupId?: string | ReturnType<typeof byId>;
	options?: INodeParameters;
	safeguards?: INodeParameters;
	signal?: AbortSignal;
	patient?: boolean;
}

async function contain(
	{ n8n, org, credential }: World,
	ids: readonly string[],
	{ steps = all, options = {}, safeguards = {}, signal, patient = true, groupId }: Running = {},
) {
	return await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'contain',
			userId: byId('={{ $json.id }}'),
			steps: [...steps],
			groupId: groupId ?? byId(quarantineIn(org).id),
			options,
			safeguards,
		},
		credential,
		items: ids.map((id) => ({ id })),
		signal,
		...(patient && { settings: { onError: 'continueRegularOutput' } }),
	});
}

async function release(
	{ n8n, credential }: World,
	id: string,
	report: IDataObject | undefined,
	{ options = {}, safeguards = {}, signal }: Running = {},
) {
	return await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'release',
			userId: byId(id),
			containReport: JSON.stringify(report ?? {}),
			options,
			safeguards,
		},
		credential,
		items: [{}],
		signal,
		settings: { onError: 'continueRegularOutput' },
	});
}

const quarantineIn = ({ directory }: Pick<Org, 'directory'>) => {
	const group = directory.groups
		.list()
		.filter(({ type }) => type === 'OKTA_GROUP')
		.at(-1);
	if (!group) throw new Error('The org has no group');
	return group;
};

const stepsIn = (report: IDataObject | undefined) =>
	isObjectList(report?.['steps']) ? report['steps'] : [];

const outcomesIn = (report: IDataObject | undefined) =>
	Object.fromEntries(stepsIn(report).map(({ step, outcome }) => [text(step), outcome]));

const nothing = { added: [], removed: [], changed: [] };

/** Somebody who is signed in, and not in the quarantine group. */
async function suspicious(users = 30) {
	const world = await openOffice({ org: { users } });
	const [user] = twoUsers(world.org, 'ACTIVE');
	world.org.directory.signedIn.add(user.id);
	quarantineIn(world.org).members?.delete(user.position);
	return { world, org: world.org, user };
}

/** What the ticks name and isn't so. */
function lackingOf(
	{ directory }: Org,
	id: string,
	steps: readonly string[],
	before: string,
): string[] {
	const user = directory.findUser(id);
	if (!user) return ['user'];
	const lacks = (step: string, isSo: boolean) => (steps.includes(step) && !isSo ? [step] : []);
	const isSuspended = user.status === 'SUSPENDED';
	return [
		...lacks('suspend', isSuspended || before !== 'ACTIVE'),
		...lacks('expirePassword', isSuspended || user.status !== 'ACTIVE'),
		...lacks('sessions', !directory.signedIn.has(id)),
		...lacks('quarantine', directory.isMember(quarantineIn({ directory }), user.position)),
		...lacks('factors', directory.factorsOf(user).length === 0),
	];
}

const troubles = ['refused', 'away', 'lost', 'stopped', 'nothing'] as const;

describe('a containment of random people with random ticks', () => {
	const seeds = Array.from({ length: isWhole ? 120 : 12 }, (_, seed) => seed);

	test.each(seeds)('is as the ticks say, and undone as far as it can be (%i)', async (seed) => {
		const choose = new Chooser(bits(seed, 21, 5));
		const world = await openOffice({ org: { users: 20 } });
		const { org } = world;
		const group = quarantineIn(org);
		const people = org.users
			.list()
			.filter(({ status }) => ['ACTIVE', 'SUSPENDED', 'PASSWORD_EXPIRED'].includes(status))
			.slice(0, 1 + choose.number(3));
		for (const { id, position } of people) {
			if (choose.once(2)) org.directory.signedIn.add(id);
			if (choose.once(4)) group.members?.add(position);
			else group.members?.delete(position);
		}
		const steps = all.filter(() => !choose.once(3));
		const ids = people.map(({ id }) => id);
		const before = factsOf(org);
		const trouble = troubles[seed % troubles.length];
		const stop = new AbortController();
		const then = troublesOf(stop);
		const fault = trouble && then[trouble];
		if (fault) org.faults.add({ path: apiPaths, after: choose.number(20), times: 1, then: fault });

		const first = await contain(world, ids, { steps, signal: stop.signal });
		org.faults.clear();
		const made = ids.map((id) => first.items.find(({ json }) => json['userId'] === id)?.json);
		const again = await Promise.all(
			ids.map(async (id, index) => {
				const options = { earlierReport: JSON.stringify(made[index] ?? {}) };
				return (await contain(world, [id], { steps, options })).items[0]?.json;
			}),
		);

		const lacking = people.map(({ id, status }) => lackingOf(org, id, steps, status));
		expect({ seed, steps, again, lacking }).toEqual({
			seed,
			steps,
			again,
			lacking: ids.map(() => []),
		});
		const others = (after: ReturnType<typeof factsOf>) => {
			const { added, removed, changed } = differenceOf(before, after);
			return [...added, ...removed, ...changed].filter(
				(key) => !ids.some((id) => key.includes(id)),
			);
		};
		expect(others(factsOf(org))).toEqual([]);

		for (const [index, id] of ids.entries()) {
			const { items } = await release(world, id, again[index]);
			// Whoever could be suspended twice, or not at all, is for somebody else to say.
			expect(['done', 'nothing to do', 'refused']).toContain(outcomesIn(items[0]?.json)['suspend']);
		}
		expect(others(factsOf(org))).toEqual([]);
		if (trouble !== 'nothing') return;
		const left = differenceOf(before, factsOf(org));
		// What was not Contain's own stays; what is gone for good, is listed.
		expect(left.added).toEqual([]);
		expect(left.removed.filter((key) => !/^(session|factor|token) /.test(key))).toEqual([]);
		expect(
			left.changed.filter((key) => steps.includes('suspend') || !key.startsWith('user ')),
		).toEqual([]);
	});
});

describe('containing', () => {
	test('is done once, and there is nothing to do the second time', async () => {
		const { world, org, user } = await suspicious();
		const [first] = putOutFor((await contain(world, [user.id])).items, 0);
		expect(first).toEqual(like({ complete: true, userId: user.id }));
		expect(outcomesIn(first)).toEqual({
			suspend: 'done',
			expirePassword: 'skipped',
			sessions: 'done',
			quarantine: 'done',
			factors: matching(/done|nothing to do/),
		});

		const before = factsOf(org);
		const earlierReport = JSON.stringify(first);
		const [second] = putOutFor(
			(await contain(world, [user.id], { options: { earlierReport } })).items,
			0,
		);
		const outcomes = stepsIn(second).map(({ outcome }) => text(outcome));
		expect([...new Set(outcomes)].filter((one) => one !== 'skipped')).toEqual(['nothing to do']);
		expect(second?.['undoable']).toEqual(first?.['undoable']);
		expect(differenceOf(before, factsOf(org))).toEqual(nothing);
	});

	test('ends the access of all before anything else happens to any', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const ids = twoUsers(world.org, 'ACTIVE').map(({ id }) => id);
		await contain(world, ids);
		const writes = apiRequests(world.org).filter(({ method }) => method !== 'GET');
		const ending = writes.map(({ path }) => /\/(lifecycle\/suspend|sessions)$/.test(path));
		expect(ending.slice(0, 4)).toEqual([true, true, true, true]);
		expect(ending.slice(4)).not.toContain(true);
	});

	test('expires the password of who is not suspended', async () => {
		const { world, org, user } = await suspicious();
		const steps = ['expirePassword', 'sessions'];
		const [report] = putOutFor((await contain(world, [user.id], { steps })).items, 0);
		expect(outcomesIn(report)).toEqual({ expirePassword: 'done', sessions: 'done' });
		expect(org.directory.findUser(user.id)?.status).toBe('PASSWORD_EXPIRED');

		const released = (await release(world, user.id, report)).items[0]?.json;
		expect(stepsIn(released)).toEqual(
			including(
				like({ step: 'expirePassword', outcome: 'skipped', why: matching(/chooses a new one/) }),
				like({ step: 'sessions', outcome: 'skipped' }),
			),
		);
	});

	test('takes the group by name, and says which there is none of before anything is done', async () => {
		const { world, org, user } = await suspicious();
		const name = textOf(quarantineIn(org).profile, 'name');
		const groupId = { __rl: true, mode: 'name', value: name } as const;
		const [report] = putOutFor((await contain(world, [user.id], { groupId })).items, 0);
		expect(outcomesIn(report)).toEqual(like({ quarantine: 'done' }));

		org.ledger.clear();
		const missing = { __rl: true, mode: 'name', value: 'Nowhere' } as const;
		const failed = await contain(world, [user.id], { groupId: missing, patient: false });
		expect(complaint(failed)).toMatch(/Nowhere/);
		expect(apiRequests(org).filter(({ method }) => method !== 'GET')).toEqual([]);
		const odd = await contain(world, [user.id], { groupId: byId('../users'), patient: false });
		expect(complaint(odd)).toContain('Quarantine Group');
		expect(apiRequests(org).filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('goes on after a step that is refused, and says which and why', async () => {
		const { world, org, user } = await suspicious();
		const then = {
			status: 403,
			body: { errorCode: 'E0000006', errorSummary: 'No.' },
		};
		org.faults.add({ method: 'POST', path: /\/lifecycle\/suspend$/, then });
		const [report] = putOutFor((await contain(world, [user.id])).items, 0);
		expect(report).toEqual(like({ complete: false }));
		expect(outcomesIn(report)).toEqual(
			like({ suspend: 'refused', expirePassword: 'skipped', quarantine: 'done' }),
		);
	});

	test('contains a user once who is named twice, and leaves protected ones alone', async () => {
		const { world, org, user } = await suspicious();
		const { items } = await contain(world, [user.id, user.id]);
		expect(items.map(({ json }) => json['complete'])).toEqual([true, true]);
		expect(apiRequests(org).filter(({ path }) => path.endsWith('/sessions'))).toHaveLength(1);

		const [, other] = twoUsers(org, 'ACTIVE');
		const before = factsOf(org);
		const safeguards = { protectedUsers: other.id };
		const refused = await contain(world, [other.id], { safeguards });
		expect(refused.items[0]?.json).toEqual(like({ error: matching(/protected/) }));
		expect(differenceOf(before, factsOf(org))).toEqual(nothing);
	});

	test('is planned without a write', async () => {
		const { world, org, user } = await suspicious();
		const before = factsOf(org);
		const { items } = await contain(world, [user.id], { safeguards: { dryRun: true } });
		expect(items[0]?.json).toEqual(like({ dryRun: true, would: matching(/create|remove|change/) }));
		expect(differenceOf(before, factsOf(org))).toEqual(nothing);
	});
});

describe('releasing', () => {
	test('undoes suspension and group, lists what is gone, and has nothing to do the second time', async () => {
		const { world, org, user } = await suspicious();
		const before = factsOf(org);
		const [report] = putOutFor((await contain(world, [user.id])).items, 0);
		const released = (await release(world, user.id, report)).items[0]?.json;
		expect(released).toEqual(like({ complete: true }));
		expect(outcomesIn(released)).toEqual(
			like({ suspend: 'done', quarantine: 'done', sessions: 'skipped' }),
		);
		const { added, removed, changed } = differenceOf(before, factsOf(org));
		expect([added, changed]).toEqual([[], []]);
		expect(removed.filter((key) => !/^(session|factor) /.test(key))).toEqual([]);

		const again = (await release(world, user.id, report)).items[0]?.json;
		expect(outcomesIn(again)).toEqual(
			like({ suspend: 'nothing to do', quarantine: 'nothing to do' }),
		);
	});

	test('leaves alone what Contain found: a suspension and a membership of before', async () => {
		const { world, org } = await suspicious(260);
		const [user] = twoUsers(org, 'SUSPENDED');
		quarantineIn(org).members?.add(user.position);
		const [report] = putOutFor((await contain(world, [user.id])).items, 0);
		expect(report?.['undoable']).toEqual({ suspendedAt: '', group: null });
		const before = factsOf(org);
		const released = (await release(world, user.id, report)).items[0]?.json;
		expect(stepsIn(released)).toEqual(
			including(
				like({ step: 'suspend', outcome: 'refused', why: matching(/did not suspend/) }),
				like({ step: 'quarantine', outcome: 'nothing to do' }),
			),
		);
		expect(differenceOf(before, factsOf(org))).toEqual(nothing);
	});

	test('leaves a later suspension alone', async () => {
		const { world, org, user } = await suspicious();
		const [report] = putOutFor((await contain(world, [user.id])).items, 0);
		const now = org.directory.findUser(user.id);
		if (!now) throw new Error('The user is gone');
		const later = org.clock.now() + 60_000;
		org.directory.users.put({ ...now, statusChanged: later });
		const released = (await release(world, user.id, report)).items[0]?.json;
		expect(stepsIn(released)).toEqual(
			including(like({ step: 'suspend', outcome: 'refused', why: matching(/again at/) })),
		);
		expect(org.directory.findUser(user.id)?.status).toBe('SUSPENDED');
	});

	test('says without a report what it would take, and takes none of anybody or anything else', async () => {
		const { world, org, user } = await suspicious();
		const [report] = putOutFor((await contain(world, [user.id])).items, 0);
		const before = factsOf(org);
		const without = (await release(world, user.id, undefined)).items[0]?.json;
		expect(without).toEqual(like({ complete: false }));
		expect(stepsIn(without)).toEqual([
			like({ step: 'suspend', outcome: 'refused', why: matching(/Report of Contain/) }),
			like({ step: 'quarantine', outcome: 'skipped', why: matching(/in its report/) }),
		]);
		const [, other] = twoUsers(org, 'ACTIVE');
		const ofOther = await release(world, other.id, report);
		expect(ofOther.items[0]?.json).toEqual(like({ error: matching(/about another user/) }));
		const { undoable: _, ...foreign } = report ?? {};
		const ofOffboard = await release(world, user.id, foreign);
		expect(ofOffboard.items[0]?.json).toEqual(like({ error: matching(/none of Contain/) }));
		expect(differenceOf(before, factsOf(org))).toEqual(nothing);
	});

	test('expires the password of who is suspended no more', async () => {
		const { world, org, user } = await suspicious();
		const [report] = putOutFor((await contain(world, [user.id])).items, 0);
		const options = { expirePassword: true };
		const released = (await release(world, user.id, report, { options })).items[0]?.json;
		expect(outcomesIn(released)).toEqual(like({ suspend: 'done', expirePassword: 'done' }));
		expect(org.directory.findUser(user.id)?.status).toBe('PASSWORD_EXPIRED');
		const again = (await release(world, user.id, report, { options })).items[0]?.json;
		expect(outcomesIn(again)).toEqual(like({ expirePassword: 'nothing to do' }));
	});
});
