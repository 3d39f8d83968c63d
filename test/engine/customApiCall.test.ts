import type { INodeParameters } from 'n8n-workflow';

import { apiRequests, closeWorlds, complaint, openWorld } from './world';

afterEach(closeWorlds);

const call = async (parameters: INodeParameters, then?: object) => {
	const world = await openWorld();
	const { n8n, org, credential } = world;
	if (then) org.faults.add({ path: '/api/v1/org', then: { status: 200, ...then } });
	const outcome = await n8n.run({
		parameters: {
			resource: 'customApiCall',
			operation: 'request',
			path: '/api/v1/org',
			...parameters,
		},
		credential,
	});
	return { outcome, org };
};

const withHeaders = (...header: Array<{ name: string; value: string }>) => ({
	options: { headers: { header } },
});

describe('headers of a custom call', () => {
	it.each([
		['Accept', 'application/xml'],
		['accept', 'application/xml'],
		['If-Match', 'W/"1"'],
		['Content-Type', 'application/json; okta-response=omitCredentials'],
	])('%s: %s is sent, once', async (name, value) => {
		const body = '<saml/>';
		const headers = { 'content-type': 'application/xml' };
		const { outcome, org } = await call(withHeaders({ name, value }), { body, headers });

		expect(outcome.error).toBeUndefined();
		expect(apiRequests(org).map(({ headers }) => headers[name.toLowerCase()])).toEqual([value]);
	});

	it.each([
		['Authorization', 'Bearer x'],
		['dpop', 'x'],
		['Host', 'evil.example'],
		['Cookie', 'sid=1'],
		['Content-Length', '0'],
		['Transfer-Encoding', 'chunked'],
		['Connection', 'close'],
		['Proxy-Authorization', 'Basic x'],
		['X-HTTP-Method-Override', 'DELETE'],
		['X-Okta-Retry-For', 'x'],
		['Content-Type', 'text/plain'],
		['X-Two\r\nHost', 'x'],
		['X-Two', 'a\r\nHost: evil.example'],
		['X Y', 'x'],
	])('%j: %j is refused, and nothing sent', async (name, value) => {
		const { outcome, org } = await call(withHeaders({ name, value }));

		expect(complaint(outcome)).toContain('Nothing was sent to Okta');
		expect(org.ledger.requests).toEqual([]);
	});
});

describe('the answer of a custom call', () => {
	it.each([
		['application/xml', '<md:EntityDescriptor/>'],
		['application/x-pem-file', '-----BEGIN CERTIFICATE-----'],
		['text/plain', '42'],
		['text/csv', 'a,b\r\n1,2'],
	])('of type %s comes out as text', async (type, body) => {
		const { outcome } = await call({}, { body, headers: { 'content-type': type } });
		expect(outcome.items.map(({ json }) => json)).toEqual([{ data: body }]);
	});

	it('comes out as a file where it is no text', async () => {
		const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 0xff, 0xfe]);
		const headers = { 'content-type': 'image/png' };
		const { outcome } = await call({ options: { binaryField: 'logo' } }, { body: bytes, headers });
		expect(outcome.error).toBeUndefined();
		const [item] = outcome.items;
		expect(item?.json).toEqual({ fileName: 'org', mimeType: 'image/png', bytes: 8 });
		const file = item?.binary?.['logo'];
		expect(file?.data).toBe(bytes.toString('base64'));
	});

	it('is one item for each object of a list', async () => {
		const many = await call({ path: '/api/v1/groups?limit=3' });
		expect(many.outcome.items).toHaveLength(3);
	});

	it('is an error with all Okta says where Okta refuses', async () => {
		const { outcome } = await call({ path: '/api/v1/users/00unobody' });
		expect(complaint(outcome)).toContain('Resource not found: 00unobody');
	});

	const secret = { body: { client_secret: 'x' } };

	it.each([
		[false, {}],
		[true, { client_secret: 'x' }],
	])('holds secrets where they are asked for: %s', async (includeSecrets, expected) => {
		const { outcome } = await call({ options: { includeSecrets } }, secret);
		expect(outcome.items.map(({ json }) => json)).toEqual([expected]);
	});
});

describe('a path that others fill in', () => {
	it.each(['/api/v1/apps', '/api/v1/users2', '/oauth2/v1/clients'])(
		'%s is refused where it is not allowed',
		async (path) => {
			const { outcome, org } = await call({ path, allowedPaths: '/api/v1/users, /api/v1/groups' });
			expect(complaint(outcome)).toContain('none of those that this node may call');
			expect(org.ledger.requests).toEqual([]);
		},
	);

	it('is called where it is', async () => {
		const { outcome } = await call({
			path: '/api/v1/groups?limit=1',
			allowedPaths: '/api/v1/users, /api/v1/groups',
		});
		expect(outcome.items).toHaveLength(1);
	});
});
