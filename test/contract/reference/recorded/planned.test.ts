import { foresights } from '../../../../nodes/Okta/plan/foresee';
import { matcherOf } from '../../../../nodes/Okta/plan/match';
import { theEngine } from '../../../engine/world';
import { isObject } from '../../../org/directory/request';
import { listAt, objectAt, textAt } from './builders';
import { pairs, placeOf, type Pair } from './pairs';
import { matchOf, staged } from './staging';

const foresightFor = matcherOf(Object.entries(foresights));

const reading = [
	'appGrants',
	'apps',
	'devices',
	'eventHooks',
	'groups',
	'linkedObjects',
	'networkZones',
	'roles',
	'schemas',
	'users',
	'userTypes',
].map((area) => `okta.${area}.read`);

/** All that a custom API call doubts where the foresight of its path doubts nothing. */
const SCOPE = 'Whether the token has the scope for this is for Okta to say.';

interface Plan {
	would: string;
	isCertain: boolean;
	why: string;
	/** The status it would have. */
	status: unknown;
}

/** Plans a recorded write in the state in which Okta answered it. */
async function planOf(pair: Pair): Promise<Plan> {
	const { request } = pair;
	const { org, path, body, close } = await staged(pair);
	try {
		const n8n = await theEngine();
		const match = matchOf(pair);
		const own = match.found === 'route' && 'scopes' in match.route ? match.route.scopes : [];
		const app = await org.serviceApp({ key: 'ES256', scopes: [...own, ...reading] });
		const outcome = await n8n.run({
			parameters: {
				resource: 'customApiCall',
				operation: 'request',
				method: request.method,
				path,
				query: { parameters: request.query.map(([name, value]) => ({ name, value })) },
				...(isObject(body) && { body: JSON.stringify(body) }),
				safeguards: { dryRun: true },
			},
			credential: await n8n.credential('oktaServiceAppApi', app.credential()),
		});
		expect(outcome.error).toBeUndefined();
		const api = org.ledger.filter({ path: /^\/(?!oauth2\/v1\/token$)/ });
		expect(api.filter(({ method }) => method !== 'GET')).toEqual([]);
		const plan = objectAt(outcome.items[0]?.json);
		const why = textAt(plan, 'why');
		return {
			would: textAt(plan, 'would'),
			isCertain: why.endsWith(SCOPE),
			why,
			status: listAt(plan.changes).find(({ field }) => field === 'status')?.to,
		};
	} finally {
		await close();
	}
}

const writes = pairs.filter(({ request }) => request.method !== 'GET');
const foreseen = writes.filter(({ request }) => foresightFor(request.method, request.path));
/** A failure of Okta's own says nothing of what it thinks of the request. */
const isRefused = ({ response: { status } }: Pair): boolean => status >= 400 && status < 500;
const named = (all: readonly Pair[]): Array<[string, Pair]> =>
	all.map((pair) => [`${pair.id}, ${pair.request.method} ${placeOf(pair.request.path)}`, pair]);

const held = { done: 0, refused: 0, uncertain: 0 };

/** Notes whether the plan can be held to what was recorded: one that isn't certain says nothing. */
function isHeld({ isCertain }: Plan, as: 'done' | 'refused'): boolean {
	held[isCertain ? as : 'uncertain']++;
	return isCertain;
}

describe('a plan of what Okta was recorded to answer, in the state in which it did', () => {
	test.each(named(foreseen.filter((pair) => !isRefused(pair))))('is done: %s', async (_, pair) => {
		const plan = await planOf(pair);
		if (!isHeld(plan, 'done')) return;
		expect(plan).not.toMatchObject({ would: 'be refused' });
		const { status = plan.status } = objectAt(pair.response.body);
		if (plan.status) expect(plan.status).toBe(status);
	});

	test.each(named(foreseen.filter(isRefused)))('is refused: %s', async (_, pair) => {
		const plan = await planOf(pair);
		if (!isHeld(plan, 'refused')) return;
		expect(plan).toMatchObject({ would: 'be refused' });
		// What isn't there has another ID in the recording.
		const summary = textAt(objectAt(pair.response.body), 'errorSummary');
		const [kind = ''] = /\(\w+\)$/.exec(summary) ?? [];
		expect(plan.why).toContain(kind);
	});

	test('is certain in about half of the cases', () => {
		expect(held).toEqual({ done: 51, refused: 6, uncertain: 79 });
	});
});

/** What nobody foresees, and why; a custom API call with one is planned as not certain. */
const NOT_FORESEEN: Readonly<Record<string, readonly string[]>> = {
	'No operation sends it': [
		'DELETE /api/v1/api-tokens/{id}',
		'POST /api/v1/agentPools/{id}/updates',
		'POST /api/v1/authenticators',
		'POST /api/v1/authenticators/{id}/lifecycle/deactivate',
		'POST /api/v1/authorizationServers/{id}/policies/{id}/rules/{id}/lifecycle/deactivate',
		'POST /api/v1/groups/{id}/roles',
		'POST /api/v1/mappings/{id}',
		'POST /api/v1/meta/schemas/apps/{id}/default',
		'POST /api/v1/meta/schemas/group/default',
		'POST /api/v1/policies/{id}/mappings',
		'POST /api/v1/push-providers',
		'POST /api/v1/realms/{id}',
		'POST /api/v1/zones',
		'PUT /api/v1/apps/{id}/features/{id}',
		'PUT /api/v1/authenticators/{id}',
		'PUT /api/v1/eventHooks/{id}',
	],
	'It changes nothing': ['POST /api/v1/policies/simulate', 'POST /{id}/v1/token'],
};

test('all else that was recorded is named here', () => {
	const rest = writes.filter((pair) => !foreseen.includes(pair));
	const places = rest.map(({ request: { method, path } }) => `${method} ${placeOf(path)}`);
	expect([...new Set(places)].toSorted()).toEqual(Object.values(NOT_FORESEEN).flat().toSorted());
	expect({ writes: writes.length, foreseen: foreseen.length }).toEqual({
		writes: 168,
		foreseen: 136,
	});
});
