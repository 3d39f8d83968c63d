import fc from 'fast-check';
import { Directory } from './directory';
import { Ids } from './ids';
import { MemberSet, union } from './memberSet';
import { text } from './model';
import { SeededUsers } from './seed';

const clock = { now: () => Date.UTC(2026, 0, 1) };

describe('ids', () => {
	const ids = new Ids(7);

	it('look like those of Okta', () => {
		expect(ids.of('00u', 0)).toMatch(/^00u[A-Za-z0-9]{17}$/);
	});

	it('lead back to the position they were made for, and sort like it', () => {
		fc.assert(
			fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), (one, other) => {
				const [a, b] = [ids.of('00g', one), ids.of('00g', other)];
				expect(ids.position('00g', a)).toBe(one);
				expect(a < b).toBe(one < other);
			}),
		);
	});

	it('belong to one kind and one org', () => {
		expect(ids.position('00g', ids.of('00u', 3))).toBeUndefined();
		expect(ids.position('00u', new Ids(8).of('00u', 3))).toBeUndefined();
		expect(ids.position('00u', `${ids.of('00u', 3)}x`)).toBeUndefined();
		expect(ids.position('00u', 'ana@people.example')).toBeUndefined();
	});
});

describe('a member set', () => {
	it('behaves as a sorted set does', () => {
		const changes = fc.array(fc.tuple(fc.boolean(), fc.nat(40)), { maxLength: 60 });
		const start = fc.record({
			first: fc.nat(10),
			step: fc.integer({ min: 1, max: 6 }),
			end: fc.nat(30),
		});

		fc.assert(
			fc.property(start, changes, fc.nat(45), (seeded, steps, from) => {
				const set = new MemberSet(seeded);
				const model = new Set<number>();
				for (let at = seeded.first; at < seeded.end; at += seeded.step) model.add(at);
				for (const [adds, at] of steps) {
					const changed = adds ? set.add(at) : set.delete(at);
					expect(changed).toBe(adds ? !model.has(at) : model.has(at));
					if (adds) model.add(at);
					else model.delete(at);
				}
				const sorted = [...model].sort((a, b) => a - b);
				expect([...set.from(0)]).toEqual(sorted);
				expect([...set.from(from)]).toEqual(sorted.filter((at) => at >= from));
				expect(set.has(from)).toBe(model.has(from));
			}),
		);
	});

	it('joins others without repeating anybody', () => {
		const ascending = fc.uniqueArray(fc.nat(50)).map((list) => list.sort((a, b) => a - b));

		fc.assert(
			fc.property(fc.array(ascending, { maxLength: 4 }), (lists) => {
				const iterators = lists.map((list) => new MemberSetOf(list).from(0));
				const expected = [...new Set(lists.flat())].sort((a, b) => a - b);
				expect([...union(iterators)]).toEqual(expected);
			}),
		);
	});
});

/** A member set with just these members. */
class MemberSetOf extends MemberSet {
	constructor(members: readonly number[]) {
		super();
		for (const member of members) this.add(member);
	}
}

describe('a seeded directory', () => {
	const large = new Directory({ users: 100_000, clock });

	it('is the same for the same seed, and another for another', () => {
		const [one, same, other] = [1, 1, 2].map((seed) => new Directory({ users: 20, seed, clock }));

		expect(one?.users.list()).toEqual(same?.users.list());
		expect(one?.groups.list()).toEqual(same?.groups.list());
		expect(one?.users.at(0)?.id).not.toBe(other?.users.at(0)?.id);
	});

	it('keeps a user whatever the size of the org', () => {
		const small = new Directory({ users: 50, clock });

		expect(small.users.at(7)?.id).toBe(large.users.at(7)?.id);
		expect(small.users.at(7)?.profile.login).toBe(large.users.at(7)?.profile.login);
	});

	it('makes no user before it is asked for, however many there are', () => {
		const made = jest.spyOn(SeededUsers.prototype, 'at');
		const million = new Directory({ users: 1_000_000, clock });
		const atTheStart = made.mock.calls.length;

		expect(million.users.at(999_999)?.profile.lastName).toEqual(expect.any(String));
		expect(atTheStart).toBeLessThan(10);
		made.mockRestore();
	});

	it('finds everybody by id, login, e-mail address and short name', () => {
		const positions = fc.nat(large.users.end - 1);

		fc.assert(
			fc.property(positions, (position) => {
				const user = large.users.at(position);
				const login = text(user?.profile ?? {}, 'login');
				expect(large.findUser(user?.id ?? '')?.position).toBe(position);
				expect(large.findUser(login)?.position).toBe(position);
				expect(large.findUser(login.toUpperCase())?.position).toBe(position);
				expect(large.findUser(login.split('@')[0] ?? '')?.position).toBe(position);
				expect(large.users.everWithEmail(login)).toEqual([position]);
			}),
		);
	});

	it('gives no login twice', () => {
		const logins = new Set<string>();
		for (let position = 0; position < 30_000; position++)
			logins.add(text(large.users.at(position)?.profile ?? {}, 'login'));

		expect(logins.size).toBe(30_000);
	});

	it('holds a few people of every status, some names with accents, and managers who exist', () => {
		const some = Array.from({ length: 5_000 }, (_, position) => large.users.at(position));
		const share = (status: string) =>
			some.filter((user) => user?.status === status).length / some.length;

		expect(share('DEPROVISIONED')).toBeGreaterThan(0.02);
		expect(share('DEPROVISIONED')).toBeLessThan(0.04);
		expect(share('ACTIVE')).toBeGreaterThan(0.85);
		expect(new Set(some.map((user) => user?.status)).size).toBe(8);
		expect(some.some((user) => /[^\x20-\x7e]/.test(text(user?.profile ?? {}, 'lastName')))).toBe(
			true,
		);
		const managerId = text(some[4_999]?.profile ?? {}, 'managerId');
		const manager = large.findUser(managerId);
		expect(manager?.profile.displayName).toBe(some[4_999]?.profile.manager);
	});

	it('lists members of a large group from anywhere without walking through the rest', () => {
		const group = large.groups.byName('Engineering')[0];
		if (!group) throw new Error('The seeded group is missing');
		const looks = jest.spyOn(large.users, 'status');

		expect(large.membersFrom(group, 99_000).next().value).toBeGreaterThanOrEqual(99_000);
		expect(looks.mock.calls.length).toBeLessThan(5);
		looks.mockRestore();
	});
});

describe('a user whose login changes', () => {
	it('is found by the new one only, and frees the old one', () => {
		const directory = new Directory({ users: 3, clock });
		const user = directory.users.at(1);
		if (!user) throw new Error('The seeded user is missing');
		const login = text(user.profile, 'login');
		directory.users.put({ ...user, profile: { ...user.profile, login: 'new@people.example' } });

		expect(directory.users.byLogin(login)).toBeUndefined();
		expect(directory.users.byLogin('NEW@people.example')?.position).toBe(1);
		expect(directory.users.byShortName('new')).toHaveLength(1);
	});
});
