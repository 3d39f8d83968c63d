import { Client } from '@okta/okta-sdk-nodejs';
import { resources } from '../../nodes/Okta/operations';
import { NOWHERE, type Operation } from '../../nodes/Okta/table/operation';
import { scenarios, scopesOf, type Scenario } from '../engine/scenarios';
import { apiRequests, openWorld } from '../engine/world';
import type { Org } from '../org';

/** A request, without what differs between any two clients. */
export interface Sent {
	method: string;
	path: string;
	query: Record<string, string>;
	body: unknown;
	/** Headers that change what Okta does. */
	headers: Record<string, string>;
}

export interface Case {
	key: string;
	resource: string;
	operation: Operation;
	scenario: Scenario;
}

/** Every scenario of every operation that sends something. */
export const cases: Case[] = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const key = `${resource}.${operation.value}`;
		if (operation.route === NOWHERE) return [];
		return (scenarios[key] ?? []).map((scenario) => ({ key, resource, operation, scenario }));
	}),
);

/** What the node sends for a scenario. @throws when it fails where the org would not refuse */
export async function sentByNode({ resource, operation, scenario }: Case): Promise<Sent[]> {
	const { n8n, org, credential } = await openWorld(worldOf(operation));
	const { error } = await n8n.run({
		parameters: {
			resource,
			operation: operation.value,
			...scenario.parameters,
			// The SDK is asked for one item after the other, too.
			requestOptions: { parallel: 1 },
		},
		items: scenario.items(org),
		credential,
		settings: { onError: scenario.puts ? 'stopWorkflow' : 'continueRegularOutput' },
	});
	if (error !== undefined) throw error;
	return requestsOf(org);
}

/**
 * What Okta's SDK sends for it, to an org that is the same. It uses an API token: with DPoP the SDK
 * can't read a user by login (okta-sdk-nodejs issue 521).
 */
export async function sentBySdk({ operation, scenario }: Case): Promise<Sent[]> {
	const { org } = await openWorld(worldOf(operation));
	// With its cache it would answer a second item out of its memory.
	const client = new Client({ orgUrl: org.url, token: org.apiToken(), cacheMiddleware: null });
	for (const item of scenario.items(org)) {
		const call = Promise.resolve(scenario.sdk?.(client, item));
		await (scenario.puts ? call : call.catch(onlyRefusals));
	}
	return requestsOf(org);
}

/** Both worlds have the same service app, so that what is made after it has the same IDs. */
const worldOf = (operation: Operation) =>
	operation.scopes.length > 0 ? { app: { scopes: scopesOf(operation) } } : {};

function onlyRefusals(error: unknown): void {
	if (!(error instanceof Error) || !('status' in error)) throw error;
}

const telling = ['prefer', 'if-match', 'accept-language', 'x-forwarded-for'];

const isTelling = ([name, value]: [string, string]): boolean =>
	telling.includes(name) || (name === 'content-type' && value.includes('okta-response'));

/** What an org was asked, token requests left out. */
export const requestsOf = (org: Org): Sent[] =>
	apiRequests(org).map(({ method, path, query, body, headers }) => ({
		method,
		path: path.replaceAll(org.url, ''),
		query,
		body: withoutOrigin(body, org),
		headers: Object.fromEntries(Object.entries(headers).filter(isTelling)),
	}));

/** The body as it would be sent to any org. */
function withoutOrigin(body: unknown, { url }: Org): unknown {
	if (body === undefined) return undefined;
	const parsed: unknown = JSON.parse(JSON.stringify(body).replaceAll(url, 'https://org.example'));
	return parsed;
}
