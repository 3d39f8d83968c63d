import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isObject, isObjectList, text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import { bits } from '../org/directory/random';
import { isWhole } from '../walks/part';
import { Chooser } from './chooser';
import { differenceOf, type Facts, factsOf } from './facts';
import { office, oktaGroups } from './leavers';
import { managersOf, openOffice, setManager, troublesOf } from './offboarding';
import { byId, including, like, matching, twoUsers } from './scenarios';
import { not, textOf } from './scenarios/scenario';
import { apiPaths, apiRequests, closeWorlds, complaint, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./hastyClock'),
);

afterEach(closeWorlds);

const offboardSteps = [
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

const restoreSteps = ['account', 'groups', 'apps', 'linkedObjects', 'ownership', 'adminRoles'];

async function offboard(
	{ n8n, credential }: World,
	ids: readonly string[],
	{ steps = offboardSteps, options = {} }: { steps?: string[]; options?: INodeParameters } = {},
): Promise<IDataObject[]> {
	const { items } = await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'offboard',
			userId: byId('={{ $json.id }}'),
			steps,
			options,
		},
		credential,
		items: ids.map((id) => ({ id })),
	});
	return items.map(({ json }) => json);
}

async function restore(
	{ n8n, credential }: World,
	given: readonly IDataObject[],
	{
		steps = restoreSteps,
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
			operation: 'restore',
			snapshot: '={{ $json }}',
			restoreSteps: [...steps],
			options,
			safeguards,
		},
		credential,
		items: [...given],
		signal,
		...(patient && { settings: { onError: 'continueRegularOutput' } }),
	});
}

const stepsIn = (report: IDataObject | undefined) =>
	isObjectList(report?.['steps']) ? report['steps'] : [];

const outcomesIn = (report: IDataObject | undefined) =>
	Object.fromEntries(stepsIn(report).map(({ step, outcome }) => [text(step), outcome]));

const snapshotIn = (report: IDataObject | undefined): IDataObject => {
	const snapshot = report?.['snapshot'];
	if (!isObject(snapshot)) throw new Error('There is no snapshot in it');
	return snapshot;
};

const nothing = { added: [], removed: [], changed: [] };

/** The facts with the IDs of new accounts in place of those of erased ones, and without details that nobody keeps. */
function comparable(facts: Facts, renamed: ReadonlyMap<string, string>): Facts {
	const asBefore = (words: string) =>
		[...renamed].reduce((said, [before, now]) => said.replaceAll(now, before), words);
	return new Map(
		[...facts].map(([key, value]): [string, unknown] => {
			const said: unknown = JSON.parse(asBefore(JSON.stringify(value ?? null)));
			const scope = isObject(said) ? said['scope'] : undefined;
			return [asBefore(key), key.startsWith('assignment ') ? scope : said];
		}),
	);
}

/** What nobody can put back. */
const gone = /^(session|token|grant|factor|access code) /;

const troubles = ['refused', 'away', 'lost', 'stopped', 'nothing'] as const;

