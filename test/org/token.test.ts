import { startOrg, type Org, type ServiceApp } from '.';
import { assertionFor, requestToken, text } from './support/client';

describe('the token endpoint', () => {
	let org: Org;
	let app: ServiceApp;

	beforeAll(async () => {
		org = await startOrg();
		app = await org.serviceApp({ key: 'ES256', scopes: ['okta.users.read', 'okta.groups.read'] });
	});

	afterAll(() => org.close());

	it('answers a correct assertion with an opaque Bearer token for one hour', async () => {
		const answer = await requestToken(org, { client_assertion: await assertionFor(org, app) });

		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({
			token_type: 'Bearer',
			expires_in: 3600,
			access_token: text(answer, 'access_token'),
			scope: 'okta.users.read',
		});
		expect(text(answer, 'access_token')).toMatch(/^[\w-]{40,}$/);
	});
});
