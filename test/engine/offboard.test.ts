import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isObjectList, text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import type { User } from '../org/directory/model';
import { bits } from '../org/directory/random';
import { isWhole } from '../walks/part';
import { Chooser } from './chooser';
import { differenceOf, factsOf } from './facts';
import { office, oktaGroups } from './leavers';
import { managersOf, openOffice, setManager, troublesOf } from './offboarding';
import { byId, including, like, matching, twoUsers } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiPaths, apiRequests, closeWorlds, complaint, putOutFor, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./hastyClock'),
);

afterEach(closeWorlds);

const all = [
	'snapshot',
	'suspend',
	'sessions',
	'grants',
	'adminRoles',
	'factors',
	'apps',
	'groups',
	'linkedObjects',
	'ownership',
	'deactivate',
];

async function offboard(
	{ n8n, credential }: World,
	ids: readonly string[],
	{
		steps = all,
		options = {},
		safeguards = {},
		signal,
		patient = true,
	}: {
		steps?: readonly string[];
		options?: INodeParameters;
		safeguards?: INodeParameters;
		signal?: AbortSignal;
		patient?: boolean;
	} = {},
) {
	return await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'offboard',
			userId: byId('={{ $json.id }}'),
			steps: [...steps],
			options,
			safeguards,
		},
		credential,
		items: ids.map((id) => ({ id })),
		signal,
		...(patient && { settings: { onError: 'continueRegularOutput' } }),
	});
}

const stepsIn = (report: IDataObject | undefined) =>
	isObjectList(report?.['steps']) ? report['steps'] : [];

const outcomesIn = (report: IDataObject | undefined) =>
	Object.fromEntries(stepsIn(report).map(({ step, outcome }) => [text(step), outcome]));

/** What the ticks name and is still there. */
function leftOf({ directory }: Org, { id, position }: User, steps: readonly string[]): string[] {
	const has = (step: string, isThere: boolean) => (steps.includes(step) && isThere ? [step] : []);
	const [definition] = directory.links.definitions();
	const links = (name: string) => (definition ? directory.links.ends(definition, name, id) : []);
	const now = directory.users.at(position);
	const byRule = (groupId: string) =>
		directory.rules
			.list()
			.some(
				(rule) =>
					rule.status === 'ACTIVE' &&
					rule.groupIds.includes(groupId) &&
					!rule.excluded.includes(id),
			);
	return [
		...has('suspend', now?.status === 'ACTIVE'),
		...has('sessions', directory.signedIn.has(id)),
		...has(
			'sessions',
			directory.refreshTokens.list().some(({ userId }) => userId === id),
		),
		...has('grants', directory.grants.of(id).length > 0),
		...has('adminRoles', directory.roles.of(id).length > 0),
		...has('factors', now !== undefined && directory.factorsOf(now).length > 0),
		...has(
			'apps',
			directory.apps.list().some(({ direct }) => direct.has(position)),
		),
		...has(
			'groups',
			oktaGroups({ directory }).some(
				(group) => !byRule(group.id) && directory.isMember(group, position),
			),
		),
		...has('linkedObjects', links('manager').length + links('subordinate').length > 0),
		...has(
			'ownership',
			directory.groups.list().some(({ owners }) => owners.has(id)),
		),
		...has('deactivate', now?.status !== 'DEPROVISIONED'),
	];
}

/** What goes wrong once, at whatever request. */
const troubles = ['refused', 'away', 'lost', 'stopped', 'nothing'] as const;

