import { Readable } from 'node:stream';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import {
	checkProtectedIds,
	readProtectedIds,
	type Carried,
} from '../../../credentials/oauth/protectedIds';
import { refusalOf } from './refusal';

const org = 'https://acme.okta.com';
const user = '00ub0oNGTSWTBKOLGLNR';
const group = '00gak46y5hydV6NdM0g4';
const other = '00u1234567890abcdefg';
const list = `${user}, ${group}`;

interface Sent extends Carried {
	path?: string;
	headers?: Record<string, unknown>;
}

const check = (
	{ path = '/api/v1/groups', headers = {}, ...carried }: Sent,
	protectedIds = list,
) => {
	checkProtectedIds(protectedIds, carried, new URL(org + path), headers);
};

/** The text with one letter written as a number, in as many layers as said. */
const percent = (text: string, layers = 1): string =>
	layers === 0
		? text
		: percent(text, layers - 1)
				.replaceAll('%', '%25')
				.replace(/^0/, '%30');
const everyLetter = (text: string) =>
	Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
const escaped = (text: string) => text.replace('0', String.raw`\u0030`);
const nested = (value: unknown, depth: number): unknown =>
	depth === 0 ? value : [{ a: nested(value, depth - 1) }];
const utf16 = (text: string) => Array.from(text, (letter) => `\0${letter}`).join('');
const fullWidth = (text: string) =>
	text.replace(/./g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

const post = { method: 'POST' };
const json = { 'Content-Type': 'application/json' };

describe('a request that names a protected ID in its path', () => {
	const paths: Array<[what: string, path: string]> = [
		['bare', `/api/v1/users/${user}`],
		['with a trailing slash', `/api/v1/users/${user}/`],
		['before an action', `/api/v1/users/${user}/lifecycle/deactivate`],
		['of a group', `/api/v1/groups/${group}`],
		['at the end', `/api/v1/groups/00g1234567890abcdefg/users/${user}`],
		['as %30', `/api/v1/users/${percent(user)}`],
		['as %2530', `/api/v1/users/${percent(user, 2)}`],
		['as %252530', `/api/v1/users/${percent(user, 3)}`],
		['as %-codes throughout', `/api/v1/users/${everyLetter(user)}`],
		['as %-codes in capitals', `/api/v1/users/${everyLetter(user).toUpperCase()}`],
		['as %-codes of mixed case', `/api/v1/users/${everyLetter(user).replace('%4e', '%4E')}`],
		['as %u0030', `/api/v1/users/${user.replace('0', '%u0030')}`],
		['in capitals', `/api/v1/users/${user.toUpperCase()}`],
		['in small letters', `/api/v1/users/${user.toLowerCase()}`],
		['in full-width letters', `/api/v1/users/${encodeURIComponent(fullWidth(user))}`],
		['with a control character in it', `/api/v1/users/${user.slice(0, 5)}%00${user.slice(5)}`],
		['with a line break in it', `/api/v1/users/${user.slice(0, 5)}\n${user.slice(5)}`],
		['with a path parameter', `/api/v1/users/${user};v=1`],
		['as a path parameter', `/api/v1/groups;id=${user}`],
		['behind an encoded slash', `/api/v1%2Fusers%2F${user}`],
		['behind two slashes', `/api/v1/users//${user}`],
		['behind backslashes', String.raw`\api\v1\users\${user}`.replace('{user}', user)],
		['behind a way up', `/api/v1/users/${other}/../${user}`],
	];

	it.each(paths)('is refused: %s', (_what, path) => {
		const { title, description } = refusalOf(() => {
			check({ method: 'DELETE', path });
		});
		expect(title).toMatch(new RegExp(`^The credential protects (${user}|${group}) from changes$`));
		expect(description).toMatch(/names this ID in its path.*edit the credential/);
	});

	it.each(paths)('is sent when it only reads: %s', (_what, path) => {
		for (const method of ['GET', 'HEAD', 'get', '', undefined]) check({ method, path });
	});

	it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'delete', 'OPTIONS', 'QUERY', 'MERGE'])(
		'is refused whatever else it does: %s',
		(method) => {
			expect(() => {
				check({ method, path: `/api/v1/users/${user}` });
			}).toThrow(user);
		},
	);

	it.each(['X-HTTP-Method-Override', 'x-http-method', 'X-METHOD-OVERRIDE'])(
		'is refused when it is a GET in name only: %s',
		(name) => {
			expect(() => {
				check({ path: `/api/v1/users/${user}`, headers: { [name]: 'DELETE' } });
			}).toThrow(user);
		},
	);
});

