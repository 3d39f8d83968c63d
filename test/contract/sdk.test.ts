import { Client } from '@okta/okta-sdk-nodejs';
import { closeWorlds, openWorld } from '../engine/world';
import { cases, sentByNode, sentBySdk } from './exchange';
import { part } from '../walks/part';

afterEach(closeWorlds);

describe("the node sends what Okta's SDK sends", () => {
	test.each(part(cases.filter(({ scenario }) => scenario.sdk)))(
		'$key: $scenario.name',
		async (each) => {
			const expected = await sentBySdk(each);
			expect(expected).not.toEqual([]);
			expect(await sentByNode(each)).toEqual(expected);
		},
	);
});

test("the practice org takes Okta's SDK with a key pair and DPoP for a service app", async () => {
	const { org, app } = await openWorld({ app: { key: 'RS256', dpop: true } });
	const { domain, clientId, scopes, privateKey, keyId } = app.credential();
	const client = new Client({
		orgUrl: domain,
		authorizationMode: 'PrivateKey',
		clientId,
		scopes,
		privateKey,
		keyId,
	});
	const [user] = org.users.list();
	const found = await client.userApi.getUser({ userId: String(user?.id) });

	expect(found.id).toBe(user?.id);
	expect(org.ledger.tokenRequests(clientId).map(({ status }) => status)).toEqual([400, 200]);
	expect(org.ledger.requests.at(-1)?.headers.authorization).toMatch(/^DPoP /);
});
