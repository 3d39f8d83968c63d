import { UserError } from 'n8n-workflow';
import fc from 'fast-check';

import { checkTypedPath, fillPath, isBelow, resolveUrl } from '../../../nodes/Okta/transport/path';

const origin = 'https://acme.okta.com';

describe('fillPath', () => {
	const fill = (value: string) => fillPath('/api/v1/users/{userId}/lifecycle/suspend', () => value);

	it('puts each value into its brace', () => {
		const values: Record<string, string> = { groupId: '00g1', userId: '00u2' };
		expect(fillPath('/api/v1/groups/{groupId}/users/{userId}', (name) => values[name] ?? '')).toBe(
			'/api/v1/groups/00g1/users/00u2',
		);
	});

	it.each([
		['jane.doe+test@example.com', 'jane.doe%2Btest%40example.com'],
		['jörg@example.com', 'j%C3%B6rg%40example.com'],
		['100%', '100%25'],
		['a b"c', 'a%20b%22c'],
		['...', '...'],
	])('escapes %j', (value, escaped) => {
		expect(fill(value)).toBe(`/api/v1/users/${escaped}/lifecycle/suspend`);
	});

	it.each([
		'',
		'.',
		'..',
		'../groups',
		'a/b',
		'a\\b',
		'a?b',
		'a#b',
		'a;b',
		'a\nb',
		'\u0000',
		'\u0085',
		'%2e%2e',
		'%252E%252E',
		'..%2fgroups',
		'a%5cb',
	])('refuses %j', (value) => {
		expect(() => fill(value)).toThrow(UserError);
	});

	it('calls the field by the name it has on the form', () => {
		expect(() =>
			fillPath(
				'/api/v1/users/{userId}',
				() => '',
				() => 'User',
			),
		).toThrow('"User" is empty');
	});

	it('never leads anywhere but to its own segment, whatever the value', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				let path: string;
				try {
					path = fill(value);
				} catch (error) {
					// A lone surrogate has no UTF-8 form; everything else is ours to refuse.
					return error instanceof UserError || error instanceof URIError;
				}
				const segments = resolveUrl(origin, path).pathname.split('/');
				return (
					segments.length === 7 &&
					decodeURIComponent(segments[4] ?? '') === value &&
					segments[6] === 'suspend'
				);
			}),
		);
	});
});

describe('resolveUrl', () => {
	it('keeps a page link of the org as Okta wrote it', () => {
		const link = `${origin}/api/v1/users?after=a%3D&limit=200`;
		expect(resolveUrl(origin, link).href).toBe(link);
	});

	it.each([
		'https://evil.example/api/v1/users',
		'http://acme.okta.com/api/v1/users',
		'https://acme.okta.com:8443/api/v1/users',
		'https://acme.okta.com.evil.example/',
		'@evil.example/api/v1/users',
		'.evil.example/api/v1/users',
		'javascript:alert(1)',
	])('refuses %s', (path) => {
		expect(() => resolveUrl(origin, path)).toThrow('is not the org this credential belongs to');
	});

	it('takes two slashes for a path, not for a host', () => {
		expect(resolveUrl(origin, '//evil.example/').host).toBe('acme.okta.com');
	});
});

describe('checkTypedPath', () => {
	it.each([
		'/api/v1/users',
		'/api/v1/users/',
		'/api/v1/users?search=profile.login eq "a/../b"',
		'/.well-known/openid-configuration',
		`${origin}/api/v1/org`,
		'/api/v1/users/jane_gmail.com%23EXT%23%40acme.example',
		'/api/v1/users/50%25',
	])('lets %s pass', (path) => {
		expect(() => checkTypedPath(path)).not.toThrow();
	});

	it.each([
		'',
		'api/v1/users',
		'/',
		'/api/v1/users//lifecycle/deactivate',
		'/api/v1/users/../groups',
		'/api/v1/users/%2E%2e/groups',
		'/api/v1/users/./groups',
		'/api/v1/users/a\\b',
		'/api/v1/users/a;b',
		'/api/v1/users/..%2fgroups',
		'/api/v1/users/..%2Fgroups',
		'/api/v1/users/..%252fgroups',
		'/api/v1/users/%252e%252e/groups',
		'/api/v1/users/%25252e%25252e/groups',
		'/api/v1/users/..%5cgroups',
		'/api/v1/users/..%3bx/groups',
		'/api/v1/users/..%23/groups',
		'/api/v1/users/a%0d%0ab',
	])('refuses %j', (path) => {
		expect(() => checkTypedPath(path)).toThrow(UserError);
	});
});

describe('isBelow', () => {
	it.each([
		['/api/v1/users', '/api/v1/users'],
		['/api/v1/users', '/api/v1/users/'],
		['/api/v1/users/', '/api/v1/users'],
		['/api/v1/users?limit=2', '/api/v1/users'],
		['/api/v1/users/00u1/groups', '/api/v1/users'],
		['/api/v1/%75sers/00u1', '/api/v1/users'],
		[`${origin}/api/v1/users/00u1`, '/api/v1/users'],
		['/api/v1/org', '/'],
	])('%s is one of %s', (path, other) => {
		expect(isBelow(path, other)).toBe(true);
	});

	it.each([
		['/api/v1/users2', '/api/v1/users'],
		['/api/v1', '/api/v1/users'],
		['/api/v1/Users', '/api/v1/users'],
		['/oauth2/v1/clients', '/api/v1'],
		['/x/api/v1/users', '/api/v1/users'],
	])('%s is none of %s', (path, other) => {
		expect(isBelow(path, other)).toBe(false);
	});
});