describe('a request that names a protected ID elsewhere', () => {
	const places: Array<[what: string, place: string, sent: Sent]> = [
		['in its URL', 'query', { path: `/api/v1/groups?id=${user}` }],
		['encoded in its URL', 'query', { path: `/api/v1/groups?id=${percent(user, 2)}` }],
		['as the name of a parameter', 'query', { qs: { [user]: 1 } }],
		['as a parameter', 'query', { qs: { id: user } }],
		['as an encoded parameter', 'query', { qs: { id: percent(user) } }],
		['in an array of parameters', 'query', { qs: { id: ['x', [user]] } }],
		['in nested parameters', 'query', { qs: { a: { b: { c: user } } } }],
		['in parameters as text', 'query', { qs: `a=1&id=${user}` }],
		['in URLSearchParams', 'query', { qs: new URLSearchParams({ id: user }) }],
		['in a filter', 'query', { qs: { filter: `id eq "${user}"` } }],
		['in a header', 'headers', { headers: { 'X-Anything': user } }],
		['encoded in a header', 'headers', { headers: { 'X-Anything': percent(user) } }],
		['in a header of several values', 'headers', { headers: { Cookie: ['a', `b=${user}`] } }],
		['as the name of a header', 'headers', { headers: { [user]: 'x' } }],
		['in an object', 'body', { body: { id: user } }],
		['as a key', 'body', { body: { [user]: true } }],
		['at any depth', 'body', { body: nested(user, 5_000) }],
		['in an array', 'body', { body: [other, user] }],
		['within a text', 'body', { body: { expression: `user.id == "${user}"` } }],
		['within an address', 'body', { body: { additions: [`${org}/api/v1/users/${user}`] } }],
		['encoded in a value', 'body', { body: { href: percent(user, 3) } }],
		['in JSON within JSON', 'body', { body: { a: JSON.stringify({ b: escaped(user) }) } }],
		['in JSON as text', 'body', { body: JSON.stringify({ id: user }), headers: json }],
		['escaped in JSON', 'body', { body: `{"id":"${escaped(user)}"}`, headers: json }],
		[
			'escaped in a key, with a capital',
			'body',
			{ body: `{"${user.replace('L', String.raw`\u004C`)}":1}` },
		],
		[
			'escaped in GraphQL',
			'body',
			{ body: `{ user(id: "${user.replace('0', String.raw`\u{30}`)}")` },
		],
		['escaped in XML', 'body', { body: `<id>${user.replace('0', '&#48;')}</id>` }],
		['escaped in XML, in hex', 'body', { body: `<id>${user.replace('0', '&#x30;')}</id>` }],
		['in JSON in UTF-16', 'body', { body: utf16(JSON.stringify({ id: user })) }],
		['in a form as text', 'body', { body: `a=1&id=${percent(user)}` }],
		['in a form', 'body', { form: { id: user } }],
		['in an array of a form', 'body', { form: { id: [user] } }],
		['in a form given as text', 'body', { form: `id=${percent(user)}` }],
		['in a form beside a body', 'body', { body: { a: 1 }, form: { id: user } }],
		['in a body of URLSearchParams', 'body', { body: new URLSearchParams({ id: user }) }],
		['in an object of another realm', 'body', { body: runInNewContext(`({ id: '${user}' })`) }],
		[
			'in an object without prototype',
			'body',
			{ body: Object.assign(Object.create(null), { user }) },
		],
	];

	it.each(places)('is refused: %s', (_what, place, sent) => {
		const { title, description } = refusalOf(() => {
			check({ ...post, ...sent });
		});
		expect(title).toBe(`The credential protects ${user} from changes`);
		expect(description).toContain(`names this ID in its ${place}`);
	});

	it('is refused when the ID is a number', () => {
		const digits = '10000000000000000000';
		expect(() => {
			check({ ...post, body: { id: 10_000_000_000_000_000_000 } }, digits);
		}).toThrow(digits);
	});
});

