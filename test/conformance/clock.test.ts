import { startOrg, type Org } from '../org';
import { refusalFrom } from '../unit/credential/refusal';
import { Machine } from './machine';

const seconds = 1000;
const hours = 3600 * seconds;

let org: Org;

beforeAll(async () => {
	org = await startOrg();
});

afterAll(() => org.close());

describe.each([
	['Bearer', false],
	['DPoP', true],
])('with %s, a machine whose clock is', (_type, dpop) => {
	it.each([
		['2 hours ahead', 2 * hours, true],
		['2 hours behind', -2 * hours, true],
		['90 seconds ahead', 90 * seconds, true],
		['90 seconds behind', -90 * seconds, false],
		['3 seconds ahead', 3 * seconds, false],
		['right', 0, false],
	])('%s works', async (_how, ahead, corrected) => {
		const app = await org.serviceApp({ key: 'ES256', dpop });
		const machine = new Machine(org, { ahead });
		const fields = app.credential({ dpop: dpop ? 'always' : 'auto' });

		const stored = await machine.renew(fields);
		const answer = await machine.call(stored, 'GET /api/v1/users?limit=1');

		const needed = 1 + Number(corrected) + Number(dpop);
		expect(org.ledger.tokenRequests(app.clientId)).toHaveLength(needed);
		expect(answer.status).toBe(200);
	});
});

it('a renewal profits from the correction', async () => {
	const app = await org.serviceApp({ key: 'ES256' });
	const machine = new Machine(org, { ahead: 2 * hours });
	const first = await machine.exchange(app.credential());
	org.ledger.clear();

	await machine.exchange(app.credential(), first);

	expect(org.ledger.tokenRequests(app.clientId)).toHaveLength(1);
});

it('a clock put right by its owner is noticed in one more request', async () => {
	const app = await org.serviceApp({ key: 'ES256' });
	const machine = new Machine(org, { ahead: 2 * hours });
	const first = await machine.exchange(app.credential());
	machine.ahead = 0;
	org.ledger.clear();

	const { clockOffset } = await machine.exchange(app.credential(), first);

	expect(Math.abs(clockOffset)).toBeLessThanOrEqual(1);
	expect(org.ledger.tokenRequests(app.clientId)).toHaveLength(2);
});

it.each([
	['behind', -2 * hours, /behind Okta’s: by 7(199|200|201) seconds$/],
	['ahead', 2 * hours, /ahead of Okta’s: by 7(199|200|201) seconds$/],
])('a clock that is %s is named when the correction does not help', async (_how, ahead, title) => {
	const app = await org.serviceApp({ key: 'ES256' });
	const machine = new Machine(org, { ahead });
	const remove = org.faults.add({
		path: '/oauth2/v1/token',
		after: 1,
		then: {
			status: 401,
			body: {
				error: 'invalid_client',
				error_description:
					ahead < 0
						? 'The client_assertion token is expired.'
						: 'The client_assertion token has an expiration too far into the future.',
			},
		},
	});

	const refusal = await refusalFrom(machine.exchange(app.credential()));
	remove();

	expect(refusal.title).toMatch(title);
	expect(org.ledger.tokenRequests(app.clientId)).toHaveLength(2);
});
