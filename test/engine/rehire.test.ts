import type { INodeParameters } from 'n8n-workflow';

import { byId, including, like, mapped, twoUsers } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';

afterEach(closeWorlds);

const leaver = ({ org }: World) => twoUsers(org, 'DEPROVISIONED')[0];

type Fill = (values: { id: string; login: string; city: string }) => INodeParameters;

const all = (login: string, city: string) =>
	mapped(
		['login', 'string', login],
		['email', 'string', login],
		['firstName', 'string', 'Back'],
		['lastName', 'string', 'Again'],
		['city', 'string', city],
	);

/** Every way to change a profile that may be that of somebody who has left. */
const ways: ReadonlyArray<readonly [string, Fill, (ifDeactivated: string) => INodeParameters]> = [
	[
		'upsert',
		({ login, city }) => ({
			profile: mapped(['login', 'string', login], ['city', 'string', city]),
		}),
		(ifDeactivated) => ({ ifDeactivated }),
	],
	[
		'create',
		({ login, city }) => ({ profile: all(login, city), ifExists: 'update' }),
		(ifDeactivated) => ({ ifDeactivated }),
	],
	[
		'update',
		({ id, city }) => ({ userId: byId(id), profile: mapped(['city', 'string', city]) }),
		(ifDeactivated) => ({ options: { ifDeactivated } }),
	],
	[
		'replace',
		({ id, login, city }) => ({ userId: byId(id), profile: all(login, city) }),
		(ifDeactivated) => ({ options: { ifDeactivated } }),
	],
];

describe.each(ways)('User: %s of somebody who is deactivated', (operation, fill, choose) => {
	const run = async (world: World, city: string, choice?: string) => {
		const { id, profile } = leaver(world);
		const filled = fill({ id, login: textOf(profile, 'login'), city });
		const parameters = {
			resource: 'user',
			operation,
			output: 'everything',
			...filled,
			...(choice !== undefined && choose(choice)),
		};
		return await world.n8n.run({ parameters, credential: world.credential, items: [{}] });
	};
	const writes = ({ org }: World) =>
		apiRequests(org)
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path }) => `${method} ${path.replace(/^.*\/users/, '')}`);

	test.each([undefined, 'leave'])('leaves them and says so (%s)', async (choice) => {
		const world = await openWorld();
		const { id, profile } = leaver(world);
		const { items, error } = await run(world, 'Lyon', choice);

		expect(error).toBeUndefined();
		expect(putOutFor(items, 0)).toEqual([
			like({
				id,
				status: 'DEPROVISIONED',
				outcome: 'leftDeactivated',
				notTaken: including('city'),
			}),
		]);
		expect(world.org.directory.findUser(id)).toMatchObject({ status: 'DEPROVISIONED', profile });
	});

	test('reactivates and then changes them, without an email', async () => {
		const world = await openWorld();
		const { id } = leaver(world);
		const { items, error } = await run(world, 'Lyon', 'reactivate');

		expect(error).toBeUndefined();
		const [row] = putOutFor(items, 0);
		expect(row).toEqual(like({ id, outcome: 'reactivated', profile: like({ city: 'Lyon' }) }));
		expect(row).not.toHaveProperty('notTaken');
		expect(JSON.stringify(row)).not.toMatch(/activationToken|activationUrl/);
		expect(['ACTIVE', 'PROVISIONED']).toContain(world.org.directory.findUser(id)?.status);
		expect(writes(world)[0]).toBe(`POST /${id}/lifecycle/activate`);
		const activation = apiRequests(world.org).find(({ path }) => path.endsWith('/activate'));
		expect(activation?.query).toEqual({ sendEmail: 'false' });
	});

	test('refuses before anything is sent that changes them', async () => {
		const world = await openWorld();
		const outcome = await run(world, 'Lyon', 'refuse');

		expect(complaint(outcome)).toMatch(/^The user \S+ is deactivated\nNothing was changed\./);
		expect(writes(world)).toEqual([]);
	});

	test('says that they are active by now if the change fails', async () => {
		const world = await openWorld();
		const { id } = leaver(world);
		const path = `/api/v1/users/${id}`;
		for (const method of ['POST', 'PUT']) {
			world.org.faults.add({ method, path, then: { status: 403, body: {} } });
		}
		const outcome = await run(world, 'Lyon', 'reactivate');

		expect(complaint(outcome)).toContain('Before that was done: the user was activated.');
	});
});

test('somebody who comes back as they were is reactivated all the same', async () => {
	const world = await openWorld();
	const { id, profile } = leaver(world);
	const { items } = await world.n8n.run({
		parameters: {
			resource: 'user',
			operation: 'upsert',
			profile: mapped(['login', 'string', textOf(profile, 'login')]),
			ifDeactivated: 'reactivate',
			emailReactivated: true,
		},
		credential: world.credential,
	});

	expect(putOutFor(items, 0)).toEqual([like({ id, outcome: 'reactivated' })]);
	expect(apiRequests(world.org).map(({ method, query }) => [method, query])).toEqual([
		['GET', {}],
		['POST', { sendEmail: 'true' }],
		['GET', {}],
	]);
});