describe('a request that cannot be searched', () => {
	class Model {
		id = other;
	}
	const circular: Record<string, unknown> = { id: other };
	circular.self = circular;

	const opaque: Array<[what: string, place: string, sent: Sent]> = [
		['a stream', 'body', { body: Readable.from(['{}']) }],
		['bytes', 'body', { body: Buffer.from('{}') }],
		['an array of bytes', 'body', { body: new Uint8Array([123, 125]) }],
		['an empty file', 'body', { body: Buffer.alloc(0) }],
		['bytes within an object', 'body', { body: { id: Buffer.from(user) } }],
		['bytes within a form', 'body', { form: { id: Buffer.from(user) } }],
		['a form with files', 'body', { body: new FormData() }],
		['fields with files', 'body', { formData: { file: { value: 'a', options: {} } } }],
		['an object that writes itself', 'body', { body: { toJSON: () => user } }],
		['an object of a class', 'body', { body: new Model() }],
		[
			'a multipart body',
			'body',
			{ body: { a: 1 }, headers: { 'content-type': 'Multipart/form-data' } },
		],
		[
			'a compressed body',
			'body',
			{ body: gzipSync('{}').toString('latin1'), headers: { 'Content-Encoding': 'gzip' } },
		],
		[
			'another charset',
			'body',
			{ body: '{}', headers: { 'Content-Type': 'application/json; charset=ibm500' } },
		],
		['a value encoded time and again', 'body', { body: { id: percent(user, 30) } }],
		['a parameter encoded time and again', 'query', { qs: { id: percent(user, 30) } }],
		['a path encoded time and again', 'path', { path: `/api/v1/users/${percent(other, 30)}` }],
		['a path with an encoded way up', 'path', { path: `/api/v1/users/${other}/%252e%252e/x@y.z` }],
		['bytes as a parameter', 'query', { qs: { id: Buffer.from(user) } }],
	];

	it.each(opaque)('is refused: %s', (_what, place, sent) => {
		const { title, description } = refusalOf(() => {
			check({ ...post, ...sent });
		});
		expect(title).toBe(`The ${place} cannot be searched for protected IDs`);
		expect(description).toMatch(/not sent.*JSON.*edit the credential/);
	});

	it.each(opaque)('is sent while nothing is protected: %s', (_what, _place, sent) => {
		check({ ...post, ...sent }, '');
	});

	it('is sent when it refers to itself: n8n says what is wrong with it', () => {
		check({ ...post, body: circular });
	});
});

describe('a request that changes a user otherwise than by ID', () => {
	it.each([
		['by login', '/api/v1/users/ada@example.com'],
		['by encoded login', '/api/v1/users/ada%40example.com/lifecycle/deactivate'],
		['by short login', '/api/v1/users/ada'],
		['by a login that looks like an ID', '/api/v1/users/00uada'],
		['as me', '/api/v1/users/me'],
		['in a group', '/api/v1/groups/00g1234567890abcdefg/users/ada'],
		['of an app', '/api/v1/apps/0oa1234567890abcdefg/users/ada'],
		['behind two slashes', '/api/v1/users//ada'],
		['behind encoded slashes', '/api/v1%2Fusers%2Fada'],
		['behind slashes encoded twice', '/api/v1%252Fusers%252Fada'],
		['behind a path parameter', '/api/v1/users;a=1/ada'],
		['behind a path parameter that is an ID', `/api/v1/users/ada;${other}`],
		['in capitals', '/api/v1/USERS/ada'],
		['with an encoded letter', '/api/v1/u%73ers/ada'],
		['with a space', `/api/v1/users/%20${other}`],
		['as the manager', `/api/v1/users/${other}/linkedObjects/manager/ada@example.com`],
	])('is refused: %s', (_what, path) => {
		const { title, description } = refusalOf(() => {
			check({ method: 'DELETE', path });
		});
		expect(title).toMatch(/by their ID only$/);
		expect(description).toMatch(/User: Get takes a login.*edit the credential/);
		check({ method: 'DELETE', path }, '');
		check({ method: 'GET', path });
	});
});

