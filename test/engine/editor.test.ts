import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { Okta } from '../../nodes/Okta/Okta.node';
import { resources } from '../../nodes/Okta/operations';
import { GROUP_BASE, USER_BASE } from '../org/directory/baseSchema';
import { connect, node, OKTA } from './harness';
import { byId, like, mapped, twoUsers } from './scenarios';
import { textOf, two } from './scenarios/scenario';
import { apiRequests, closeWorlds, openWorld, theEngine, type World } from './world';

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

	describe('of what is taken away', () => {
		const held = async (resource: string, operation: string, chosen: INodeParameters) => {
			const { n8n, credential, org } = await openWorld();
			const search = async (method: string, more: INodeParameters, filter?: string) => {
				const parameters = { resource, operation, ...chosen, ...more };
				return (await n8n.listSearch({ method, parameters, credential, filter })).results;
			};
			return { org, search };
		};

		test('members are those of the group, by a part of their name', async () => {
			const { org, search } = await held('group', 'removeMember', {});
			const [group] = org.groups.byName('Engineering');
			const members = org.users.list().filter(({ position }) => group?.members?.has(position));
			const groupId = { __rl: true, mode: 'id', value: group?.id ?? '' };
			const all = await search('searchUsers', { groupId });
			expect(members.map(({ id }) => id)).toEqual(
				expect.arrayContaining(all.map(({ value }) => value)),
			);
			expect(all.length).toBeGreaterThan(0);
			const [one] = members;
			if (!one) throw new Error('Nobody is in the group');
			const login = textOf(one.profile, 'login');
			const found = await search('searchUsers', { groupId }, login.slice(2, 9));
			expect(found.map(({ value }) => value)).toContain(one.id);

			const open = { __rl: true, mode: 'id', value: '={{ $json.group }}' };
			expect((await search('searchUsers', { groupId: open })).length).toBeGreaterThan(
				Math.min(49, members.length),
			);
		});

		test.each(['unassignUser', 'getUserAssignment', 'updateUserAssignment'])(
			'people are those who have the app: %s',
			async (operation) => {
				const { org, search } = await held('application', operation, {});
				const app = org.apps
					.list()
					.find((one) => [...org.directory.appUsersFrom(one, 0)].length > 0);
				if (!app) throw new Error('Nobody has an app');
				const appId = { __rl: true, mode: 'name', value: app.label };
				const having = new Set(
					[...org.directory.appUsersFrom(app, 0)].map((place) => org.users.list()[place]?.id),
				);
				const all = await search('searchUsers', { appId });
				expect(all.length).toBeGreaterThan(0);
				expect(all.filter(({ value }) => !having.has(String(value)))).toEqual([]);
				expect(all[0]?.name).toContain('@');
			},
		);

		test('groups are those that have the app', async () => {
			const { org, search } = await held('application', 'unassignGroup', {});
			const [app] = org.apps.list();
			const [group, other] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
			if (!app || !group || !other) throw new Error('The org is empty');
			await org.console.request('PUT', `/api/v1/apps/${app.id}/groups/${group.id}`, {});
			const appId = { __rl: true, mode: 'id', value: app.id };
			const found = await search('searchGroups', { appId });
			expect(found.map(({ value }) => value)).toContain(group.id);
			expect(found.map(({ value }) => value)).not.toContain(other.id);
			expect(found.map(({ name }) => name)).toContain(textOf(group.profile, 'name'));
		});
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

	const mappers = [
		['getNewUserAttributes', 'user', 'create'],
		['getUserAttributesToUpdate', 'user', 'update'],
		['getImportedUserAttributes', 'directory', 'importUsers'],
		['getNewGroupAttributes', 'group', 'create'],
		['getGroupAttributesToUpdate', 'group', 'update'],
		['getAppUserAttributesToSet', 'application', 'assignUser'],
	] as const;

	describe.each(mappers)('that Okta refuses to tell (%s)', (method, resource, operation) => {
		const refused = async (more: INodeParameters = {}) => {
			const { n8n, org, credential } = await openWorld({ app: { scopes: ['okta.logs.read'] } });
			const appId = { __rl: true, mode: 'id', value: org.apps.list()[0]?.id ?? '' };
			const parameters = { resource, operation, appId, setAppProfile: true, ...more };
			return await n8n.resourceMapperFields({ method, parameters, credential });
		};

		test('are none, with the scope that is missing', async () => {
			const { fields, emptyFieldsNotice } = await refused();
			expect(fields).toEqual([]);
			expect(emptyFieldsNotice).toMatch(/okta\.(schemas|userTypes)\.read/);
		});

		test('take nothing away that is mapped', async () => {
			const profile = mapped(['title', 'string', 'Engineer']);
			await expect(refused({ profile })).rejects.toThrow(/scope/i);
		});
	});

	describe.each(mappers.filter(([, resource]) => resource !== 'application'))(
		'before there is a credential (%s)',
		(method, resource, operation) => {
			const query = { method, parameters: { resource, operation } };

			test('are those of every org, as the org has them too', async () => {
				const { n8n, org, credential } = await openWorld();
				const { fields } = await n8n.resourceMapperFields(query);
				expect(apiRequests(org)).toEqual([]);
				const ofOrg = await n8n.resourceMapperFields({ ...query, credential });
				const names = Object.keys(resource === 'group' ? GROUP_BASE : USER_BASE);
				expect(fields).toEqual(ofOrg.fields.filter(({ id }) => names.includes(id)));
				expect(fields).toHaveLength(names.length);
			});

			test('take nothing away that is mapped', async () => {
				const { n8n } = await openWorld();
				const profile = mapped(['badgeNumber', 'number', 7]);
				const parameters = { ...query.parameters, profile };
				await expect(n8n.resourceMapperFields({ method, parameters })).rejects.toThrow(
					/credential/i,
				);
			});
		},
	);

	test('that can be emptied are listed', async () => {
		const { n8n, credential } = await openWorld();
		const parameters = { resource: 'user', operation: 'update' };
		const options = await n8n.loadOptions({ method: 'getUserAttributes', parameters, credential });
		const names = options.map(({ value }) => value);
		expect(names).toEqual(expect.arrayContaining(['city', 'badgeNumber']));
		expect(names).not.toContain('login');
	});
});

