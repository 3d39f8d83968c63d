import { resources } from '../../nodes/Okta/operations';
import { wordsFor } from '../../nodes/Okta/run/changeWords';
import { NOWHERE, splitRoute } from '../../nodes/Okta/table/operation';
import type { Method } from '../../nodes/Okta/transport/types';
import { scenarios, scopesOf } from './scenarios';
import { apiRequests, closeWorlds, openWorld, putOutFor, type World } from './world';

afterEach(closeWorlds);

const writing: readonly Method[] = ['DELETE', 'PATCH', 'POST', 'PUT'];
const methodOf = (name: string): Method | undefined => writing.find((one) => one === name);

/** Every scenario of an operation that may send several writes for one item. */
const cases = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const key = `${resource}.${operation.value}`;
		const { route, also = [], run } = operation;
		if (route === NOWHERE || !run || !methodOf(splitRoute(route).method)) return [];
		return (scenarios[key] ?? [])
			.filter(({ puts }) => puts)
			.map((scenario) => ({ key, name: scenario.name, resource, operation, scenario, also }));
	}),
);

type Case = (typeof cases)[number];

/** Operations whose calls say that there are several writes, and which must show up below. */
const several = [
	'eventHook.delete',
	'group.createWithRule',
	'groupRule.create',
	'groupRule.delete',
	'groupRule.update',
	'inlineHook.delete',
	'realmAssignment.delete',
	'serviceApp.grantScope',
	'user.create',
	'user.delete',
	'user.ensureStatus',
	'user.replace',
	'user.update',
	'user.upsert',
];

async function runOne(
	world: World,
	{ operation, resource, scenario }: Case,
	rest: { signal?: AbortSignal; continues?: boolean } = {},
) {
	return await world.n8n.run({
		parameters: {
			resource,
			operation: operation.value,
			...(operation.shaped && { output: 'everything' }),
			...scenario.parameters,
		},
		items: scenario.items(world.org).slice(0, 1),
		credential: world.credential,
		signal: rest.signal,
		settings: rest.continues ? { onError: 'continueRegularOutput' } : {},
	});
}

const world = async ({ operation }: Case) =>
	await openWorld({ app: { scopes: scopesOf(operation) } });

/** The writes Okta carried out, in order. */
const writesIn = ({ org }: World) =>
	apiRequests(org).flatMap(({ method, path, status }) => {
		const known = methodOf(method);
		return known && status < 300 ? [{ method: known, path }] : [];
	});

/** The writes of the scenario, when nothing fails. */
async function allWrites(each: Case) {
	const whole = await world(each);
	await runOne(whole, each);
	return writesIn(whole);
}

const failure = (row: object | undefined): string =>
	row && 'message' in row ? String(row.message) : '';

describe('what had been done of an item when it came to its end', () => {
	const seen = new Set<string>();

	test.each(cases)('$key: $name', async (each) => {
		const writes = await allWrites(each);
		for (const [index, next] of writes.entries()) {
			if (index === 0) continue;
			seen.add(each.key);
			const { method, path } = next;
			const after = writes
				.slice(0, index)
				.filter((write) => write.method === method && write.path === path).length;

			const refused = await world(each);
			const then = { status: 403, body: {} };
			refused.org.faults.add({ method, path, after, times: 1, then });
			const { items } = await runOne(refused, each, { continues: true });
			expect(failure(putOutFor(items, 0)[0])).toContain(
				`Before that was done: ${wordsFor(writesIn(refused))}.`,
			);

			const stopped = await world(each);
			const stop = new AbortController();
			// At the last moment before the next write would go out.
			const meanwhile = () => stop.abort();
			stopped.org.faults.add({ method, path, after, times: 1, then: { meanwhile } });
			const { run } = await runOne(stopped, each, { signal: stop.signal });
			const [ended] = run.data.resultData.runData.Okta ?? [];
			// What has to be put back, such as a rule that was switched off, is, whoever presses Stop.
			const isPutBack = /\/lifecycle\/activate$/.test(path) && index === writes.length - 1;
			if (isPutBack) expect(writesIn(stopped)).toHaveLength(writes.length);
			if (isPutBack) continue;
			const said = ended?.error && 'description' in ended.error ? ended.error.description : '';
			const did = wordsFor(writes.slice(0, index));
			expect(said).toContain(`Its changes were made in part: ${did}`);
		}
	});

	test('was looked at for every operation that sends several writes', () => {
		expect([...seen].toSorted()).toEqual(several);
	});
});

test('an operation that says it sends several writes is among them', () => {
	const saying = resources.flatMap(({ value: resource, operations }) =>
		operations
			.filter(({ route, also = [], runAll }) => {
				// Each of these says in a report what became of which write.
				if (runAll) return false;
				const all = [route, ...also].filter((one) => one !== NOWHERE);
				return all.filter((one) => methodOf(splitRoute(one).method)).length > 1;
			})
			.map(({ value }) => `${resource}.${value}`),
	);
	expect(saying.filter((key) => !several.includes(key))).toEqual(otherwise);
});

/** One write or the other, never both for one item; of an import, faults/importUsers tells. */
const otherwise = [
	'adminRole.createBinding',
	'application.create',
	'application.syncUsers',
	'directory.importUsers',
	'group.create',
	'group.syncMembers',
	'identitySource.import',
	'user.setGroups',
];
