import { textOf } from './scenarios/scenario';
import { byId, like, mapped, matching, twoUsers } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

describe('User: Create or Update', () => {
	const upsert = async ({ n8n, credential }: World, parameters: object) =>
		await n8n.run({
			parameters: { resource: 'user', operation: 'upsert', ...parameters },
			credential,
			items: [{}],
		});

	test('sends nothing without a value to match by', async () => {
		const world = await openWorld();
		const profile = mapped(['login', 'string', '']);
		const outcome = await upsert(world, { profile });

		expect(complaint(outcome)).toContain('no value to match by: "login" is empty');
		expect(apiRequests(world.org)).toEqual([]);
	});

	test('changes nobody when several match', async () => {
		const world = await openWorld();
		const profile = mapped(['department', 'string', 'Sales'], ['city', 'string', 'Rome']);
		const matching = { matchBy: 'other', matchAttribute: 'department' };
		const outcome = await upsert(world, { profile, ...matching });

		expect(complaint(outcome)).toContain('Several users have "Sales" as department');
		expect(apiRequests(world.org).map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
	});
});

describe('User: Delete, permanently', () => {
	const erase = async ({ n8n, credential }: World, id: string) =>
		await n8n.run({
			parameters: { resource: 'user', operation: 'delete', userId: byId(id), permanently: true },
			credential,
		});
	const nothingDone = { status: 204, body: '' };

	test('deletes once more when the user is still there afterwards', async () => {
		const world = await openWorld();
		const [{ id }] = twoUsers(world.org, 'ACTIVE');
		world.org.faults.add({
			method: 'DELETE',
			path: `/api/v1/users/${id}`,
			times: 1,
			then: nothingDone,
		});
		const { items, error } = await erase(world, id);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([like({ deleted: true, userId: id })]);
		expect(world.org.directory.findUser(id)).toBeUndefined();
	});

	test('does not say so while the user is there', async () => {
		const world = await openWorld();
		const [{ id }] = twoUsers(world.org, 'ACTIVE');
		world.org.faults.add({ method: 'DELETE', path: `/api/v1/users/${id}`, then: nothingDone });
		const outcome = await erase(world, id);

		expect(complaint(outcome)).toMatch(
			/^Okta has not erased the user\nBefore that was done: the user was deactivated/,
		);
		expect(world.org.directory.findUser(id)?.status).toBe('DEPROVISIONED');
	});
});

describe('lists to choose from', () => {
	const open = async () => {
		const scopes = ['users', 'linkedObjects', 'authenticators'].map((name) => `okta.${name}.read`);
		const world = await openWorld({ app: { scopes } });
		const { n8n, credential } = world;
		const choose = async (method: string, parameters = {}, filter?: string) => {
			const query = { method, parameters: { resource: 'factor', ...parameters }, credential };
			return (await n8n.listSearch({ ...query, filter })).results;
		};
		return { ...world, choose };
	};

	test("factors are those of the form's user, given by ID or login", async () => {
		const { org, choose } = await open();
		const user = twoUsers(org, 'ACTIVE').find((one) => org.directory.factorsOf(one).length > 1);
		if (user === undefined) throw new Error('The org has no user with factors');
		const ids = org.directory.factorsOf(user).map(({ id }) => id);

		const found = await choose('searchFactors', { userId: byId(user.id) });
		expect(found.map(({ value }) => value)).toEqual(ids);
		const login = { __rl: true, mode: 'login', value: textOf(user.profile, 'login') };
		const emails = await choose('searchFactors', { userId: login }, 'EMAIL');
		expect(emails).toHaveLength(1);
	});

	test('relationships are found by either side, or by the primary one', async () => {
		const { org, choose } = await open();
		const end = (name: string, title: string) =>
			({ name, title, description: '', type: 'USER' }) as const;
		org.directory.links.define({
			primary: end('manager', 'Manager'),
			associated: end('subordinate', 'Subordinate'),
		});

		const both = await choose('searchRelationships');
		expect(both.map(({ value }) => value)).toEqual(['manager', 'subordinate']);
		expect(await choose('searchPrimaryRelationships')).toEqual([
			{ name: 'Manager (manager)', value: 'manager' },
		]);
		expect(await choose('searchRelationships', {}, 'sub')).toEqual([
			like({ value: 'subordinate' }),
		]);
	});

	test('authenticators are those that make access codes', async () => {
		const { choose } = await open();
		expect(await choose('searchTacAuthenticators')).toEqual([
			like({ name: 'Temporary Access Code' }),
		]);
	});

	test('user types are not needed by a credential that may not read them', async () => {
		const { n8n, credential } = await openWorld({ app: { scopes: ['okta.users.manage'] } });
		const parameters = { resource: 'user', operation: 'create' };
		const types = await n8n.loadOptions({ method: 'getUserTypes', parameters, credential });
		expect(types).toEqual([like({ name: matching(/okta\.userTypes\.read/), value: '' })]);
	});

	test('user types begin with the default one, and decide the attributes', async () => {
		const { n8n, org, credential } = await openWorld();
		const parameters = { resource: 'user', operation: 'create' };
		const types = await n8n.loadOptions({ method: 'getUserTypes', parameters, credential });
		const contractor = org.directory.schemas.types().find(({ isDefault }) => !isDefault);
		expect(types).toEqual([
			{ name: 'Default', value: '' },
			{ name: 'Contractor', value: contractor?.id },
		]);

		const idsOf = async (userTypeId: string) => {
			const method = 'getNewUserAttributes';
			const form = {
				method,
				parameters: { ...parameters, options: { userTypeId } },
				credential,
			};
			return (await n8n.resourceMapperFields(form)).fields.map(({ id }) => id);
		};
		expect(await idsOf(contractor?.id ?? '')).toContain('agency');
		for (const undecided of ['', '={{ $json.type }}']) {
			expect(await idsOf(undecided)).toEqual(expect.arrayContaining(['badgeNumber']));
		}
	});
});
