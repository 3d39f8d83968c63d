import { startOrg, type Org } from '..';
import {
	admin,
	type Admin,
	asking,
	idOf,
	person,
	refusal,
	matching,
	containing,
} from './support/admin';

const USER = '/api/v1/meta/schemas/user/default';

describe('schemas', () => {
	let org: Org;
	let okta: Admin;

	beforeEach(async () => {
		org = await startOrg({ users: 10, groups: 2, apps: 4 });
		okta = admin(org);
	});

	afterEach(() => org.close());

	const define = (properties: unknown, path = USER) =>
		okta('POST', path, { definitions: { custom: { id: '#custom', type: 'object', properties } } });

	it('describe users by base and custom attributes', async () => {
		expect(await okta.object('GET', USER)).toMatchObject({
			id: matching(/\/meta\/schemas\/user\/default$/),
			definitions: {
				base: {
					id: '#base',
					required: ['login', 'firstName', 'lastName', 'email'],
					properties: { login: { title: 'Username', type: 'string', required: true } },
				},
				custom: {
					id: '#custom',
					properties: {
						badgeNumber: { type: 'integer' },
						contractor: { type: 'boolean' },
						skills: { type: 'array', items: { type: 'string' } },
						shirtSize: { enum: ['S', 'M', 'L', 'XL'] },
						legacyId: { mutability: 'READ_ONLY' },
					},
				},
			},
		});
	});

	it('are found by the link of a user type and of a user', async () => {
		const types = await okta.list('/api/v1/meta/types/user');
		const contractor = types.find(({ name }) => name === 'contractor');
		expect(contractor).toMatchObject({
			default: false,
			_links: { schema: { href: containing('/meta/schemas/user/osc') } },
		});
		const schemaId = org.directory.schemas.type(idOf(contractor ?? {}))?.schemaId ?? '';

		expect(await okta.object('GET', `/api/v1/meta/schemas/user/${schemaId}`)).toMatchObject({
			definitions: { custom: { properties: { agency: { required: true } } } },
		});
		expect(await okta.object('GET', `/api/v1/users/${org.users.at(0)?.id ?? ''}`)).toMatchObject({
			_links: { schema: { href: containing('osc') } },
		});
	});

	it('take a new attribute, which users can have and be searched by from then on', async () => {
		expect(
			(await define({ twitter: { title: 'Handle', type: 'string', maxLength: 5 } })).status,
		).toBe(200);
		const create = (twitter: string) =>
			okta('POST', '/api/v1/users', { profile: person('Ana', { twitter }) });

		expect(refusal(await create('toolong')).causes).toEqual(['twitter: The field is too long']);
		expect((await create('ana')).status).toBe(200);
		expect(
			await okta.list(`/api/v1/users${asking({ search: 'profile.twitter eq "ana"' })}`),
		).toHaveLength(1);
	});

	it('lose an attribute set to null, and keep the others', async () => {
		await define({ contractor: null });
		const create = await okta('POST', '/api/v1/users', {
			profile: person('Ana', { contractor: true }),
		});

		expect(create.status).toBe(400);
		expect(await okta.object('GET', USER)).toHaveProperty(
			'definitions.custom.properties.badgeNumber',
		);
	});

	it('keep values of a unique attribute apart', async () => {
		await define({ plate: { title: 'Plate', type: 'string', unique: 'UNIQUE_VALIDATED' } });
		const create = (name: string, plate: string) =>
			okta('POST', '/api/v1/users', { profile: person(name, { plate }) });

		expect((await create('Ana', 'B-1')).status).toBe(200);
		expect(refusal(await create('Ben', 'B-1')).causes).toEqual([
			'plate: An object with this field already exists in the current organization',
		]);
		expect((await create('Ben', 'B-2')).status).toBe(200);
	});

	it.each<[string, unknown, string]>([
		['has no title', { x: { type: 'string' } }, 'E0000001'],
		['has an unknown type', { x: { title: 'X', type: 'text' } }, 'E0000001'],
		['has the name of a base attribute', { email: { title: 'X', type: 'string' } }, 'E0000001'],
		['has a name with a dash', { 'x-y': { title: 'X', type: 'string' } }, 'E0000001'],
		['changes its type', { contractor: { title: 'X', type: 'string' } }, 'E0000001'],
		[
			'offers other values than it allows',
			{
				x: { title: 'X', type: 'string', enum: ['a'], oneOf: [{ const: 'b', title: 'B' }] },
			},
			'E0000123',
		],
	])('refuse an attribute that %s', async (_what, properties, errorCode) => {
		expect(refusal(await define(properties))).toMatchObject({ status: 400, errorCode });
	});

	it('describe groups and app users as well', async () => {
		const app = org.apps.list()[2];
		const appSchema = `/api/v1/meta/schemas/apps/${app?.id ?? ''}/default`;

		expect(await okta.object('GET', '/api/v1/meta/schemas/group/default')).toMatchObject({
			definitions: { base: { required: ['name'] }, custom: { properties: { reviewDays: {} } } },
		});
		expect(await okta.object('GET', appSchema)).toMatchObject({
			definitions: { custom: { properties: { role: { enum: ['member', 'admin', 'auditor'] } } } },
		});
		expect(
			(await define({ seat: { title: 'Seat', type: 'string' } }, appSchema)).body,
		).toHaveProperty('definitions.custom.properties.seat');
		expect(
			(
				await define(
					{ room: { title: 'Room', type: 'string' } },
					'/api/v1/meta/schemas/group/default',
				)
			).body,
		).toHaveProperty('definitions.custom.properties.room');
	});

	it('come with a user type, whose users keep it from being deleted', async () => {
		const type = await okta.object('POST', '/api/v1/meta/types/user', {
			name: 'guest',
			displayName: 'Guest',
		});
		const path = `/api/v1/meta/types/user/${idOf(type)}`;
		const user = await okta.object('POST', '/api/v1/users', {
			profile: person('Ana'),
			type: { id: type.id },
		});

		expect(refusal(await okta('DELETE', path))).toMatchObject({
			status: 403,
			errorCode: 'E0000142',
		});
		for (let twice = 0; twice < 2; twice++) await okta('DELETE', `/api/v1/users/${idOf(user)}`);
		expect(await okta.object('POST', path, { displayName: 'Visitor' })).toMatchObject({
			name: 'guest',
			displayName: 'Visitor',
		});
		expect((await okta('DELETE', path)).status).toBe(204);
		expect((await okta('GET', path)).status).toBe(404);
	});
});
