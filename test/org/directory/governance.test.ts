import { startOrg, type Org } from '..';
import { ExpressionError, readExpression } from './expression';
import type { User } from './model';
import { admin, type Admin, asking, idOf, matching, person, refusal } from './support/admin';
import { tacAuthenticatorId } from './authenticators';

let org: Org;
let okta: Admin;

beforeEach(async () => {
	org = await startOrg({ users: 40, groups: 14, apps: 3 });
	okta = admin(org);
});

afterEach(() => org.close());

const groupId = (name: string): string => {
	const [group] = org.groups.byName(name);
	if (!group) throw new Error(`There is no group ${name}`);
	return group.id;
};
const anybody = (): User => {
	const user = org.users.list().find(({ status }) => status === 'ACTIVE');
	if (!user) throw new Error('There is nobody');
	return user;
};
const newUser = async (name: string, more = {}) =>
	idOf(await okta.object('POST', '/api/v1/users', { profile: person(name, more) }));

describe('group rule expressions', () => {
	const subject = {
		profile: { department: 'Sales', title: 'Sales Lead', badgeNumber: 7, contractor: true },
		groupIds: () => ['00g1'],
		groupNames: () => ['Sales Team'],
	};

	it.each([
		['user.department == "Sales"', true],
		["user.department == 'Sales'", true],
		['user.department=="sales"', false],
		['user.department != "Sales"', false],
		['user.badgeNumber == 7', true],
		['user.contractor == true', true],
		['user.contractor', true],
		['user.division == null', true],
		['String.stringContains(user.title, "Lead")', true],
		['String.startsWith(user.title, "Lead")', false],
		['isMemberOfAnyGroup("00g0", "00g1")', true],
		['isMemberOfGroupName("Sales Team")', true],
		['isMemberOfGroupNameStartsWith("Eng")', false],
		['isMemberOfGroupNameContains("Team")', true],
		['!(user.department == "Sales")', false],
		['user.department == "Legal" AND user.contractor OR user.badgeNumber == 7', true],
		['user.department == "Legal" && (user.contractor || user.badgeNumber == 7)', false],
		['NOT user.contractor or user.title == "Sales Lead"', true],
	])('%s is %s', (expression, expected) => {
		expect(readExpression(expression)(subject)).toBe(expected);
	});

	it.each([
		'',
		'department == "Sales"',
		'user.department = "Sales"',
		'user.department == ',
		'(user.contractor',
		'user.contractor)',
		'String.substring(user.title, 0, 1) == "X"',
		'isMemberOfAnyGroup()',
		'user.department == "Sales" user.contractor',
	])('refuse %s', (expression) => {
		expect(() => readExpression(expression)).toThrow(ExpressionError);
	});
});

