import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { resources } from '../../../../nodes/Okta/operations';
import { type Operation, splitRoute } from '../../../../nodes/Okta/table/operation';
import type { Outcome } from '../../../engine/harness';
import { byId } from '../../../engine/harness/parameters';
import { readSchema } from '../../../engine/outputSchemas/files';
import { misfits } from '../../../engine/outputSchemas/infer';
import { complaint, theEngine } from '../../../engine/world';
import { isObject, type JsonObject } from '../../../org/directory/request';
import { part } from '../../../walks/part';
import { listAt, objectAt, textAt } from './builders';
import { forms, rowsOf, withoutSecrets } from './forms';
import { pairs, placeOf, type Pair } from './pairs';
import { matchOf, staged, type Staged } from './staging';

interface Served {
	key: string;
	resource: string;
	operation: Operation;
	/** Of the access token. */
	scopes: readonly string[];
	pair: Pair;
}

const table = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({
		key: `${resource}.${operation.value}`,
		resource,
		operation,
		scopes: operation.scopes,
	})),
);

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`);
const braces = (path: string): number => path.split('{').length;

/** The operations that send a request of this kind for what they are there for. */
function operationsFor({ request: { method, path } }: Pair) {
	const found = table.filter(({ operation }) => {
		// What it sends follows from a comparison, and what it puts out is told of each row.
		if (operation.together ?? operation.runAll) return false;
		const route = splitRoute(operation.route);
		return route.method === method && patternOf(route.path).test(path);
	});
	const fewest = Math.min(...found.map(({ operation }) => braces(operation.route)));
	return found.filter(({ operation }) => braces(operation.route) === fewest);
}

/** Recorded requests that an operation of their route doesn't send. */
const notSent: Readonly<Record<string, RegExp>> = {
	'Another zone than one of addresses is refused before': /^r02(40|41|42), networkZone\.update/,
	'No operation takes an attribute away': /^r0277, /,
	'An export or report asks for users by their time alone': / directory\.(?:export|report)$/,
	'A report, of which the answer is one part': / (?:serviceApp\.checkAccess|user\.takeSnapshot)$/,
	'Makes a rule of the group as well': / group\.createWithRule$/,
	'Looks first at what there is': / (?:user\.ensureStatus|application\.setAssignmentScope)$/,
};

const nameOf = ({ key, pair }: Served): string => `${pair.id}, ${key}`;
const isSent = (each: Served): boolean =>
	!Object.values(notSent).some((pattern) => pattern.test(nameOf(each)));

const possible: Served[] = pairs.flatMap((pair) =>
	operationsFor(pair).map((each) => ({ ...each, pair })),
);
const served = possible.filter(isSent);

/** Recorded requests that an operation sends on its way. */
const onTheWay = (key: string, method: string, path: RegExp): Served[] =>
	table
		.filter((each) => each.key === key)
		.flatMap((each) =>
			pairs
				.filter(({ request }) => request.method === method && path.test(request.path))
				.map((pair) => ({ ...each, pair })),
		);
const hook = /^\/api\/v1\/eventHooks\/\w+(?:\/lifecycle\/deactivate)?$/;
const hookSteps = [
	...onTheWay('eventHook.delete', 'GET', hook),
	...onTheWay('eventHook.delete', 'POST', hook),
];
const metadata = onTheWay('serviceApp.checkAccess', 'GET', /^\/\.well-known\//);

/** Has the org answer a request as it was recorded, and all others by itself. */
function replay({ org, stage, path, translate }: Staged): unknown {
	const { request, response } = stage.pair;
	const body = translate(response.body);
	const link = [response.headers.link ?? []]
		.flat()
		.map((line) => line.replaceAll('https://acme.okta.com', org.url));
	const hit = { method: request.method, path: new RegExp(`^${path.replaceAll('.', '\\.')}$`) };
	// What is done has to be done when it is looked at.
	if (body === '' || (response.status < 300 && path.includes('/lifecycle/'))) {
		org.faults.add({ ...hit, then: { rewrite: () => body || undefined } });
		return body;
	}
	const hasNext = link.some((line) => line.includes('rel="next"'));
	const once = hasNext || passes(response);
	org.faults.add({
		...hit,
		...(once && { times: 1 }),
		then: {
			status: response.status,
			headers: link.length > 0 ? { link: link.join(', ') } : {},
			body,
		},
	});
	if (hasNext) org.faults.add({ ...hit, then: { status: 200, body: [] } });
	return body;
}

/** Whether a refusal passes by itself. */
const passes = ({ status }: Pair['response']): boolean => status === 423 || status === 500;

interface Run {
	outcome: Outcome;
	staged: Staged;
	body: unknown;
}

/** Runs an operation, and looks that the recorded answer was what it got. */
async function serve(
	{ key, resource, operation, scopes, pair }: Served,
	fill: (staged: Staged, answer: JsonObject) => INodeParameters,
): Promise<Run> {
	const stage = await staged(pair);
	const { org } = stage;
	try {
		const n8n = await theEngine();
		const app = await org.serviceApp({ key: 'ES256', ...(scopes.length > 0 && { scopes }) });
		const credential = await n8n.credential('oktaServiceAppApi', app.credential());
		const body = replay(stage);
		const parameters = {
			resource,
			operation: operation.value,
			...forms[key]?.(stage, objectAt(body)),
			...fill(stage, objectAt(body)),
		};
		const outcome = await n8n.run({ parameters, credential });
		expect(org.faults.taken).toBeGreaterThan(0);
		return { outcome, body, staged: stage };
	} finally {
		await stage.close();
	}
}

/** Runs the operation that is there for the request. */
async function serveOwn(each: Served, more: INodeParameters): Promise<Run> {
	const { operation } = each;
	const { path: fields = [], list } = operation;
	return await serve(each, ({ path }) => {
		const [, ...given] = patternOf(splitRoute(operation.route).path).exec(path) ?? [];
		const named = fields.map(({ name, type }, index): [string, INodeParameters[string]] => {
			const id = given[index] ?? '';
			return [name, type === 'resourceLocator' ? byId(id) : id];
		});
		return { ...Object.fromEntries(named), ...(list && { returnAll: true }), ...more };
	});
}

const jsonOf = ({ items }: Outcome): IDataObject[] => items.map(({ json }) => json);

/** The rows are there, with all that Okta said of them but secrets. */
function expectRows({ outcome, body, staged: stage }: Run, key: string): void {
	const { open, secrets } = withoutSecrets(key, body);
	expect(outcome.error).toBeUndefined();
	expect(jsonOf(outcome)).toEqual(
		rowsOf(key, open, stage).map((row): unknown => expect.objectContaining(row)),
	);
	for (const secret of secrets) expect(JSON.stringify(outcome.items)).not.toContain(secret);
}

/** The fields that the editor shows before the first run are there, of the types it shows. */
function expectAsShownBefore(key: string, { items }: Outcome): void {
	const schema = readSchema(key);
	if (!schema) throw new Error(`${key} has no output schema`);
	for (const { json } of items) {
		expect(misfits(schema, json)).toEqual([]);
		expect(Object.keys(schema.properties ?? {})).toEqual(
			expect.arrayContaining(Object.keys(json).filter((name) => name === 'id')),
		);
	}
}

/** What Okta refused is told, with its code and in its own words or ours. */
function expectRefusal({ outcome, body }: Run, { response: { status } }: Pair): void {
	const errorCode = textAt(objectAt(body), 'errorCode');
	const told = complaint(outcome);
	expect(told).toContain(`HTTP ${status}${errorCode && `, ${errorCode}`}`);
	for (const { errorSummary } of listAt(objectAt(body).errorCauses))
		expect(told).toContain(errorSummary);
}

const named = (all: readonly Served[]): Array<[string, Served]> =>
	all.map((each) => [nameOf(each), each]);
const isRefused = ({ pair: { response } }: Pick<Served, 'pair'>): boolean =>
	response.status >= 400 && !passes(response);
const isRead = ({ pair }: Served): boolean => pair.request.method === 'GET';

/** Refusals that say that there is nothing to do. */
const ALREADY_SO = ['r0294', 'r0334', 'r0372'];

describe('what Okta was recorded to answer, served to the operation that asks for it', () => {
	const given = served.filter((each) => !isRefused(each));

	test.each(part(named(given.filter(isRead))))('loses nothing: %s', async (_, each) => {
		expectRows(await serveOwn(each, { output: 'everything' }), each.key);
		if (!each.operation.shaped) return;

		const { outcome, body, staged: stage } = await serveOwn(each, {});
		const rows = rowsOf(each.key, body, stage);
		expect(jsonOf(outcome).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
		expect(jsonOf(outcome).flatMap(Object.values).filter(isNothing)).toEqual([]);
		expectAsShownBefore(each.key, outcome);
	});

	test.each(named(given.filter((each) => !isRead(each))))('is done: %s', async (_, each) => {
		const run = await serveOwn(each, { output: 'everything' });
		if (passes(each.pair.response)) expect(run.outcome.error).toBeUndefined();
		else expectRows(run, each.key);
		const [{ outcome } = {}] = jsonOf(run.outcome);
		expect(outcome).toMatch(/^(?!unchanged)./);
	});

	test.each(named(served.filter(isRefused)))('is refused: %s', async (_, each) => {
		if (!ALREADY_SO.includes(each.pair.id)) {
			expectRefusal(await serveOwn(each, {}), each.pair);
			return;
		}
		expect(jsonOf((await serveOwn(each, {})).outcome)).toEqual([
			expect.objectContaining({ outcome: 'unchanged' }),
		]);
		expectRefusal(await serveOwn(each, { options: { ifAlreadySo: 'fail' } }), each.pair);
	});
});

const isNothing = (value: unknown): boolean => value === null || value === undefined;

describe('what Okta was recorded to answer, served to an operation on its way', () => {
	test.each(named(hookSteps))('%s', async (_, each) => {
		const { outcome, staged: stage } = await serve(each, ({ stage: { ids, params } }) => {
			const [recorded = ''] = Object.values(params);
			return { eventHookId: byId(ids.get(recorded) ?? recorded) };
		});
		const isMissing = each.pair.response.status === 404;
		expect(outcome.error).toBeUndefined();
		expect(jsonOf(outcome)).toEqual([
			expect.objectContaining({ outcome: isMissing ? 'unchanged' : 'deleted' }),
		]);
		expect(stage.org.directory.eventHooks.list()).toEqual([]);
	});

	test.each(named(metadata))('%s', async (_, each) => {
		const { outcome } = await serve(each, () => ({}));
		expect(jsonOf(outcome)).toEqual([
			expect.objectContaining({
				checks: expect.arrayContaining([
					expect.objectContaining({ check: 'Host', ok: true }),
				]) as unknown,
			}),
		]);
	});
});

describe('what Okta was recorded to answer, served to a custom API call', () => {
	const all = pairs
		.filter(({ request }) => !request.path.startsWith('/oauth2/v1/token'))
		.flatMap((pair) =>
			table
				.filter(({ resource }) => resource === 'customApiCall')
				.map((each): [string, Served] => [pair.id, { ...each, pair }]),
		);

	test.each(part(all))('%s comes as it is', async (_, each) => {
		const { request, response } = each.pair;
		const match = matchOf(each.pair);
		const scopes = match.found === 'route' && 'scopes' in match.route ? match.route.scopes : [];
		const run = await serve({ ...each, scopes }, ({ path, body }) => ({
			method: request.method,
			path,
			query: { parameters: request.query.map(([name, value]) => ({ name, value })) },
			...(isObject(body) && { body: JSON.stringify(body) }),
		}));
		// Only an operation knows that what came to nothing may be sent again.
		const isRepeated = request.method === 'GET' || response.status === 423;
		if (passes(response) && isRepeated) expect(run.outcome.error).toBeUndefined();
		else if (response.status >= 400) expectRefusal(run, each.pair);
		else expectRows(run, each.key);
	});
});

const exportsOf: ReadonlyArray<[dataSet: string, path: RegExp, id: string]> = [
	['apps', /^\/api\/v1\/apps$/, 'id'],
	['groups', /^\/api\/v1\/groups$/, 'id'],
	['memberships', /^\/api\/v1\/groups\/00\w+\/users$/, 'userId'],
	['appAssignments', /^\/api\/v1\/apps\/\w+\/(?:users|groups)$/, 'id'],
];

describe.each(exportsOf)('what Okta was recorded to answer, in an export of %s', (...args) => {
	const [dataSet, path, id] = args;
	const [each] = table.filter(({ key }) => key === 'directory.export');
	const lists = pairs.filter(
		(pair) => pair.request.method === 'GET' && path.test(pair.request.path) && !isRefused({ pair }),
	);
	if (!each) return;

	test.each(lists.map((pair): [string, Pair] => [pair.id, pair]))('%s', async (_, pair) => {
		const scopes = ['okta.groups.read', 'okta.apps.read'];
		const { outcome, body } = await serve({ ...each, scopes, pair }, () => ({ dataSet }));
		expect(jsonOf(outcome).map((row) => row[id])).toEqual(
			expect.arrayContaining(listAt(body).map((row) => row.id)),
		);
	});
});

/** What was recorded, and the org has a route for, but no operation sends for what it is there for. */
const NOT_SENT = [
	'GET /api/v1/apps/{id}/groups/{id}',
	'GET /api/v1/devices/non-existent-device-id/users',
	'GET /api/v1/meta/types/user/{id}',
	'GET /api/v1/users/{id}/factors/{id}',
	'GET /{id}/v1/clients/{id}/roles/{id}',
	'POST /api/v1/eventHooks/{id}/lifecycle/activate',
	'POST /api/v1/groups/{id}/roles',
	'POST /api/v1/identity-sources/{id}/sessions/{id}/bulk-upsert',
	'POST /api/v1/meta/schemas/apps/{id}/default',
	'POST /api/v1/meta/schemas/group/default',
	'POST /api/v1/meta/schemas/user/default',
	'POST /api/v1/zones',
	'POST /{id}/v1/token',
	'PUT /api/v1/eventHooks/{id}',
	'PUT /api/v1/zones/{id}',
];

test('all else that was recorded is named here', () => {
	const sent = new Set([...served, ...hookSteps, ...metadata].map(({ pair }) => pair.id));
	const routed = pairs.filter((pair) => matchOf(pair).found === 'route');
	const rest = routed.filter(({ id }) => !sent.has(id));
	const places = rest.map(({ request: { method, path } }) => `${method} ${placeOf(path)}`);
	expect([...new Set(places)].sort()).toEqual(NOT_SENT);
	expect({ recorded: pairs.length, routed: routed.length, sent: sent.size }).toEqual({
		recorded: 330,
		routed: 305,
		sent: 274,
	});
});
