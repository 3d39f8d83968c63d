import { change, type Change, pointer } from '../../../nodes/Okta/objects/jsonPatch';

const document = () => ({ claims: { team: { lead: 'ada' }, 'a/b': 1, list: ['x', 'y'] } });

describe('a change of a JSON document (RFC 6902)', () => {
	it.each<[Change, object]>([
		[{ op: 'add', path: '/claims/new', value: 1 }, { new: 1 }],
		[{ op: 'add', path: '/claims/team/lead', value: 'bob' }, { team: { lead: 'bob' } }],
		[{ op: 'replace', path: '/claims/a~1b', value: 2 }, { 'a/b': 2 }],
		[{ op: 'add', path: '/claims/list/-', value: 'z' }, { list: ['x', 'y', 'z'] }],
		[{ op: 'add', path: '/claims/list/1', value: 'z' }, { list: ['x', 'z', 'y'] }],
		[{ op: 'replace', path: '/claims/list/1', value: 'z' }, { list: ['x', 'z'] }],
		[{ op: 'remove', path: '/claims/list/0' }, { list: ['y'] }],
		[{ op: 'remove', path: '/claims/team/lead' }, { team: {} }],
	])('%j', (made, claims) => {
		const changed = document();
		expect(change(changed, made)).toBe(true);
		expect(changed.claims).toEqual({ ...document().claims, ...claims });
	});

	it.each<Change>([
		{ op: 'add', path: '/claims/nobody/lead', value: 1 },
		{ op: 'add', path: '/claims/team/lead/name', value: 1 },
		{ op: 'add', path: '/claims/list/3', value: 1 },
		{ op: 'add', path: '/claims/list/x', value: 1 },
		{ op: 'replace', path: '/claims/list/2', value: 1 },
		{ op: 'replace', path: '/claims/list/-', value: 1 },
		{ op: 'replace', path: '/claims/new', value: 1 },
		{ op: 'replace', path: '/claims/toString', value: 1 },
		{ op: 'remove', path: '/claims/new' },
		{ op: 'remove', path: '/claims/constructor/name' },
	])('is not made where its place is not there: %j', (made) => {
		const changed = document();
		expect(change(changed, made)).toBe(false);
		expect(changed).toEqual(document());
	});

	it('has no place in what is no document', () => {
		for (const nothing of [undefined, null, 'text', 7])
			expect(change(nothing, { op: 'add', path: '/claims/new', value: 1 })).toBe(false);
	});
});

it.each([
	['level', '/claims/level'],
	['https://acme.example/role', '/claims/https:~1~1acme.example~1role'],
	['a~b', '/claims/a~0b'],
	['/team/lead', '/claims/team/lead'],
])('the place of the claim %s is %s', (name, path) => {
	expect(pointer('claims', name)).toBe(path);
});