describe('group rules', () => {
	const rule = (name: string, value: string, more = {}) => ({
		type: 'group_rule',
		name,
		conditions: {
			people: { users: { exclude: [] } },
			expression: { type: 'urn:okta:expression:1.0', value },
		},
		actions: { assignUserToGroups: { groupIds: [groupId('Sales')] } },
		...more,
	});
	const create = async (value: string) =>
		idOf(await okta.object('POST', '/api/v1/groups/rules', rule('Lisbon', value)));
	const isInSales = async (id: string) =>
		(await okta.list(`/api/v1/users/${id}/groups`)).map(idOf).includes(groupId('Sales'));

	it('do nothing before they are activated, then add who is there and who comes or changes', async () => {
		const before = await newUser('Ana', { city: 'Lisbon' });
		const id = await create('user.city == "Lisbon"');
		expect(await isInSales(before)).toBe(false);

		expect((await okta('POST', `/api/v1/groups/rules/${id}/lifecycle/activate`)).status).toBe(204);
		const later = await newUser('Ben', { city: 'Lisbon' });
		const mover = await newUser('Cem', { city: 'Porto' });
		expect(await isInSales(before)).toBe(true);
		expect(await isInSales(later)).toBe(true);
		expect(await isInSales(mover)).toBe(false);
		await okta.object('POST', `/api/v1/users/${mover}`, { profile: { city: 'Lisbon' } });
		expect(await isInSales(mover)).toBe(true);
		await okta.object('POST', `/api/v1/users/${mover}`, { profile: { city: 'Porto' } });
		expect(await isInSales(mover)).toBe(false);
	});

	it('change and go only while inactive, and never change their groups', async () => {
		const id = await create('user.city == "Lisbon"');
		const path = `/api/v1/groups/rules/${id}`;
		await okta('POST', `${path}/lifecycle/activate`);
		const changed = rule('Porto', 'user.city == "Porto"');

		expect(refusal(await okta('PUT', path, changed)).errorCode).toBe('E0000001');
		expect(refusal(await okta('DELETE', path)).errorCode).toBe('E0000001');
		await okta('POST', `${path}/lifecycle/deactivate`);
		expect(await okta.object('PUT', path, changed)).toMatchObject({
			name: 'Porto',
			status: 'INACTIVE',
		});
		const elsewhere = { assignUserToGroups: { groupIds: [groupId('Legal')] } };
		expect((await okta('PUT', path, { ...changed, actions: elsewhere })).status).toBe(400);
		expect((await okta('DELETE', path)).status).toBe(202);
		expect((await okta('GET', path)).status).toBe(404);
	});

	describe('whose person is taken out of the group by hand', () => {
		const activate = async (value: string) => {
			const path = `/api/v1/groups/rules/${await create(value)}`;
			await okta('POST', `${path}/lifecycle/activate`);
			return path;
		};
		const takeOut = async (userId: string) =>
			(await okta('DELETE', `/api/v1/groups/${groupId('Sales')}/users/${userId}`)).status;
		const excludedBy = async (path: string): Promise<unknown> =>
			(await okta.object('GET', path)).conditions;
		const excluding = (...exclude: string[]) => ({ people: { users: { exclude } } });

		it('exclude the person, who is not put in again', async () => {
			const path = await activate('user.city == "Lisbon"');
			const userId = await newUser('Ana', { city: 'Lisbon' });

			expect(await takeOut(userId)).toBe(204);
			expect(await excludedBy(path)).toMatchObject(excluding(userId));
			await okta.object('POST', `/api/v1/users/${userId}`, { profile: { title: 'Boss' } });
			expect(await isInSales(userId)).toBe(false);
			expect(await takeOut(userId)).toBe(204);
			expect(await excludedBy(path)).toMatchObject(excluding(userId));
		});

		it('exclude nobody whom they did not put in', async () => {
			const path = await activate('user.city == "Lisbon"');
			const userId = await newUser('Ana');
			await okta('PUT', `/api/v1/groups/${groupId('Sales')}/users/${userId}`);

			expect(await takeOut(userId)).toBe(204);
			expect(await excludedBy(path)).toMatchObject(excluding());
		});

		it('exclude no more than a hundred', async () => {
			const exclude = Array.from({ length: 100 }, (_, index) => `00u${index}`);
			const conditions = {
				people: { users: { exclude } },
				expression: { type: 'urn:okta:expression:1.0', value: 'user.city == "Lisbon"' },
			};
			const path = await activate('user.city == "Porto"');
			await okta('POST', `${path}/lifecycle/deactivate`);
			await okta.object('PUT', path, rule('Full', '', { conditions }));
			await okta('POST', `${path}/lifecycle/activate`);
			const userId = await newUser('Ana', { city: 'Lisbon' });

			expect(await takeOut(userId)).toBe(204);
			expect(await excludedBy(path)).toMatchObject(excluding(...exclude));
			await okta.object('POST', `/api/v1/users/${userId}`, { profile: { title: 'Boss' } });
			expect(await isInSales(userId)).toBe(true);
			conditions.people.users.exclude = [...exclude, userId];
			const answer = await okta('POST', '/api/v1/groups/rules', rule('Fuller', '', { conditions }));
			expect(refusal(answer)).toMatchObject({ status: 400, errorCode: 'E0000001' });
		});
	});

	it('leave their people in the groups unless told to take them out', async () => {
		for (const [name, query, stays] of [
			['Ana', '', true],
			['Ben', '?removeUsers=true', false],
		] as const) {
			const id = await create(`user.firstName == "${name}"`);
			const path = `/api/v1/groups/rules/${id}`;
			await okta('POST', `${path}/lifecycle/activate`);
			const userId = await newUser(name);
			await okta('POST', `${path}/lifecycle/deactivate`);
			await okta('DELETE', `${path}${query}`);

			expect(await isInSales(userId)).toBe(stays);
		}
	});

	it.each([
		['a name of more than fifty characters', { name: 'x'.repeat(51) }],
		['another type', { type: 'other' }],
		['no groups', { actions: { assignUserToGroups: { groupIds: [] } } }],
		['an expression that cannot be read', { conditions: { expression: { value: 'city is x' } } }],
	])('are refused with %s', async (_what, more) => {
		const answer = await okta('POST', '/api/v1/groups/rules', rule('x', 'user.contractor', more));

		expect(refusal(answer)).toMatchObject({ status: 400, errorCode: 'E0000001' });
	});

	it('add nobody to Everyone or to imported groups', async () => {
		for (const name of ['Everyone', 'Security']) {
			const actions = { assignUserToGroups: { groupIds: [groupId(name)] } };
			const answer = await okta(
				'POST',
				'/api/v1/groups/rules',
				rule('x', 'user.contractor', { actions }),
			);

			expect(refusal(answer).causes.join()).toMatch(/^groupIds/);
		}
	});

	it('are listed, with group names where asked', async () => {
		await create('user.city == "Lisbon"');
		const [found] = await okta.list(
			`/api/v1/groups/rules${asking({ search: 'lisb', expand: 'groupIdToGroupNameMap' })}`,
		);

		expect(found).toMatchObject({
			_embedded: { groupIdToGroupNameMap: { [groupId('Sales')]: 'Sales' } },
		});
		expect(await okta.list('/api/v1/groups/rules?search=nothing')).toEqual([]);
	});
});