describe('an offboarding of random people with random ticks', () => {
	const seeds = Array.from({ length: isWhole ? 150 : 12 }, (_, seed) => seed);

	test.each(seeds)('leaves nothing the ticks name, and nobody else changed (%i)', async (seed) => {
		const choose = new Chooser(bits(seed, 16, 5));
		const { world, leavers } = await office(choose);
		const { org } = world;
		const steps = all.filter((step) => step === 'snapshot' || !choose.once(4));
		// What groups give ends with the membership or the account, and not otherwise.
		const isGiven = steps.includes('groups') || steps.includes('deactivate');
		if (!isGiven) for (const app of org.directory.apps.list()) app.groups.clear();
		const ids = leavers.map(({ id }) => id);
		const before = factsOf(org);
		const trouble = troubles[seed % troubles.length];
		const stop = new AbortController();
		const then = troublesOf(stop);
		const fault = trouble && then[trouble];
		if (fault) org.faults.add({ path: apiPaths, after: choose.number(60), times: 1, then: fault });
		// Whoever would take over groups is there, whatever else.
		const heir = org.users
			.list()
			.find(({ id, status }) => status === 'ACTIVE' && !ids.includes(id));
		const options = { newOwner: heir?.id ?? '' };

		await offboard(world, ids, { steps, options, signal: stop.signal });
		let reports: IDataObject[] = [];
		for (let run = 0; run < 3; run++) {
			const { items } = await offboard(world, ids, { steps, options });
			reports = items.map(({ json }) => json);
			if (reports.every((report) => report['complete'] === true)) break;
		}

		expect(reports).toEqual(ids.map((userId) => like({ userId, complete: true })));
		const left = leavers.map((user) => leftOf(org, user, steps));
		expect({ seed, steps, reports, left }).toEqual({
			seed,
			steps,
			reports,
			left: ids.map(() => []),
		});
		const { added, removed, changed } = differenceOf(before, factsOf(org));
		const isOthers = (key: string) => !ids.some((id) => key.includes(id));
		const isHandedOver = (key: string) =>
			(steps.includes('linkedObjects') && key.startsWith('link ')) ||
			(steps.includes('ownership') && key.startsWith('owner ')) ||
			// A rule that is off keeps whom it had added out from then on.
			key.startsWith('rule ');
		const others = [...added, ...removed, ...changed].filter(isOthers);
		expect(others.filter((key) => !isHandedOver(key))).toEqual([]);
		for (const key of others.filter((one) => one.startsWith('link '))) {
			expect(ids).toContain(before.get(key));
		}
	});
});

