import { pick, simplify, without } from '../../../nodes/Okta/objects/rows';

const user = {
	id: '00u1',
	status: 'ACTIVE',
	lastLogin: null,
	profile: { login: 'ada@acme.example', email: 'ada@acme.example', status: 'on leave' },
	credentials: { provider: { type: 'OKTA' }, password: {} },
	_links: { self: { href: 'https://acme.okta.com/api/v1/users/00u1' } },
	_embedded: { blocks: [] },
};

describe('simplify', () => {
	it('puts the profile beside the other members, without links and what is null', () => {
		expect(simplify(user)).toEqual({
			id: '00u1',
			login: 'ada@acme.example',
			email: 'ada@acme.example',
			'profile.status': 'on leave',
			status: 'ACTIVE',
			credentials: user.credentials,
			blocks: [],
		});
	});

	it('leaves an object without a profile as it is', () => {
		expect(simplify({ id: '0oa1', label: 'Payroll' })).toEqual({ id: '0oa1', label: 'Payroll' });
	});
});

describe('an attribute named like a member', () => {
	it.each(['id', 'status', 'type', 'created', 'blocks'])('%s survives beside it', (name) => {
		const row = { ...user, type: 'x', created: 'then', profile: { [name]: 'mine' } };
		expect(simplify(row)).toMatchObject({ [`profile.${name}`]: 'mine' });
		expect(pick(row, [`profile.${name}`])).toEqual({ [`profile.${name}`]: 'mine' });
	});

	it('profile stands for itself', () => {
		expect(simplify({ id: '1', profile: { profile: 'mine' } })).toEqual({
			id: '1',
			profile: 'mine',
		});
	});
});

describe('pick', () => {
	it('takes members by their simplified name or by path, and null for what is not there', () => {
		expect(pick(user, ['email', 'credentials.provider.type', 'nickName'])).toEqual({
			email: 'ada@acme.example',
			'credentials.provider.type': 'OKTA',
			nickName: null,
		});
	});
});

describe('without', () => {
	it('leaves out members at any depth and changes nothing itself', () => {
		const copy = structuredClone(user);
		expect(without(user, ['_links', 'credentials.password', 'no.such.member'])).toEqual({
			...user,
			_links: undefined,
			credentials: { provider: { type: 'OKTA' } },
		});
		expect(user).toEqual(copy);
	});
});