describe('group owners', () => {
	it('are users and groups, added once and removed', async () => {
		const path = `/api/v1/groups/${groupId('Sales')}/owners`;
		const { id } = anybody();
		const owner = { id, type: 'USER' };

		expect((await okta('POST', path, owner)).status).toBe(201);
		expect((await okta('POST', path, { id: groupId('Legal'), type: 'GROUP' })).status).toBe(201);
		expect((await okta('POST', path, owner)).status).toBe(400);
		expect((await okta('POST', path, { id: '00unone', type: 'USER' })).status).toBe(404);
		expect((await okta('POST', path, { id, type: 'PET' })).status).toBe(400);
		expect(await okta.list(path)).toMatchObject([owner, { displayName: 'Legal' }]);
		expect((await okta('DELETE', `${path}/${id}`)).status).toBe(204);
		expect((await okta('DELETE', `${path}/${id}`)).status).toBe(404);
	});
});

describe('linked objects', () => {
	const definition = {
		primary: { name: 'boss', title: 'Boss', type: 'USER' },
		associated: { name: 'report', title: 'Report', type: 'USER' },
	};
	const definitions = '/api/v1/meta/schemas/user/linkedObjects';
	const ends = async (id: string, name: string) =>
		(await okta.list(`/api/v1/users/${id}/linkedObjects/${name}`)).map(
			({ _links }) => /00u\w+/.exec(JSON.stringify(_links))?.[0],
		);

	it('link many users to one, seen from both ends', async () => {
		const [boss, ana, ben] = [await newUser('Boss'), await newUser('Ana'), await newUser('Ben')];
		expect((await okta('POST', definitions, definition)).status).toBe(201);

		for (const id of [ana, ben]) {
			const path = `/api/v1/users/${id}/linkedObjects/boss/${boss}`;
			expect((await okta('PUT', path)).status).toBe(204);
		}
		expect(await ends(ana, 'boss')).toEqual([boss]);
		expect(await ends(boss, 'report')).toEqual([ana, ben]);
		expect((await okta('DELETE', `/api/v1/users/${ana}/linkedObjects/boss`)).status).toBe(204);
		expect(await ends(boss, 'report')).toEqual([ben]);
		for (let twice = 0; twice < 2; twice++) await okta('DELETE', `/api/v1/users/${boss}`);
		expect(await ends(ben, 'boss')).toEqual([]);
	});

	it('are defined once, with plain names', async () => {
		await okta('POST', definitions, definition);
		const bad = { ...definition, primary: { ...definition.primary, name: '9 lives' } };

		expect(refusal(await okta('POST', definitions, definition))).toMatchObject({
			status: 409,
			errorCode: 'E0000127',
		});
		expect((await okta('POST', definitions, bad)).status).toBe(400);
		expect(await okta.list(definitions)).toMatchObject([definition]);
		expect((await okta('DELETE', `${definitions}/report`)).status).toBe(204);
		expect((await okta('GET', `${definitions}/boss`)).status).toBe(404);
	});

	it('are set by the primary name only, between two people', async () => {
		await okta('POST', definitions, definition);
		const [ana, ben] = [await newUser('Ana'), await newUser('Ben')];
		const set = (name: string, to: string) =>
			okta('PUT', `/api/v1/users/${ana}/linkedObjects/${name}/${to}`);

		expect((await set('report', ben)).status).toBe(404);
		expect((await set('friend', ben)).status).toBe(404);
		expect((await set('boss', ana)).status).toBe(400);
	});
});