describe('offboarding', () => {
	test('is done twice, and there is nothing to do the second time', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const [user, manager] = twoUsers(world.org, 'ACTIVE');
		setManager(world.org, user.id, manager.id);
		world.org.directory.signedIn.add(user.id);
		const [first] = putOutFor((await offboard(world, [user.id])).items, 0);
		expect(first).toEqual(like({ complete: true, userId: user.id }));
		expect(outcomesIn(first)).toEqual(
			like({ suspend: 'done', sessions: 'done', deactivate: 'done', linkedObjects: 'done' }),
		);

		const before = factsOf(world.org);
		const earlierReport = JSON.stringify(first);
		const again = await offboard(world, [user.id], { options: { earlierReport } });
		const [second] = putOutFor(again.items, 0);
		expect(second).toEqual(like({ complete: true, snapshot: first?.['snapshot'] }));
		const outcomes = stepsIn(second).map(({ outcome }) => text(outcome));
		expect([...new Set(outcomes)].filter((one) => one !== 'skipped')).toEqual(['nothing to do']);
		expect(differenceOf(before, factsOf(world.org))).toEqual({
			added: [],
			removed: [],
			changed: [],
		});
	});

	test('ends the access of all before anything else happens to any', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const ids = twoUsers(world.org, 'ACTIVE').map(({ id }) => id);
		await offboard(world, ids);
		const writes = apiRequests(world.org).filter(({ method }) => method !== 'GET');
		const ending = writes.map(({ path }) => /\/(lifecycle\/suspend|sessions)$/.test(path));

		expect(ending.slice(0, 4)).toEqual([true, true, true, true]);
		expect(ending.slice(4)).not.toContain(true);
	});

	test('hands reports to the own manager of whoever leaves, and past whoever leaves as well', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const { org } = world;
		const [report, boss, head, chief] = org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE');
		if (!report || !boss || !head || !chief) throw new Error('The org lacks people');
		setManager(org, report.id, boss.id);
		setManager(org, boss.id, head.id);
		setManager(org, head.id, chief.id);
		const { items } = await offboard(world, [boss.id, head.id]);

		expect(items.map(({ json }) => json['complete'])).toEqual([true, true]);
		expect(managersOf(org, report.id)).toEqual([chief.id]);
		for (const { id } of [boss, head]) expect(managersOf(org, id)).toEqual([]);
	});

	test('takes a new manager by login', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const { org } = world;
		const [report, boss, other] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		if (!report || !boss || !other) throw new Error('The org lacks people');
		setManager(org, report.id, boss.id);
		await offboard(world, [boss.id], {
			options: { newManager: textOf(other.profile, 'login') },
		});
		expect(managersOf(org, report.id)).toEqual([other.id]);
	});

	test('leaves groups by rule and lists them, or makes an exception of the rule', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const { org } = world;
		const [user, other] = twoUsers(org, 'ACTIVE');
		const [group] = oktaGroups(org);
		const [rule] = org.directory.rules.list();
		if (!group || !rule) throw new Error('The org lacks a rule');
		org.directory.rules.change(rule, { groupIds: [group.id], status: 'ACTIVE' });
		for (const { position } of [user, other]) {
			group.members?.add(position);
			rule.added.set(group.id, new Set([user.position, other.position]));
		}
		const left = putOutFor((await offboard(world, [user.id])).items, 0)[0];
		expect(stepsIn(left)).toEqual(
			including(
				like({
					step: 'groups',
					outcome: 'skipped',
					what: matching(new RegExp(group.id)),
					why: matching(new RegExp(rule.name)),
				}),
			),
		);
		expect(org.directory.isMember(group, user.position)).toBe(true);

		await offboard(world, [other.id], { options: { groupsByRule: 'exception' } });
		expect(org.directory.isMember(group, other.position)).toBe(false);
		expect(rule.excluded).toContain(other.id);
	});

	test('goes on after a step that is refused, and says which and why', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const [user] = twoUsers(world.org, 'ACTIVE');
		world.org.directory.roles.add(user.id, 'REPORT_ADMIN', 0);
		world.org.faults.add({
			method: 'DELETE',
			path: /\/roles\//,
			then: { status: 403, body: { errorCode: 'E0000006', errorSummary: 'No.' } },
		});
		const [report] = putOutFor((await offboard(world, [user.id])).items, 0);

		expect(report).toEqual(like({ complete: false }));
		expect(outcomesIn(report)).toEqual(like({ adminRoles: 'refused', deactivate: 'done' }));
		expect(world.org.directory.findUser(user.id)?.status).toBe('DEPROVISIONED');
	});

	test('says of a step without its scope that it is refused, and sends nothing for it', async () => {
		const world = await openOffice({
			org: { users: 30 },
			app: { scopes: ['okta.users.manage', 'okta.groups.manage'] },
		});
		const [user] = twoUsers(world.org, 'ACTIVE');
		const steps = ['suspend', 'sessions', 'adminRoles', 'apps', 'groups', 'deactivate'];
		const [report] = putOutFor((await offboard(world, [user.id], { steps })).items, 0);

		expect(outcomesIn(report)).toEqual(
			like({ adminRoles: 'refused', apps: 'refused', deactivate: 'done' }),
		);
		expect(JSON.stringify(stepsIn(report))).toContain('lacks the scope okta.roles.manage');
		expect(apiRequests(world.org).filter(({ path }) => /roles|apps/.test(path))).toEqual([]);
	});

	test.each([
		['where the org has it', undefined, 'done'],
		['and skips it where the org lacks it', 'E0000015', 'skipped'],
		['and says when it is refused', 'E0000006', 'refused'],
	])('logs out of everything %s', async (_, errorCode, outcome) => {
		const world = await openOffice({ org: { users: 30 } });
		const [user] = twoUsers(world.org, 'ACTIVE');
		world.org.directory.signedIn.add(user.id);
		const path = '/oauth2/v1/global-token-revocation';
		const status = errorCode === 'E0000015' ? 401 : 403;
		if (errorCode !== undefined) {
			world.org.faults.add({ path, then: { status, body: { errorCode, errorSummary: 'No.' } } });
		}
		const steps = ['universalLogout'];
		const [report] = putOutFor((await offboard(world, [user.id], { steps })).items, 0);

		expect(outcomesIn(report)).toEqual({ universalLogout: outcome });
		expect(report).toEqual(like({ complete: outcome !== 'refused' }));
		expect(world.org.directory.signedIn.has(user.id)).toBe(outcome !== 'done');
	});

	test('has a user who is named twice leave once, and puts out an item for each', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const [user] = twoUsers(world.org, 'ACTIVE');
		const { items } = await offboard(world, [user.id, user.id]);

		expect([0, 1].map((item) => putOutFor(items, item))).toEqual([
			[like({ userId: user.id, complete: true })],
			[like({ userId: user.id, complete: true })],
		]);
		const ended = apiRequests(world.org).filter(({ path }) => path.endsWith('/sessions'));
		expect(ended).toHaveLength(1);
	});

	test('says that Okta still shows what it said it had taken away', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const [user] = twoUsers(world.org, 'ACTIVE');
		const [group] = oktaGroups(world.org);
		group?.members?.add(user.position);
		const path = `/api/v1/groups/${String(group?.id)}/users/${user.id}`;
		world.org.faults.add({ method: 'DELETE', path, then: { status: 204, body: '' } });
		const steps = ['snapshot', 'groups'];
		const [report] = putOutFor((await offboard(world, [user.id], { steps })).items, 0);

		expect(report).toEqual(like({ complete: false }));
		expect(stepsIn(report)).toEqual(
			including(like({ step: 'groups', outcome: 'unknown', why: matching(/still shows/) })),
		);
	});

	test('erases an account only by the report of a run that is old enough', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const [user, other] = twoUsers(world.org, 'ACTIVE');
		const [first] = putOutFor((await offboard(world, [user.id])).items, 0);
		const erase = async (id: string, options: INodeParameters) =>
			(await offboard(world, [id], { steps: ['erase'], options })).items[0]?.json;
		const earlierReport = JSON.stringify(first);

		expect(outcomesIn(await erase(user.id, {}))).toEqual({ erase: 'skipped' });
		expect(outcomesIn(await erase(user.id, { earlierReport }))).toEqual({ erase: 'skipped' });
		expect(await erase(other.id, { earlierReport, eraseAfterDays: 0 })).toEqual(
			like({ error: matching(/about another user/) }),
		);
		expect(world.org.directory.findUser(other.id)?.status).toBe('ACTIVE');
		const due = { earlierReport, eraseAfterDays: 0 };
		expect(await erase(user.id, due)).toEqual(
			like({ complete: true, snapshot: first?.['snapshot'] }),
		);
		expect(world.org.directory.findUser(user.id)).toBeUndefined();
		expect(outcomesIn(await erase(user.id, due))).toEqual({ erase: 'nothing to do' });
	});

	test('is planned without a write, and stops before too many', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const ids = twoUsers(world.org, 'ACTIVE').map(({ id }) => id);
		const before = factsOf(world.org);
		const planned = await offboard(world, ids, { safeguards: { dryRun: true } });
		expect(planned.items.map(({ json }) => json)).toEqual(
			ids.map(() => like({ dryRun: true, would: matching(/remove|change/) })),
		);
		expect(differenceOf(before, factsOf(world.org))).toEqual({
			added: [],
			removed: [],
			changed: [],
		});

		const stopped = await offboard(world, ids, { safeguards: { stopBefore: 1 }, patient: false });
		expect(complaint(stopped)).toContain('stopped before it changed more than 1 item');
		const deactivated = ids.filter(
			(id) => world.org.directory.findUser(id)?.status === 'DEPROVISIONED',
		);
		expect(deactivated).toEqual([]);
	});

	test('takes so many requests: eight reads, two for each relationship, and one to look again', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const { org } = world;
		const [user] = twoUsers(org, 'ACTIVE');
		org.directory.roles.deleteAll(user.id);
		org.directory.roles.add(user.id, 'HELP_DESK_ADMIN', 0);
		const steps = all.filter((step) => step !== 'ownership');
		const before = factsOf(org);
		await offboard(world, [user.id], { steps });
		const requests = apiRequests(org);
		const reads = requests.filter(({ method }) => method === 'GET').map(({ path }) => path);
		const writes = requests.filter(({ method }) => method !== 'GET');
		const lists = new Set(
			writes.map(({ path }) => (/(groups|apps|roles|factors|grants)/.exec(path) ?? ['user'])[0]),
		);
		const shared = ['/api/v1/groups/rules', '/api/v1/meta/schemas/user/linkedObjects'];
		const own = reads.filter((path) => !shared.includes(path));

		expect(reads.length - own.length).toBe(shared.length);
		expect(own.length).toBeLessThanOrEqual(8 + 2 + 1 + lists.size + 1);
		const gone = differenceOf(before, factsOf(org)).removed.length;
		expect(writes.length).toBeLessThanOrEqual(gone + 3);
	});
});
