import { requestUrl } from '../../../credentials/oauth/requestUrl';
import { refusalOf } from './refusal';

const org = 'https://acme.okta.com';

describe('the URL of a request', () => {
	it.each([
		['an absolute URL', { url: `${org}/api/v1/users` }, '/api/v1/users'],
		['the older name of the field', { uri: `${org}/api/v1/users` }, '/api/v1/users'],
		['a path', { url: '/api/v1/users' }, '/api/v1/users'],
		['a path without slash', { url: 'api/v1/users' }, '/api/v1/users'],
		['a path with a query', { url: '/api/v1/users?q=a%20b' }, '/api/v1/users?q=a%20b'],
		['a path on top of a base URL', { baseURL: org, url: '/a' }, '/a'],
		['a base URL as people type it', { baseURL: 'acme-admin.okta.com/admin', url: '/a' }, '/a'],
		['host in other case', { url: 'HTTPS://ACME.okta.com/a' }, '/a'],
		['the default port', { url: 'https://acme.okta.com:443/a' }, '/a'],
		['a path that looks like a host', { url: '//evil.example/a' }, '//evil.example/a'],
		['nothing', {}, '/'],
	])('is found from %s', (_what, request, path) => {
		expect(requestUrl(org, request).href).toBe(`${org}${path}`);
	});

	it.each([
		['another org', { url: 'https://evil.okta.com/api/v1/users' }],
		['a host that begins like the org', { url: 'https://acme.okta.com.evil.example/' }],
		['the org as user name', { url: 'https://acme.okta.com@evil.example/' }],
		['a user name before the org', { url: 'https://a:b@acme.okta.com/' }],
		['no TLS', { url: 'http://acme.okta.com/' }],
		['another port', { url: 'https://acme.okta.com:8443/' }],
		['backslashes', { url: 'https:\\\\evil.example\\a' }],
		['another base URL', { baseURL: 'https://evil.example', url: '/a' }],
		['an absolute URL on top of the right base', { baseURL: org, url: 'https://evil.example/' }],
		['another scheme', { url: 'file:///etc/passwd' }],
	])('is refused for %s', (_what, request) => {
		expect(refusalOf(() => requestUrl(org, request)).title).toBe(
			'This credential is for https://acme.okta.com only',
		);
	});

	it('is refused when it is none', () => {
		expect(refusalOf(() => requestUrl(org, { url: 'https://' })).title).toBe('This is not a URL');
	});
});