describe('network zones', () => {
	const office = {
		type: 'IP',
		name: 'Lab',
		gateways: [
			{ type: 'CIDR', value: '192.0.2.0/24' },
			{ type: 'RANGE', value: '198.51.100.1-198.51.100.9' },
			{ type: 'CIDR', value: '2001:db8::/32' },
		],
	};

	it('are created, replaced as a whole, switched and deleted', async () => {
		const zone = await okta.object('POST', '/api/v1/zones', office);
		const path = `/api/v1/zones/${idOf(zone)}`;
		expect(zone).toMatchObject({ ...office, status: 'ACTIVE', usage: 'POLICY', system: false });

		const replaced = await okta.object('PUT', path, { type: 'IP', name: 'Lab' });
		expect(replaced.gateways).toBeNull();
		expect((await okta.object('POST', `${path}/lifecycle/deactivate`)).status).toBe('INACTIVE');
		expect((await okta('DELETE', path)).status).toBe(204);
		expect((await okta('GET', path)).status).toBe(404);
	});

	it.each<[string, object]>([
		['a type nobody knows', { type: 'MOON' }],
		['a name another zone has', { name: 'Office Berlin' }],
		['a prefix that is too long', { gateways: [{ type: 'CIDR', value: '192.0.2.0/33' }] }],
		['an address that is none', { gateways: [{ type: 'CIDR', value: 'localhost' }] }],
		['a range with one end', { gateways: [{ type: 'RANGE', value: '192.0.2.1-' }] }],
		['an address without type', { gateways: [{ value: '192.0.2.1' }] }],
		['an unknown usage', { usage: 'DECORATION' }],
	])('are refused with %s', async (_what, more) => {
		expect(refusal(await okta('POST', '/api/v1/zones', { ...office, ...more }))).toMatchObject({
			status: 400,
			errorCode: 'E0000001',
		});
	});

	it('that came with the org stay, though their addresses may change', async () => {
		const [blocked] = await okta.list(`/api/v1/zones${asking({ filter: 'usage eq "BLOCKLIST"' })}`);
		const path = `/api/v1/zones/${idOf(blocked ?? {})}`;
		const gateways = [{ type: 'CIDR', value: '203.0.113.7' }];

		expect((await okta('DELETE', path)).status).toBe(400);
		expect((await okta('PUT', path, { ...blocked, name: 'Mine' })).status).toBe(400);
		expect(await okta.object('PUT', path, { ...blocked, gateways })).toMatchObject({ gateways });
	});
});

