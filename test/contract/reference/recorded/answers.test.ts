import { startOrg } from '../../../org';
import { admin } from '../../../org/directory/support/admin';
import { isObject } from '../../../org/directory/request';
import { assertionFor, ProofKey, requestToken } from '../../../org/support/client';
import { listAt } from './builders';
import { allowed, refusedToFollow, unused } from './deviations';
import { pairs, placeOf, type Pair } from './pairs';
import { differences } from './shape';
import { matchOf, staged } from './staging';

interface Answer {
	status: number;
	headers: Headers;
	body: unknown;
}

/** Has an org answer a recorded request. */
async function answer(pair: Pair): Promise<Answer> {
	const { org, path, body, close } = await staged(pair);
	const query = new URLSearchParams(pair.request.query).toString();
	try {
		return await admin(org)(pair.request.method, path + (query && `?${query}`), body);
	} finally {
		await close();
	}
}

/** IDs and addresses differ from org to org. */
const plain = (text: unknown): string => String(text).replace(/: [\w.-]+ \(/, ': ID (');

/** Code and texts of a refusal. */
function refusalOf(body: unknown): unknown {
	if (!isObject(body)) return body;
	const { errorCode, errorSummary } = body;
	const causes = listAt(body.errorCauses).map((cause) => plain(cause.errorSummary));
	return { errorCode, errorSummary: plain(errorSummary), causes };
}

/** Relation, limit and the names of all parameters of each link, in their order. */
const linksOf = (link: string): string[] =>
	[...link.matchAll(/<([^>]*)>; rel="(\w+)"/g)].map(([, url = '', relation = '']) => {
		const { searchParams } = new URL(url);
		const limit = searchParams.get('limit') ?? 'no';
		return `${relation}, limit ${limit}: ${[...searchParams.keys()].join('&')}`;
	});

const rateLimits = ['x-rate-limit-limit', 'x-rate-limit-remaining', 'x-rate-limit-reset'];

const tokenRequests = pairs.filter(({ request }) => request.path === '/oauth2/v1/token');
const withRoute = pairs.filter(
	(pair) => matchOf(pair).found === 'route' && !tokenRequests.includes(pair),
);
const others = pairs.filter((pair) => matchOf(pair).found !== 'route');

/** What of an answer is the same in every org. */
const described = (status: number, body: unknown, link: string) => ({
	status,
	links: linksOf(link),
	...(status >= 400 ? { refusal: refusalOf(body) } : {}),
});

describe('the practice org answers as Okta was recorded to', () => {
	const followed = withRoute.filter(({ id }) => !(id in refusedToFollow));

	test.each(followed)('$id: $request.method $request.path', async (pair) => {
		const { status, headers, body } = pair.response;
		const ours = await answer(pair);

		const faults = status < 400 ? differences(body || undefined, ours.body) : [];
		expect({
			...described(ours.status, ours.body, ours.headers.get('link') ?? ''),
			faults: faults.filter((fault) => !allowed(pair, fault)),
		}).toEqual({
			...described(status, body, [headers.link ?? ''].flat().join(', ')),
			faults: [],
		});
		const counted = rateLimits.filter((name) => name in headers);
		expect(counted.filter((name) => !/^\d+$/.test(ours.headers.get(name) ?? ''))).toEqual([]);
	});

	test('and differs from no recording in what no recording shows any more', () => {
		expect(unused()).toEqual([]);
	});

	test.each(tokenRequests)('$id: a token request', async ({ response }) => {
		const org = await startOrg({ users: 0 });
		try {
			const app = await org.serviceApp({ dpop: true });
			const key = await ProofKey.generate();
			const ask = async (nonce?: string) =>
				await requestToken(
					org,
					{ client_assertion: await assertionFor(org, app) },
					response.status === 200
						? { dpop: await key.proof(org, 'POST /oauth2/v1/token', { claims: { nonce } }) }
						: {},
				);
			const first = await ask();
			const nonce = first.headers.get('dpop-nonce') ?? undefined;
			const ours = nonce === undefined ? first : await ask(nonce);

			expect(ours.status).toBe(response.status);
			expect(differences(response.body, ours.body)).toEqual([]);
			if (response.status >= 400) expect(ours.body).toEqual(response.body);
			const hasNonce = 'dpop-nonce' in response.headers;
			expect(ours.headers.has('dpop-nonce')).toBe(hasNonce);
		} finally {
			await org.close();
		}
	});
});

/** What was recorded, and the org has no route for: nothing in the package asks for it. */
const WITHOUT_ROUTE = [
	'DELETE /api/v1/api-tokens/{id}',
	'GET /api/v1/agentPools/{id}/updates/settings',
	'GET /api/v1/api-tokens/{id}',
	'GET /api/v1/apps/{id}/cwo/connections/{id}',
	'GET /api/v1/apps/{id}/features',
	'GET /api/v1/apps/{id}/features/{id}',
	'GET /api/v1/authorizationServers/{id}/policies/{id}',
	'GET /api/v1/authorizationServers/{id}/scopes/{id}',
	'GET /api/v1/brands/{id}/well-known-uris',
	'GET /api/v1/mappings',
	'GET /integrations/api/v1/api-services/{id}',
	'POST /api/v1/agentPools/{id}/updates',
	'POST /api/v1/authenticators',
	'POST /api/v1/authenticators/{id}/lifecycle/deactivate',
	'POST /api/v1/authorizationServers/{id}/policies/{id}/rules/{id}/lifecycle/deactivate',
	'POST /api/v1/mappings/{id}',
	'POST /api/v1/policies/simulate',
	'POST /api/v1/policies/{id}/mappings',
	'POST /api/v1/push-providers',
	'POST /api/v1/realms/{id}',
	'PUT /api/v1/apps/{id}/features/{id}',
	'PUT /api/v1/authenticators/{id}',
];

test('nothing else was recorded than what the package never asks for', () => {
	const named = others.map(({ request: { method, path } }) => `${method} ${placeOf(path)}`);
	expect([...new Set(named)].sort()).toEqual(WITHOUT_ROUTE);
	expect({ recorded: pairs.length, withRoute: withRoute.length, others: others.length }).toEqual({
		recorded: 330,
		withRoute: 303,
		others: 25,
	});
});
