import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { connect, node, OKTA } from './harness';
import { like, twoUsers } from './scenarios';
import { textOf, two } from './scenarios/scenario';
import { apiRequests, closeWorlds, openWorld, theEngine } from './world';

const createUser: INodeParameters = { resource: 'user', operation: 'create' };

afterEach(closeWorlds);

describe('lists to choose from', () => {
	const search = async (method: string, filter?: string) => {
		const world = await openWorld();
		const { n8n, credential } = world;
		const parameters = { resource: 'group', operation: 'addMember' };
		const query = { method, parameters, credential };
		return { ...world, query, found: await n8n.listSearch({ ...query, filter }) };
	};

	test('users come page by page', async () => {
		const { n8n, query, found, org } = await search('searchUsers');
		const next = await n8n.listSearch({ ...query, paginationToken: String(found.paginationToken) });

		const ids = [...found.results, ...next.results].map(({ value }) => value);
		expect(new Set(ids).size).toBe(100);
		expect(org.users.list().map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
		expect(org.ledger.tokenExchanges()).toHaveLength(1);
	});

	test('users are found by name, quotes and all', async () => {
		const { n8n, query, org } = await search('searchUsers');
		const [{ id, profile }] = twoUsers(org, 'ACTIVE');
		const filter = `${textOf(profile, 'firstName')} ${textOf(profile, 'lastName')}`;
		const { results } = await n8n.listSearch({ ...query, filter });
		expect(results.map(({ value }) => value)).toContain(id);

		expect(await n8n.listSearch({ ...query, filter: 'x" or id pr or "' })).toMatchObject({
			results: [],
		});
	});

	test('groups are found by name', async () => {
		const { found } = await search('searchGroups', 'Eng');
		expect(found.results).toEqual([like({ name: 'Engineering' })]);
	});

	test('apps are found by label', async () => {
		const { found } = await search('searchApps', 'Sla');
		expect(found.results).toEqual([like({ name: 'Slack' })]);
	});

	test('group rules are found by name', async () => {
		const { found } = await search('searchGroupRules', 'sales');
		expect(found.results).toEqual([like({ name: 'Everybody in Sales (inactive)' })]);
	});

	test('owners to be are users or groups, as chosen', async () => {
		const { n8n, credential, org } = await search('searchGroups');
		const parameters = { resource: 'group', operation: 'addOwner', ownerType: 'GROUP' };
		const method = 'searchNewOwners';
		const groups = await n8n.listSearch({ method, parameters, credential, filter: 'Eng' });
		expect(groups.results).toEqual([like({ name: 'Engineering' })]);

		const { results } = await n8n.listSearch({
			method,
			parameters: { ...parameters, ownerType: 'USER' },
			credential,
		});
		expect(org.users.list().map(({ id }) => id)).toEqual(
			expect.arrayContaining(results.map(({ value }) => value)),
		);
	});

	test.each([
		['id', ({ id }: { id: string }) => id],
		['name', ({ profile }: { profile: object }) => textOf(profile, 'name')],
	])('owners are those of the group, given by %s', async (mode, value) => {
		const { n8n, credential, org } = await openWorld();
		const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		const [user] = org.users.list();
		if (!group || !user) throw new Error('The org is empty');
		group.owners.set(user.id, { type: 'USER', lastUpdated: group.created });
		const parameters = {
			resource: 'group',
			operation: 'removeOwner',
			groupId: { __rl: true, mode, value: value(group) },
		};
		const query = { method: 'searchOwners', parameters, credential };
		const { results } = await n8n.listSearch(query);
		expect(results.map((result) => result.value)).toEqual([user.id]);

		const nobody = await n8n.listSearch({ ...query, filter: 'nobody is called this' });
		expect(nobody.results).toEqual([]);
	});

	test('owners wait for the group to be chosen', async () => {
		const { n8n, credential } = await openWorld();
		const parameters = { resource: 'group', operation: 'removeOwner' };
		const query = { method: 'searchOwners', parameters, credential };
		await expect(n8n.listSearch(query)).rejects.toThrow('Nothing to list yet');
	});

	test('a refusal is told in the list', async () => {
		const { n8n, credential } = await openWorld({ app: { scopes: ['okta.logs.read'] } });
		const query = { method: 'searchUsers', parameters: createUser, credential };
		await expect(n8n.listSearch(query)).rejects.toThrow(/lacks the scope okta\.users\.read/);
	});
});

describe('profile fields', () => {
	test("are the attributes of the org's own schema", async () => {
		const { n8n, credential } = await openWorld();
		const { fields } = await n8n.resourceMapperFields({
			method: 'getNewUserAttributes',
			parameters: createUser,
			credential,
		});
		const required = fields.filter((field) => field.required).map(({ id }) => id);
		expect(required.toSorted()).toEqual(['email', 'firstName', 'lastName', 'login']);
		expect(fields).toEqual(
			expect.arrayContaining([
				like({ id: 'badgeNumber', type: 'number' }),
				like({ id: 'contractor', type: 'boolean' }),
				like({ id: 'skills', type: 'array' }),
				like({ id: 'shirtSize', type: 'options' }),
			]),
		);
	});

	test('take incoming columns of the same name', async () => {
		const { n8n, org, credential } = await openWorld();
		const query = { method: 'getNewUserAttributes', parameters: createUser, credential };
		const { fields } = await n8n.resourceMapperFields(query);
		const row = {
			login: 'grace@acme.example',
			email: 'grace@acme.example',
			firstName: 'Grace',
			lastName: 'Hopper',
			badgeNumber: 9,
			rowNumber: 3,
		};
		const profile = { mappingMode: 'autoMapInputData', value: null, schema: mapperSchema(fields) };
		const { items } = await n8n.run({
			parameters: { ...createUser, profile },
			credential,
			items: [row],
		});

		expect(items).toHaveLength(1);
		const { rowNumber, ...attributes } = row;
		expect(apiRequests(org).at(-1)?.body).toEqual({ profile: attributes });
		expect(rowNumber).toBe(3);
	});

	test("of groups are those of the org's group schema", async () => {
		const { n8n, credential } = await openWorld();
		const parameters = { resource: 'group', operation: 'create' };
		const query = { method: 'getNewGroupAttributes', parameters, credential };
		const { fields } = await n8n.resourceMapperFields(query);
		expect(fields.map(({ id, required, type }) => [id, required, type])).toEqual([
			['name', true, 'string'],
			['description', false, 'string'],
			['owningTeam', false, 'string'],
			['reviewDays', false, 'number'],
		]);

		const changes = { ...query, method: 'getGroupAttributesToUpdate' };
		const { fields: changeable } = await n8n.resourceMapperFields(changes);
		expect(changeable.filter(({ required }) => required)).toEqual([]);
		expect(changeable).toHaveLength(4);

		const options = await n8n.loadOptions({ ...query, method: 'getGroupAttributes' });
		expect(options.map(({ value }) => value)).toEqual(['reviewDays', 'description', 'owningTeam']);
	});

	test('of an account in an app are those of the app, named by label', async () => {
		const { n8n, credential } = await openWorld();
		const parameters = {
			resource: 'application',
			operation: 'assignUser',
			setAppProfile: true,
			appId: { __rl: true, mode: 'name', value: 'Slack' },
		};
		const query = { method: 'getAppUserAttributesToSet', parameters, credential };
		const { fields } = await n8n.resourceMapperFields(query);
		expect(fields).toEqual(
			expect.arrayContaining([
				like({ id: 'role', type: 'options', required: false }),
				like({ id: 'licenceCount', type: 'number', required: false }),
			]),
		);
		expect(fields.map(({ id }) => id)).not.toContain('userName');

		const options = await n8n.loadOptions({ ...query, method: 'getAppUserAttributes' });
		expect(options.map(({ value }) => value)).toContain('role');

		const noApp = { ...query, parameters: { ...parameters, appId: '={{ $json.appId }}' } };
		expect(await n8n.resourceMapperFields(noApp)).toEqual({
			fields: [],
			emptyFieldsNotice: 'Choose the application first to see its attributes.',
		});
	});

	test('that can be emptied are listed', async () => {
		const { n8n, credential } = await openWorld();
		const parameters = { resource: 'user', operation: 'update' };
		const options = await n8n.loadOptions({ method: 'getUserAttributes', parameters, credential });
		const names = options.map(({ value }) => value);
		expect(names).toEqual(expect.arrayContaining(['city', 'badgeNumber']));
		expect(names).not.toContain('login');
	});
});

/** What the editor saves of a field: the JSON it is. */
const mapperSchema = (fields: ReadonlyArray<{ id: string; type?: string }>): INodeParameters[] =>
	fields.map(({ id, type = 'string' }) => ({ id, displayName: id, type, display: true }));

describe('names in place of IDs', () => {
	test('are looked up once for all items', async () => {
		const { n8n, org, credential } = await openWorld();
		const group = org.groups.list().find(({ type }) => type === 'OKTA_GROUP');
		const users = two(
			org.users
				.list()
				.filter(
					({ status, position }) =>
						status === 'ACTIVE' && group && !org.directory.isMember(group, position),
				),
			'users outside the group',
		);
		const { status } = await n8n.run({
			parameters: {
				resource: 'group',
				operation: 'addMember',
				groupId: { __rl: true, mode: 'name', value: '={{ $json.group }}' },
				userId: { __rl: true, mode: 'login', value: '={{ $json.login }}' },
			},
			credential,
			items: users.map(({ profile }) => ({
				group: textOf(group?.profile ?? {}, 'name'),
				login: textOf(profile, 'login'),
			})),
		});

		expect(status).toBe('success');
		const methods = apiRequests(org).map(({ method }) => method);
		// A name is searched for and what is found read, a login is read.
		expect(methods.toSorted()).toEqual(['GET', 'GET', 'GET', 'GET', 'PUT', 'PUT']);
		expect(users.map(({ position }) => group && org.directory.isMember(group, position))).toEqual([
			true,
			true,
		]);
	});

	test('that nobody has are refused with a sentence', async () => {
		const { n8n, credential } = await openWorld();
		const { error } = await n8n.run({
			parameters: {
				resource: 'application',
				operation: 'get',
				appId: { __rl: true, mode: 'name', value: 'No such app' },
			},
			credential,
		});
		expect(error?.message).toBe('There is no app named "No such app" in Okta');
	});
});

test('a workflow of several nodes keeps track of its items', async () => {
	const { n8n, org, credential } = await openWorld();
	const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	const rows = ['one', 'two', 'three'].map((name) => ({ name }));
	const { items, status } = await n8n.runWorkflow({
		nodes: [
			{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
			{
				...node('Create', OKTA, credential),
				parameters: {
					...createUser,
					profile: {
						mappingMode: 'defineBelow',
						value: {
							login: '={{ $json.name }}@acme.example',
							email: '={{ $json.name }}@acme.example',
							firstName: '={{ $json.name }}',
							lastName: 'Test',
						},
						schema: mapperSchema(['login', 'email', 'firstName', 'lastName'].map((id) => ({ id }))),
					},
				},
			},
			{
				...node('Join', OKTA, credential),
				parameters: {
					resource: 'group',
					operation: 'addMember',
					groupId: { __rl: true, mode: 'id', value: group?.id ?? '' },
					userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				},
			},
			{
				...node('Read', OKTA, credential),
				parameters: {
					resource: 'user',
					operation: 'get',
					userId: {
						__rl: true,
						mode: 'login',
						value: "={{ $('Start').item.json.name }}@acme.example",
					},
				},
			},
		],
		connections: connect('Start', 'Create', 'Join', 'Read'),
		items: rows,
	});

	expect(status).toBe('success');
	expect(items.map(({ json }) => json.firstName)).toEqual(rows.map(({ name }) => name));
	expect(org.ledger.tokenExchanges()).toHaveLength(1);
});

describe('the form', () => {
	const fieldsOf = (parameters: INodeParameters, properties: INodeProperties[]): string[] =>
		Object.keys(
			NodeHelpers.getNodeParameters(
				properties,
				parameters,
				true,
				false,
				{ typeVersion: 1 },
				null,
			) ?? {},
		);

	test('shows what belongs to the operation and nothing else', async () => {
		const { nodeTypes } = await theEngine();
		const { properties } = nodeTypes.getByNameAndVersion(OKTA).description;
		expect(fieldsOf({ resource: 'group', operation: 'addMember' }, properties)).toEqual([
			'resource',
			'operation',
			'groupId',
			'userId',
			'options',
			'safeguards',
			'requestOptions',
		]);
		expect(fieldsOf({ resource: 'user', operation: 'getAll' }, properties)).toEqual([
			'resource',
			'operation',
			'conditions',
			'returnAll',
			'limit',
			'output',
			'options',
			'requestOptions',
		]);
		expect(fieldsOf({ resource: 'keyPair', operation: 'convert' }, properties)).not.toContain(
			'requestOptions',
		);
	});

	test('offers "Custom API Call" once per list', async () => {
		const { nodeTypes } = await theEngine();
		const { properties } = nodeTypes.getByNameAndVersion(OKTA).description;
		for (const { name, options = [] } of properties) {
			if (!['resource', 'operation'].includes(name)) continue;
			const offered = options.filter((option) => option.name === 'Custom API Call');
			expect([name, offered.length]).toEqual([name, 1]);
		}
	});
});