describe('a harmless request', () => {
	it.each<[what: string, sent: Sent]>([
		['a new user', { path: '/api/v1/users?activate=true', body: { profile: { login: 'a@b.c' } } }],
		['another user', { path: `/api/v1/users/${other}/lifecycle/deactivate` }],
		['another user with a trailing slash', { path: `/api/v1/users/${other}/` }],
		['another user, encoded', { path: `/api/v1/users/${percent(other)}` }],
		['a manager', { path: `/api/v1/users/${other}/linkedObjects/manager/${other}` }],
		[
			'the end of a link',
			{ path: `/api/v1/users/${other}/linkedObjects/manager`, method: 'DELETE' },
		],
		['a member', { path: `/api/v1/groups/00g1234567890abcdefg/users/${other}`, method: 'PUT' }],
		['an assignment', { path: '/api/v1/apps/0oa1234567890abcdefg/users', body: { id: other } }],
		['a schema', { path: '/api/v1/meta/schemas/user/default', body: { definitions: {} } }],
		['the beginning of an ID', { body: { id: user.slice(0, 19) } }],
		['an ID in two values', { body: [user.slice(0, 10), user.slice(10)] }],
		['an ID backwards', { body: { id: Array.from(user).reverse().join('') } }],
		[
			'values of every kind',
			{ body: { a: 1, b: true, c: null, d: undefined, e: new Date(), f: 1n } },
		],
		['letters of the world', { body: { name: 'Zoë Łukasz 中村 😀' } }],
		['percent signs', { body: { note: '100 % of %zz and 50%' }, path: '/api/v1/groups?q=50%' }],
		['backslashes', { body: String.raw`{"path":"C:\\users\\u00","tab":"\t"}` }],
		['no body', {}],
		['an empty body', { body: '' }],
		[
			'JSON in UTF-8',
			{ body: '{}', headers: { 'Content-Type': 'application/json; charset=utf-8' } },
		],
		['quoted charset', { body: '{}', headers: { 'Content-Type': 'text/plain; charset="UTF-8"' } }],
		['an uncompressed body', { body: '{}', headers: { 'Content-Encoding': 'identity' } }],
		[
			'headers as the node sends them',
			{ headers: { Accept: 'application/json', 'If-Match': 'W/"1"' } },
		],
	])('is sent: %s', (_what, sent) => {
		expect(() => {
			check({ ...post, ...sent });
		}).not.toThrow();
	});
});

describe('the list', () => {
	it.each([
		['commas', `${user},${group}`],
		['commas and spaces', ` ${user} , ${group} `],
		['line breaks', `${user}\r\n${group}\n\n`],
		['spaces', `${user}  ${group}`],
		['semicolons', `${user};${group};`],
		['JSON', JSON.stringify([user, group])],
	])('may be separated by %s', (_what, text) => {
		expect(readProtectedIds(text)).toEqual([user, group]);
	});

	it.each([[''], [' \n '], [','], [undefined]])('is empty: %j', (text) => {
		expect(readProtectedIds(text)).toEqual([]);
	});

	it.each([
		['a login', `${user}, ada@example.com`, 2],
		['a name', 'Everyone', 1],
		['half an ID', user.slice(0, 12), 1],
		['two IDs in one', user + group, 1],
		['an address', `https://acme-admin.okta.com/admin/user/profile/view/${user}`, 1],
		['a secret', 'hunter2hunter2hunter2', 1],
		['an expression that came to nothing', null, 1],
		['a list', [user], 1],
	])('is refused with %s in it, whatever is asked for', (_what, text, place) => {
		const { title, message } = refusalOf(() => readProtectedIds(text));
		expect(title).toBe(`Entry ${String(place)} of Protected IDs is not an ID of Okta`);
		expect(message).not.toMatch(/ada@|hunter2/);
		expect(() => {
			checkProtectedIds(text, { method: 'GET' }, new URL(org), {});
		}).toThrow(title);
	});
});