describe('a restoration of random people after a random offboarding', () => {
	const seeds = Array.from({ length: isWhole ? 150 : 15 }, (_, seed) => seed);

	test.each(seeds)('brings back all there was, and nobody else changed (%i)', async (seed) => {
		const choose = new Chooser(bits(seed, 33, 5));
		const { world, leavers } = await office(choose);
		const { org } = world;
		const { directory } = org;
		const steps = offboardSteps.filter((step) => step === 'snapshot' || !choose.once(4));
		const ids = leavers.map(({ id }) => id);
		const before = factsOf(org);
		const heir = org.users
			.list()
			.find(({ id, status }) => status === 'ACTIVE' && !ids.includes(id));
		const groupsByRule = choose.once(2) ? 'exception' : 'leave';
		const options = { newOwner: heir?.id ?? '', groupsByRule };
		let reports = await offboard(world, ids, { steps, options });
		// Access that groups give ends with a membership or an account, or not at all.
		const areComplete = reports.map((report) => report['complete']);
		const isErased = steps.includes('deactivate') && choose.once(3);
		if (isErased) {
			for (const { position } of leavers) {
				const now = directory.users.at(position);
				if (now) directory.erase(now);
			}
		}
		const isSnapshot = choose.once(3);
		if (isSnapshot) reports = reports.map(snapshotIn);
		const trouble = troubles[seed % troubles.length];
		const stop = new AbortController();
		const then = troublesOf(stop);
		const fault = trouble && then[trouble];
		if (fault) org.faults.add({ path: apiPaths, after: choose.number(60), times: 1, then: fault });

		await restore(world, reports, { signal: stop.signal });
		org.faults.clear();
		const { items } = await restore(world, reports);
		const restored = items.map(({ json }) => json);

		const about = { seed, steps, trouble, isErased, isSnapshot, areComplete, restored };
		expect(restored.map((report) => report['complete'])).toEqual(ids.map(() => true));
		const renamed = new Map(ids.map((id, index) => [id, text(restored[index]?.['userId'])]));
		const { added, removed, changed } = differenceOf(
			comparable(before, new Map()),
			comparable(factsOf(org), renamed),
		);
		const isOwners = (key: string) => isSnapshot && key.startsWith('owner ');
		// Which groups somebody owns is in the snapshot where they are to be handed over.
		const isUnknown = (key: string) =>
			isErased && !steps.includes('ownership') && key.startsWith('owner ');
		const isRules = (key: string) => isErased && /^(rule|member) /.test(key);
		expect({
			...about,
			added: added.filter((key) => !isOwners(key) && !isRules(key)),
			removed: removed.filter((key) => !gone.test(key) && !isUnknown(key)),
			changed: changed.filter((key) => !isRules(key) && !key.startsWith('user ')),
		}).toEqual({ ...about, ...nothing });
		// Who was deactivated has to set a password.
		for (const key of changed.filter((one) => one.startsWith('user '))) {
			const id = key.replace('user ', '');
			expect(ids).toContain(id);
			expect(directory.findUser(renamed.get(id) ?? '')?.status).toBe('PROVISIONED');
		}

		const again = await restore(world, reports);
		const outcomes = again.items.flatMap(({ json }) => stepsIn(json).map(({ outcome }) => outcome));
		expect([...new Set(outcomes)].filter((one) => one !== 'skipped')).toEqual(['nothing to do']);
		expect(org.users.list()).toHaveLength(20);
	});
});

/** Somebody with one of everything, who is offboarded then. */
async function offboarded({
	prepare = () => undefined,
	...how
}: { prepare?: (org: Org, id: string) => void } & Parameters<typeof offboard>[2] = {}) {
	const world = await openOffice({ org: { users: 30, groups: 7, apps: 5 } });
	const { org } = world;
	const [user, other] = twoUsers(org, 'ACTIVE');
	prepare(org, user.id);
	const before = factsOf(org);
	const [report = {}] = await offboard(world, [user.id], how);
	org.ledger.clear();
	return { world, org, user, other, before, report };
}

const roleOf = ({ directory }: Org, id: string, type: string) => {
	const role = directory.roles.of(id).find((one) => one.type === type);
	return role && { groups: [...role.targets.groups], apps: [...role.targets.apps] };
};

