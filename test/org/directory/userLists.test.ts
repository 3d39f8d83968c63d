import { startOrg, type Org } from '..';
import { admin, type Admin, asking, idOf, person, refusal } from './support/admin';
import { text, type User } from './model';
import { isObject, type JsonObject } from './request';

function profileOf({ profile }: JsonObject): JsonObject {
	if (!isObject(profile)) throw new Error('The user has no profile');
	return profile;
}

describe('the list of users', () => {
	let org: Org;
	let okta: Admin;

	beforeAll(async () => {
		org = await startOrg({ users: 1_000, groups: 2, apps: 2 });
		okta = admin(org);
	});

	afterAll(() => org.close());

	const every = () => org.users.list();
	const visible = () => every().filter(({ status }) => status !== 'DEPROVISIONED');
	const search = (expression: string, more: Record<string, string> = {}) =>
		`/api/v1/users${asking({ search: expression, ...more })}`;
	const filter = (expression: string) => `/api/v1/users${asking({ filter: expression })}`;

	it('hides deactivated users and gives two hundred a page', async () => {
		const first = await okta('GET', '/api/v1/users');
		const { items, pages } = await okta.all('/api/v1/users');

		expect(first.body).toHaveLength(200);
		expect(items.map(idOf)).toEqual(visible().map(({ id }) => id));
		expect(pages).toBe(Math.ceil(visible().length / 200));
	});

	it('gives no more than two hundred a page, whatever is asked', async () => {
		expect((await okta('GET', '/api/v1/users?limit=5000')).body).toHaveLength(200);
		expect((await okta('GET', '/api/v1/users?limit=7')).body).toHaveLength(7);
	});

	it('names the page itself and the next one in a header line each, with everything asked for', async () => {
		const first = await okta('GET', search('status pr', { limit: '3' }));
		const second = await okta('GET', first.next ?? '');
		const relation = (name: string) =>
			new RegExp(`<([^>]+)>; rel="${name}"`).exec(second.headers.get('link') ?? '')?.[1] ?? '';

		expect(new URL(relation('self')).searchParams.get('after')).toBeTruthy();
		expect(new URL(relation('next')).searchParams.get('search')).toBe('status pr');
		expect(new URL(relation('next')).searchParams.get('limit')).toBe('3');
		expect(relation('next')).not.toBe(first.next);
	});

	it('ends without a next link when the last page is full', async () => {
		const [one] = visible();
		const answer = await okta('GET', search(`id eq "${one?.id ?? ''}"`, { limit: '1' }));

		expect(answer.body).toHaveLength(1);
		expect(answer.next).toBeUndefined();
	});

	it.each(['limit=-1', 'limit=ten', 'after=made-up', 'after=MTAwLjEyMw'])(
		'refuses %s',
		async (query) => {
			expect(refusal(await okta('GET', `/api/v1/users?${query}`))).toMatchObject({
				status: 400,
				errorCode: 'E0000029',
			});
		},
	);

	it('refuses a cursor of another list', async () => {
		const { next } = await okta('GET', '/api/v1/groups?limit=1');
		const after = new URL(next ?? '').searchParams.get('after') ?? '';

		expect((await okta('GET', `/api/v1/users${asking({ after })}`)).status).toBe(400);
	});

	it('goes on where it was when somebody is created and erased in between', async () => {
		const first = await okta('GET', '/api/v1/users?limit=100');
		const gone = visible()[50];
		for (let twice = 0; twice < 2; twice++) await okta('DELETE', `/api/v1/users/${gone?.id ?? ''}`);
		await okta.object('POST', '/api/v1/users', { profile: person('Late') });
		const { items } = await okta.all(first.next ?? '');

		expect(items.map(idOf)).toEqual(
			visible()
				.slice(99)
				.map(({ id }) => id),
		);
	});

	describe('by search', () => {
		it('finds everybody, deactivated users too', async () => {
			const { items } = await okta.all(search('status pr'));

			expect(items.map(idOf)).toEqual(every().map(({ id }) => id));
		});

		it.each<[string, (user: User) => boolean]>([
			['status eq "deprovisioned"', ({ status }) => status === 'DEPROVISIONED'],
			['profile.department eq "Sales"', ({ profile }) => profile.department === 'Sales'],
			[
				'profile.department eq "sales" and profile.contractor eq true',
				({ profile }) => profile.department === 'Sales' && profile.contractor === true,
			],
			[
				'(profile.city eq "Berlin" or profile.city eq "Austin") and status eq "ACTIVE"',
				({ profile, status }) =>
					(profile.city === 'Berlin' || profile.city === 'Austin') && status === 'ACTIVE',
			],
			[
				'profile.badgeNumber ge 5100 and profile.badgeNumber lt 5110',
				({ profile }) => Number(profile.badgeNumber) >= 5100 && Number(profile.badgeNumber) < 5110,
			],
			[
				'profile.skills eq "payroll"',
				({ profile }) => Array.isArray(profile.skills) && profile.skills.includes('payroll'),
			],
			['profile.lastName sw "Mü"', ({ profile }) => text(profile, 'lastName').startsWith('Mü')],
			['profile.email co "silva"', ({ profile }) => text(profile, 'email').includes('silva')],
			['profile.nickName pr', ({ profile }) => profile.nickName !== undefined],
			[
				'profile.manager pr and profile.shirtSize eq "XL"',
				({ profile }) => profile.manager !== undefined && profile.shirtSize === 'XL',
			],
			['created gt "2022-01-01T00:00:00.000Z"', ({ created }) => created > Date.UTC(2022, 0, 1)],
			['lastUpdated lt "2020-01-01"', ({ lastUpdated }) => lastUpdated < Date.UTC(2020, 0, 1)],
		])('answers %s as a comparison of each user does', async (expression, expected) => {
			const { items } = await okta.all(search(expression));

			expect(items.map(idOf)).toEqual(
				every()
					.filter(expected)
					.map(({ id }) => id),
			);
		});

		it('looks up a login without looking at everybody', async () => {
			const wanted = every()[777];
			const looks = jest.spyOn(org.users, 'at');
			const login = text(wanted?.profile ?? {}, 'login');
			const [found] = await okta.list(search(`profile.login eq "${login}" and status pr`));

			expect(found?.id).toBe(wanted?.id);
			expect(looks.mock.calls.length).toBeLessThan(10);
			looks.mockRestore();
		});

		it.each([
			['an attribute the schema does not have', 'profile.shoeSize eq 43'],
			['an attribute that is not searchable', 'credentials.provider.type eq "OKTA"'],
			['a name in the wrong case', 'profile.lastname eq "Silva"'],
			['ne', 'status ne "ACTIVE"'],
			['not', 'not (status eq "ACTIVE")'],
			['co outside names, e-mail and login', 'profile.department co "ale"'],
			['ew', 'profile.email ew "example"'],
			['a value without quotes', 'status eq ACTIVE'],
			['unbalanced parentheses', '(status pr'],
			['a text where a number belongs', 'profile.badgeNumber eq "5001"'],
		])('refuses %s', async (_what, expression) => {
			expect(refusal(await okta('GET', search(expression)))).toMatchObject({
				status: 400,
				errorCode: 'E0000031',
			});
		});

		it('takes a quote in a value when it is escaped', async () => {
			const { id } = await okta.object('POST', '/api/v1/users', {
				profile: person('Quentin', { nickName: 'The "Q"' }),
			});
			const [found] = await okta.list(search('profile.nickName eq "The \\"Q\\""'));

			expect(found?.id).toBe(id);
		});

		it.each(['asc', 'desc'])('sorts %s over all pages', async (sortOrder) => {
			const { items } = await okta.all(
				search('status eq "ACTIVE"', { sortBy: 'profile.lastName', sortOrder, limit: '150' }),
			);
			const names = items.map((user) => text(profileOf(user), 'lastName').toLowerCase());
			const sorted = [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

			expect(names).toEqual(sortOrder === 'asc' ? sorted : sorted.reverse());
			expect(new Set(items.map(idOf)).size).toBe(
				every().filter(({ status }) => status === 'ACTIVE').length,
			);
		});

		it('refuses to sort by what it does not know', async () => {
			const answer = await okta('GET', search('status pr', { sortBy: 'profile.shoeSize' }));

			expect(refusal(answer).errorCode).toBe('E0000031');
		});

		it('cannot be joined with filter or q', async () => {
			for (const other of ['filter', 'q'])
				expect(refusal(await okta('GET', search('status pr', { [other]: 'x' }))).errorCode).toBe(
					'E0000033',
				);
		});
	});

	describe('by filter', () => {
		it('finds deactivated users', async () => {
			const { items } = await okta.all(filter('status eq "DEPROVISIONED"'));

			expect(items.map(idOf)).toEqual(
				every()
					.filter(({ status }) => status === 'DEPROVISIONED')
					.map(({ id }) => id),
			);
		});

		it('compares with case', async () => {
			expect(await okta.list(filter('status eq "active"'))).toHaveLength(0);
		});

		it('joins comparisons', async () => {
			const [one, other] = visible();
			const found = await okta.list(
				filter(
					`profile.login eq "${text(one?.profile ?? {}, 'login')}" or id eq "${other?.id ?? ''}"`,
				),
			);

			expect(found.map(idOf)).toEqual([one?.id, other?.id]);
		});

		it.each([
			'profile.department eq "Sales"',
			'status sw "ACT"',
			'status gt "A"',
			'profile.email co "x"',
			'created gt "2020-01-01"',
			'id pr',
		])('refuses %s', async (expression) => {
			expect(refusal(await okta('GET', filter(expression)))).toMatchObject({
				status: 400,
				errorCode: 'E0000031',
			});
		});
	});

	describe('by q', () => {
		it('finds names and e-mail addresses that begin so, ten at most, on one page', async () => {
			const { body, next } = await okta('GET', '/api/v1/users?q=MA');
			const found = visible().filter(({ profile }) =>
				['firstName', 'lastName', 'email'].some((name) =>
					text(profile, name).toLowerCase().startsWith('ma'),
				),
			);

			expect(found.length).toBeGreaterThan(10);
			expect(Array.isArray(body) && body.map(idOf)).toEqual(found.slice(0, 10).map(({ id }) => id));
			expect(next).toBeUndefined();
		});
	});

	it('shows only the fields asked for, and always the id', async () => {
		const [user] = await okta.list(
			`/api/v1/users${asking({ fields: 'status,profile:(firstName,login)', limit: '1' })}`,
		);

		expect(Object.keys(user ?? {}).sort()).toEqual(['id', 'profile', 'status']);
		expect(Object.keys(profileOf(user ?? {})).sort()).toEqual(['firstName', 'login']);
	});
});

describe('search that lags', () => {
	it('finds a new user only after a while, while reading by id sees the user at once', async () => {
		const org = await startOrg({ users: 5, searchLag: 10_000 });
		const okta = admin(org);
		try {
			const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });
			const search = `/api/v1/users${asking({ search: 'profile.login eq "ana@people.example"' })}`;

			expect(await okta.list(search)).toHaveLength(0);
			expect((await okta.object('GET', `/api/v1/users/${idOf(user)}`)).id).toBe(user.id);
			org.clock.advance(10_001);
			expect(await okta.list(search)).toHaveLength(1);
			await okta.object('POST', `/api/v1/users/${idOf(user)}`, { profile: { title: 'New' } });
			expect((await okta.list(search))[0]?.profile).not.toHaveProperty('title');
		} finally {
			await org.close();
		}
	});
});