describe('devices', () => {
	it('go through their states, and are deleted when deactivated only', async () => {
		const [device] = await okta.list(`/api/v1/devices${asking({ search: 'status eq "ACTIVE"' })}`);
		const path = `/api/v1/devices/${idOf(device ?? {})}`;
		const lifecycle = async (what: string) =>
			(await okta('POST', `${path}/lifecycle/${what}`)).status;

		expect(await lifecycle('unsuspend')).toBe(403);
		expect(await lifecycle('suspend')).toBe(204);
		expect(await lifecycle('suspend')).toBe(403);
		expect(refusal(await okta('DELETE', path)).errorCode).toBe('E0000152');
		expect(await lifecycle('unsuspend')).toBe(204);
		expect(await lifecycle('activate')).toBe(403);
		expect(await lifecycle('deactivate')).toBe(204);
		expect((await okta('DELETE', path)).status).toBe(204);
		expect((await okta('GET', path)).status).toBe(404);
	});

	it('belong to users, from both sides, and are searched', async () => {
		const [device] = await okta.list(
			`/api/v1/devices${asking({ search: 'profile.platform eq "MACOS"', expand: 'user' })}`,
		);
		const owner = /"id":"(00u\w+)"/.exec(JSON.stringify(device?._embedded))?.[1] ?? '';

		expect(await okta.list(`/api/v1/users/${owner}/devices`)).toMatchObject([
			{ device: { id: device?.id } },
		]);
		expect(await okta.list(`/api/v1/devices/${idOf(device ?? {})}/users`)).toMatchObject([
			{ user: { id: owner } },
		]);
		expect(
			refusal(await okta('GET', `/api/v1/devices${asking({ search: 'colour eq "red"' })}`))
				.errorCode,
		).toBe('E0000031');
	});
});

describe('policies', () => {
	it('are listed by type, which has to be named, and have rules', async () => {
		const policies = await okta.list('/api/v1/policies?type=PASSWORD&expand=rules');
		const [rule] = await okta.list(`/api/v1/policies/${idOf(policies[0] ?? {})}/rules`);

		expect(policies).toHaveLength(2);
		expect(policies[0]).toMatchObject({ _embedded: { rules: [{ id: rule?.id }] } });
		expect(
			await okta.object(
				'GET',
				`/api/v1/policies/${idOf(policies[0] ?? {})}/rules/${idOf(rule ?? {})}`,
			),
		).toEqual(rule);
		expect(refusal(await okta('GET', '/api/v1/policies')).errorCode).toBe('E0000028');
		expect(refusal(await okta('GET', '/api/v1/policies?type=X')).errorCode).toBe('E0000001');
	});
});

describe('the org', () => {
	it('tells and changes what it says of itself', async () => {
		expect(await okta.object('GET', '/api/v1/org')).toMatchObject({ companyName: 'Acme' });
		expect(await okta.object('POST', '/api/v1/org', { city: 'Bonn' })).toMatchObject({
			companyName: 'Acme',
			city: 'Bonn',
		});
		expect(await okta.object('PUT', '/api/v1/org', { city: 'Bonn' })).toMatchObject({
			companyName: null,
		});
	});
});

describe('a temporary access code', () => {
	it('is told once, and works until it expires or is taken back', async () => {
		const path = `/api/v1/users/${anybody().id}/authenticator-enrollments`;
		const authenticatorId = tacAuthenticatorId({ org });
		const create = { authenticatorId, profile: { ttl: 20 } };
		const code = await okta.object('POST', `${path}/tac`, create);

		expect(code).toMatchObject({ key: 'tac', profile: { tac: matching(/^\d{8}$/) } });
		const [listed] = await okta.list(path);
		expect(listed).toHaveProperty('profile.multiUse', false);
		expect(listed).not.toHaveProperty('profile.tac');
		org.clock.advance(20 * 60_000);
		expect(await okta.list(path)).toEqual([]);
		const other = await okta.object('POST', `${path}/tac`, { authenticatorId });
		expect((await okta('DELETE', `${path}/${idOf(other)}`)).status).toBe(204);
		expect(await okta.list(path)).toEqual([]);
		for (const refused of [{ authenticatorId, profile: { ttl: 1 } }, { profile: { ttl: 20 } }])
			expect((await okta('POST', `${path}/tac`, refused)).status).toBe(400);
	});
});

describe('Universal Logout', () => {
	it('takes a person by id or e-mail address', async () => {
		const { id, profile } = anybody();
		const logOut = async (subject: object) =>
			(await okta('POST', '/oauth2/v1/global-token-revocation', { sub_id: subject })).status;

		expect(await logOut({ format: 'opaque', id })).toBe(204);
		expect(await logOut({ format: 'email', email: profile.email })).toBe(204);
		expect(await logOut({ format: 'phone', phone_number: '+1' })).toBe(400);
		expect(await logOut({ format: 'opaque', id: '00unone' })).toBe(404);
	});
});
