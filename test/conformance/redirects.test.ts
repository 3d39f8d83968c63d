import type { IDataObject } from 'n8n-workflow';

import { connect, node } from '../engine/harness';
import { closeWorlds, openWorld } from '../engine/world';

/*
 * Whoever can make the org's host answer 3xx (a proxy in between, an open redirect on a custom domain)
 * must not be sent the token or a proof: by none of n8n's helpers, whatever the caller tells them.
 */
afterEach(closeWorlds);

const path = '/api/v1/users';

/** What HTTP Request nodes of all versions, and others that share their helpers, make of redirects. */
const callers: Array<[caller: string, helper: 'older' | 'newer', request: IDataObject]> = [
	['HTTP Request 4 as it is', 'older', { followRedirect: true, followAllRedirects: true }],
	[
		'HTTP Request 3 and 4 with redirects chosen',
		'older',
		{ followRedirect: true, followAllRedirects: true, maxRedirects: 21 },
	],
	['HTTP Request 3 as it is', 'older', { followRedirect: false, followAllRedirects: false }],
	['HTTP Request 2 as it is', 'older', {}],
	['HTTP Request 2 with all redirects', 'older', { followAllRedirects: true }],
	['HTTP Request 2 with GET redirects', 'older', { followRedirect: true }],
	[
		'HTTP Request 4 told to send credentials along',
		'older',
		{ followAllRedirects: true, sendCredentialsOnCrossOriginRedirect: true },
	],
	['a POST', 'older', { method: 'POST', followAllRedirects: true, body: { a: 1 } }],
	[
		'HTTP Request with Never Error',
		'older',
		{ followRedirect: true, followAllRedirects: true, simple: false },
	],
	['the newer helper', 'newer', {}],
	['the newer helper with a number of redirects', 'newer', { maxRedirects: 5 }],
	['the newer helper told to follow', 'newer', { disableFollowRedirect: false }],
	[
		'the newer helper told to send credentials along',
		'newer',
		{ sendCredentialsOnCrossOriginRedirect: true },
	],
	['a POST by the newer helper', 'newer', { method: 'POST', body: { a: 1 } }],
];

const statuses = [301, 302, 303, 307, 308];

describe.each([
	['Bearer', false],
	['DPoP', true],
])('with %s, a redirect is not followed by', (_type, dpop) => {
	it.each(callers)('%s', async (_caller, helper, request) => {
		const { n8n, org, credential } = await openWorld({ app: { dpop } });
		const { org: elsewhere } = await openWorld();
		const targets = statuses.flatMap((status) =>
			[elsewhere.url, org.url].map((origin) => ({ status, location: `${origin}/stolen` })),
		);

		for (const { status, location } of targets) {
			const disarm = org.faults.add({
				path,
				then: { status, headers: { location }, body: 'Gone' },
			});
			const { items } = await n8n.runWorkflow({
				nodes: [
					{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
					{
						...node('HTTP Request', 'n8n-nodes-base.httpRequest', credential),
						onError: 'continueRegularOutput',
						parameters: {
							type: credential.type,
							url: org.url + path,
							helper,
							request: JSON.stringify(request),
						},
					},
				],
				connections: connect('Start', 'HTTP Request'),
			});
			disarm();
			if (request.simple === false) expect(items).toMatchObject([{ json: { body: '"Gone"' } }]);
			else expect(items[0]?.json.error).toContain(String(status));
		}

		expect(org.ledger.filter({ path }).length).toBeGreaterThanOrEqual(targets.length);
		expect(org.ledger.filter({ path: '/stolen' })).toEqual([]);
		expect(elsewhere.ledger.requests).toEqual([]);
	});
});