describe('restoring', () => {
	test('takes a snapshot or a report, as an object or as JSON, and says what is neither', async () => {
		const { world, report, user } = await offboarded();
		const run = async (snapshot: string) =>
			await world.n8n.run({
				parameters: {
					resource: 'user',
					operation: 'restore',
					snapshot,
					restoreSteps: ['account'],
					options: {},
				},
				credential: world.credential,
				items: [{}],
			});
		const snapshot = snapshotIn(report);
		for (const given of [report, snapshot]) {
			const { items } = await run(JSON.stringify(given));
			expect(items[0]?.json).toEqual(like({ userId: user.id, complete: true }));
		}
		world.org.ledger.clear();
		const { snapshot: _, ...bare } = report;
		const { groups: __, ...torn } = snapshot;
		const wrong: ReadonlyArray<[IDataObject | IDataObject[], RegExp]> = [
			[{}, /no snapshot/],
			[[snapshot], /no snapshot/],
			[bare, /no snapshot in it/],
			[torn, /"groups" is no list/],
			[{ ...snapshot, groups: ['x'] }, /"groups" is no list/],
			[{ ...snapshot, user: {} }, /whose it is/],
			[{ ...snapshot, version: 2 }, /later version/],
		];
		for (const [given, said] of wrong) {
			expect(complaint(await run(JSON.stringify(given)))).toMatch(said);
		}
		expect(complaint(await run('nonsense'))).toContain('not valid JSON');
		expect(apiRequests(world.org)).toEqual([]);
	});

	test('activates without an email unless asked for, and says that the password is gone', async () => {
		const { world, org, report } = await offboarded();
		const { items } = await restore(world, [report], { options: { sendEmail: true } });
		expect(stepsIn(items[0]?.json)).toEqual(
			including(
				like({ step: 'status', outcome: 'done' }),
				like({ step: 'password', outcome: 'skipped' }),
			),
		);
		const [activated] = apiRequests(org).filter(({ path }) => path.endsWith('/activate'));
		expect(activated?.query).toEqual({ sendEmail: 'true' });
	});

	test('makes an erased account anew, with the old profile and type', async () => {
		const { world, org, user, report } = await offboarded();
		const type = org.directory.schemas.types()[0];
		const now = org.directory.findUser(user.id);
		if (now) org.directory.erase(now);
		const { items } = await restore(world, [report]);
		const made = items[0]?.json;
		expect(made).toEqual(like({ complete: true, previousUserId: user.id }));
		expect(stepsIn(made)).toEqual(
			including(like({ step: 'account', outcome: 'done', why: matching(/erased/) })),
		);
		const account = org.directory.findUser(text(made?.['userId']));
		expect(account).toEqual(like({ typeId: type?.id, profile: like({ ...user.profile }) }));
	});

	test('takes nobody else for an erased user, whatever the login', async () => {
		const { world, org, user, report } = await offboarded();
		const now = org.directory.findUser(user.id);
		if (now) org.directory.erase(now);
		const position = org.directory.users.take();
		const id = org.directory.ids.of('00u', position);
		const profile = { ...user.profile, firstName: 'Another' };
		org.directory.users.put({ ...user, position, id, profile });
		const before = factsOf(org);
		const { items } = await restore(world, [report]);
		expect(items[0]?.json).toEqual(like({ userId: user.id, complete: false }));
		expect(stepsIn(items[0]?.json)).toEqual([
			like({ step: 'account', outcome: 'refused', why: matching(/has the login now/) }),
		]);
		expect(differenceOf(before, factsOf(org))).toEqual(nothing);
	});

	test('takes several users out of the exceptions of a rule, which is written once, before lists know of it', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const { org } = world;
		const users = twoUsers(org, 'ACTIVE');
		const [group] = oktaGroups(org);
		const [rule] = org.directory.rules.list();
		if (!group || !rule) throw new Error('The org lacks a rule');
		org.directory.rules.change(rule, {
			groupIds: [group.id],
			status: 'ACTIVE',
			excluded: ['00uElse'],
		});
		for (const { position } of users) group.members?.add(position);
		rule.added.set(group.id, new Set(users.map(({ position }) => position)));
		org.clock.advance(31_000);
		org.directory.searchIndex.lag = 30_000;
		const options = { groupsByRule: 'exception' };
		const reports = await offboard(
			world,
			users.map(({ id }) => id),
			{ options },
		);
		expect(rule.excluded).toHaveLength(3);
		org.ledger.clear();
		const { items } = await restore(world, reports);
		expect(items.map(({ json }) => json['complete'])).toEqual([true, true]);
		expect(rule).toEqual(like({ excluded: ['00uElse'], status: 'ACTIVE' }));
		for (const { position } of users) {
			expect(org.directory.isMember(group, position)).toBe(true);
		}
		const written = apiRequests(org).filter(
			({ method, path }) => method === 'PUT' && path.includes('/groups/rules/'),
		);
		expect(written).toHaveLength(1);
	});

	test('assigns apps with what their profiles held, and without what Okta takes from nobody', async () => {
		const { world, org, user, report } = await offboarded({
			prepare: ({ directory }, id) => {
				const found = directory.findUser(id);
				const app = directory.apps
					.list()
					.find((one) => 'licenceCount' in directory.schemas.appUserAttributes(one));
				if (!found || !app) throw new Error('The org lacks an app');
				app.direct.add(found.position);
				app.assignments.set(found.position, {
					created: 0,
					lastUpdated: 0,
					profile: { licenceCount: 3, nickName: 'Al' },
					userName: 'al',
				});
			},
		});
		const assigned = () =>
			org.directory.apps
				.list()
				.flatMap(({ assignments }) => assignments.get(user.position) ?? [])
				.find(({ userName }) => userName === 'al');
		expect(assigned()).toBeUndefined();
		for (const name of ['nickName', 'licenceCount']) {
			const isMapped = name === 'licenceCount';
			const [given = report] = isMapped ? await offboard(world, [user.id]) : [];
			const errorSummary = `Cannot modify the ${name} attribute because it has a field mapping`;
			const then = { status: 403, body: { errorCode: 'E0000075', errorSummary } };
			const path = /\/apps\/\w+\/users$/;
			if (isMapped) org.faults.add({ method: 'POST', path, times: 1, then });
			const { items } = await restore(world, [given]);
			expect(items[0]?.json).toEqual(like({ complete: true }));
			const profile = (isMapped ? not : like)({ licenceCount: 3 });
			expect(assigned()).toEqual(like({ profile, userName: 'al' }));
			expect(stepsIn(items[0]?.json)).toEqual(
				including(like({ step: 'apps', why: matching(new RegExp(`^Without ${name}\\.`)) })),
			);
		}
	});

	test('gives a role back with its limits, and none whose limits are gone', async () => {
		const { world, org, user, report } = await offboarded({
			prepare: (there, id) => {
				const [one, two] = oktaGroups(there);
				const app = there.directory.apps.list()[1];
				if (!one || !two || !app) throw new Error('The org lacks groups');
				const { roles } = there.directory;
				roles.deleteAll(id);
				const { groups } = roles.add(id, 'HELP_DESK_ADMIN', 0).targets;
				for (const group of [one, two]) groups.add(group.id);
				roles.add(id, 'USER_ADMIN', 0).targets.groups.add(one.id);
				const { apps } = roles.add(id, 'APP_ADMIN', 0).targets;
				for (const to of [app.id, app.name]) apps.add(to);
				roles.add(id, 'REPORT_ADMIN', 0);
			},
		});
		const [one, two] = oktaGroups(org);
		const app = org.directory.apps.list()[1];
		if (one) org.directory.deleteGroup(one);
		const { items } = await restore(world, [report]);
		expect(items[0]?.json).toEqual(like({ complete: true }));
		expect(roleOf(org, user.id, 'HELP_DESK_ADMIN')).toEqual(like({ groups: [two?.id] }));
		expect(roleOf(org, user.id, 'USER_ADMIN')).toBeUndefined();
		expect(roleOf(org, user.id, 'APP_ADMIN')?.apps.toSorted()).toEqual(
			[app?.id, app?.name].toSorted(),
		);
		expect(roleOf(org, user.id, 'REPORT_ADMIN')).toEqual({ groups: [], apps: [] });
		expect(stepsIn(items[0]?.json)).toEqual(
			including(
				like({ step: 'adminRoles', outcome: 'skipped', why: matching(/over everything/) }),
				like({ step: 'groups', outcome: 'skipped', why: 'The group is gone.' }),
			),
		);
	});

	test.each(['refused', 'stopped'] as const)(
		'leaves no role without its limit when the limit is %s',
		async (trouble) => {
			const { world, org, user, report } = await offboarded({
				prepare: (there, id) => {
					const [, two] = oktaGroups(there);
					there.directory.roles.deleteAll(id);
					there.directory.roles.add(id, 'HELP_DESK_ADMIN', 0).targets.groups.add(text(two?.id));
				},
			});
			const stop = new AbortController();
			const then =
				trouble === 'refused'
					? { status: 403, body: { errorCode: 'E0000006', errorSummary: 'No.' } }
					: { meanwhile: () => stop.abort() };
			const path = trouble === 'refused' ? /\/targets\// : /\/roles$/;
			org.faults.add({ method: trouble === 'refused' ? 'PUT' : 'POST', path, times: 1, then });
			await restore(world, [report], { signal: stop.signal });
			const role = roleOf(org, user.id, 'HELP_DESK_ADMIN');
			expect(role === undefined || role.groups.length === 1).toBe(true);
			const { items } = await restore(world, [report]);
			expect(items[0]?.json).toEqual(like({ complete: true }));
			expect(roleOf(org, user.id, 'HELP_DESK_ADMIN')?.groups).toHaveLength(1);
		},
	);

	test('gives reports back, but for those who have been given another manager since', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const { org } = world;
		const [boss, one, two, chief, stranger] = org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE');
		if (!boss || !one || !two || !chief || !stranger) throw new Error('The org lacks people');
		setManager(org, boss.id, chief.id);
		for (const { id } of [one, two]) setManager(org, id, boss.id);
		const [report = {}] = await offboard(world, [boss.id]);
		setManager(org, two.id, stranger.id);
		const { items } = await restore(world, [report]);
		expect(items[0]?.json).toEqual(like({ complete: true }));
		expect([boss, one, two].map(({ id }) => managersOf(org, id))).toEqual([
			[chief.id],
			[boss.id],
			[stranger.id],
		]);
		expect(stepsIn(items[0]?.json)).toEqual(
			including(
				like({ step: 'linkedObjects', outcome: 'skipped', why: matching(/somebody else/) }),
			),
		);
	});

	test('links people whose accounts were both made anew', async () => {
		const world = await openOffice({ org: { users: 30 } });
		const { org } = world;
		const [boss, report] = twoUsers(org, 'ACTIVE');
		setManager(org, report.id, boss.id);
		const reports = await offboard(world, [report.id, boss.id]);
		for (const { position } of [boss, report]) {
			const now = org.directory.users.at(position);
			if (now) org.directory.erase(now);
		}
		const { items } = await restore(world, reports);
		const [newReport, newBoss] = items.map(({ json }) => text(json['userId']));
		expect(items.map(({ json }) => json['complete'])).toEqual([true, true]);
		expect(managersOf(org, newReport ?? '')).toEqual([newBoss]);
	});

	test('says of a step without its scope that it is refused, and of a part the snapshot lacks that it is', async () => {
		const { world, org, report, user } = await offboarded();
		const app = await org.serviceApp({
			key: 'ES256',
			scopes: ['okta.users.manage', 'okta.groups.manage'],
		});
		const credential = await world.n8n.credential('oktaServiceAppApi', app.credential());
		const snapshot = {
			...snapshotIn(report),
			notRead: [{ part: 'groups', why: 'Okta does not allow this' }],
		};
		const { items } = await restore({ ...world, credential }, [snapshot]);
		expect(items[0]?.json).toEqual(like({ userId: user.id, complete: false }));
		expect(outcomesIn(items[0]?.json)).toEqual(
			like({ apps: 'refused', adminRoles: 'refused', groups: 'skipped', status: 'done' }),
		);
	});

	test('is planned without a write, also for an erased account', async () => {
		const { world, org, user, report } = await offboarded();
		for (const isErased of [false, true]) {
			const now = org.directory.findUser(user.id);
			if (isErased && now) org.directory.erase(now);
			const before = factsOf(org);
			const { items } = await restore(world, [report], { safeguards: { dryRun: true } });
			expect(items[0]?.json).toEqual(like({ dryRun: true, would: matching(/create|change/) }));
			const planned = items[0]?.json['requests'];
			const requests = (isObjectList(planned) ? planned : []).map(
				({ method, path }) => `${text(method)} ${text(path)}`,
			);
			expect(requests).toEqual(including(matching(/lifecycle\/activate/)));
			expect(differenceOf(before, factsOf(org))).toEqual(nothing);
		}
	});

	test('restores a user once who is given twice', async () => {
		const { world, org, report, user } = await offboarded();
		const { items } = await restore(world, [report, snapshotIn(report)]);
		expect(items.map(({ json }) => json['userId'])).toEqual([user.id, user.id]);
		expect(apiRequests(org).filter(({ path }) => path.endsWith('/activate'))).toHaveLength(1);
		expect(textOf(user.profile, 'login')).toBe(items[0]?.json['login']);
	});
});