describe('a new node, before it has a credential', () => {
	const { description } = new Okta();
	const shownAtOnce = (parameters: INodeParameters): INodeProperties[] => {
		const target = { ...node('Okta', OKTA), parameters };
		const all =
			NodeHelpers.getNodeParameters(
				description.properties,
				parameters,
				true,
				false,
				target,
				description,
			) ?? {};
		return description.properties.filter((property) =>
			NodeHelpers.displayParameter(all, property, target, description),
		);
	};
	const lists = resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation }) => {
			const parameters = { resource, operation };
			return shownAtOnce(parameters).flatMap(({ typeOptions }) => {
				const columns = typeOptions?.resourceMapper?.resourceMapperMethod;
				const options = typeOptions?.loadOptionsMethod;
				return columns || options ? [{ parameters, columns, options }] : [];
			});
		}),
	);

	test('has something in every list that its form shows at once', async () => {
		const n8n = await theEngine();
		expect(lists.length).toBeGreaterThan(5);
		for (const { parameters, columns, options } of lists) {
			const { fields } = columns
				? await n8n.resourceMapperFields({ method: columns, parameters })
				: { fields: await n8n.loadOptions({ method: options ?? '', parameters }) };
			expect([parameters, fields]).not.toEqual([parameters, []]);
		}
	});
});

describe('fields to put out', () => {
	const shaped = resources.flatMap(({ value: resource, operations }) =>
		operations
			.filter((operation) => operation.shaped)
			.map(({ value: operation }) => ({ resource, operation })),
	);
	const offered = async ({ n8n, credential }: World, parameters: INodeParameters) => {
		const options = await n8n.loadOptions({ method: 'getOutputFields', parameters, credential });
		return options.map(({ value }) => value);
	};

	test('are offered for every operation that has such a list, each once', async () => {
		const world = await openWorld();
		for (const parameters of shaped) {
			const names = await offered(world, parameters);
			expect([parameters, names]).not.toEqual([parameters, []]);
			expect(new Set(names).size).toBe(names.length);
		}
	});

	test.each([
		['user', 'getAll', ['id', 'login', 'status', 'badgeNumber']],
		['user', 'getGroups', ['id', 'name', 'owningTeam']],
		['group', 'getMembers', ['id', 'login', 'status', 'badgeNumber']],
		['application', 'getAll', ['id', 'label', 'signOnMode']],
	])('are those of the rows, and of the org: %s %s', async (resource, operation, names) => {
		expect(await offered(await openWorld(), { resource, operation })).toEqual(
			expect.arrayContaining(names),
		);
	});

	test('are those of the chosen app, once there is one', async () => {
		const world = await openWorld();
		const parameters = { resource: 'application', operation: 'getUserAssignment' };
		const anApp = { appId: { __rl: true, mode: 'name', value: 'Slack' } };
		expect(await offered(world, parameters)).not.toContain('role');
		expect(await offered(world, { ...parameters, ...anApp })).toContain('role');
	});

	test('are offered without the org’s own to whoever may not read its schema', async () => {
		const world = await openWorld({ app: { scopes: ['okta.users.read'] } });
		const names = await offered(world, { resource: 'user', operation: 'get' });
		expect(names).toEqual(expect.arrayContaining(['id', 'login', 'status']));
		expect(names).not.toContain('badgeNumber');
	});

	test.each([
		['chosen from the list', ['status', 'type.id', 'badgeNumber']],
		['typed in an expression', 'status, type.id,badgeNumber'],
		['by an expression', '={{ ["status", "type.id", "badgeNumber"] }}'],
	])('come out alone, in their order: %s', async (_, outputFields) => {
		const { n8n, org, credential } = await openWorld();
		const [user] = org.users.list();
		if (!user) throw new Error('There is no user');
		const { items, error } = await n8n.run({
			parameters: {
				resource: 'user',
				operation: 'get',
				userId: byId(user.id),
				output: 'selected',
				outputFields,
			},
			credential,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => Object.keys(json))).toEqual([
			['status', 'type.id', 'badgeNumber'],
		]);
		expect(items[0]?.json.status).toBe(user.status);
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
