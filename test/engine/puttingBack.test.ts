import { resources } from '../../nodes/Okta/operations';
import type { Fault, Org } from '../org';
import { scenarios, scopesOf } from './scenarios';
import { closeWorlds, complaint, openWorld } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./hastyClock'),
);

afterEach(closeWorlds);

const rules = '/api/v1/groups/rules/{groupRuleId}';
const hooks = '/api/v1/eventHooks/{eventHookId}';
const asking = '/api/v1/inlineHooks/{inlineHookId}';

/** Every operation that switches something off, and what it then does. */
const table = [
	{ key: 'groupRule.update', kind: 'group rule', path: rules, method: 'PUT' },
	{ key: 'groupRule.create', kind: 'group rule', path: rules, method: 'PUT' },
	{ key: 'groupRule.delete', kind: 'group rule', path: rules, method: 'DELETE' },
	{ key: 'eventHook.delete', kind: 'event hook', path: hooks, method: 'DELETE' },
	{ key: 'inlineHook.delete', kind: 'inline hook', path: asking, method: 'DELETE' },
];

type Switching = (typeof table)[number];

/** What the operation switches off, as the org has it: on, to begin with. */
function objectsOf({ directory }: Org, { kind }: Switching) {
	const objects = all(directory, kind);
	for (const object of objects) object.status = 'ACTIVE';
	return objects;
}

function all({ rules, eventHooks, inlineHooks }: Org['directory'], kind: string) {
	if (kind === 'group rule') return rules.list();
	return kind === 'event hook' ? eventHooks.list() : inlineHooks.list();
}

/** Runs the operation for one item with faults; says how it ended, and which objects are off then. */
async function runWith(
	one: Switching,
	faultsFor: (
		stop: () => void,
	) => Array<Pick<Fault, 'then' | 'times'> & { at: 'off' | 'work' | 'on' }>,
) {
	const { key, path, method } = one;
	const [resource = '', operation = ''] = key.split('.');
	const scenario = scenarios[key]?.find(
		({ parameters }) => operation !== 'create' || parameters['ifExists'] === 'update',
	);
	if (!scenario) throw new Error(`${key} has no scenario`);
	const entry = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	const { org, n8n, credential } = await openWorld({
		app: { scopes: entry ? scopesOf(entry) : [] },
	});
	const items = scenario.items(org).slice(0, 1);
	objectsOf(org, one);
	const stop = new AbortController();
	const places = {
		off: { method: 'POST', path: `${path}/lifecycle/deactivate` },
		work: { method, path },
		on: { method: 'POST', path: `${path}/lifecycle/activate` },
	};
	for (const { at, ...fault } of faultsFor(() => stop.abort())) {
		org.faults.add({ ...places[at], ...fault });
	}
	const outcome = await n8n.run({
		parameters: { resource, operation, ...scenario.parameters },
		credential,
		items,
		signal: stop.signal,
	});
	const off = all(org.directory, one.kind).filter(({ status }) => status !== 'ACTIVE');
	return { org, outcome, off };
}

describe.each(table)('$key', (one) => {
	it.each([
		['when it is switched off', 'off'],
		['between switching off and on', 'work'],
	] as const)('leaves nothing switched off when it is stopped %s', async (_, at) => {
		const { outcome, off, org } = await runWith(one, (stop) => [
			{ at, times: 1, then: { meanwhile: stop } },
		]);
		expect(complaint(outcome)).toMatch(/^The execution was stopped\n/);
		expect(org.faults.taken).toBe(1);
		expect(off).toEqual([]);
	});

	it.each([
		['is refused', { status: 403 }],
		['keeps failing', { status: 502 }],
		['gets no answer', 'reset'],
		['meets a web page', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
		['is answered in something else than JSON', { status: 200, body: 'not json' }],
	] as const)('leaves nothing switched off when its last step %s', async (_, then) => {
		const { outcome, off, org } = await runWith(one, () => [{ at: 'work', then }]);
		expect(outcome.status).toBe('error');
		expect(org.faults.taken).toBeGreaterThan(0);
		expect(off).toEqual([]);
	});

	it('leaves nothing switched off when the answer to switching off is lost, and it is stopped', async () => {
		const { off } = await runWith(one, (stop) => [
			{ at: 'off', times: 1, then: 'resetAfter' },
			{ at: 'off', times: 1, then: { meanwhile: stop } },
			{ at: 'work', times: 1, then: { meanwhile: stop } },
		]);
		expect(off).toEqual([]);
	});

	it('says first of all that it is off when it cannot be switched on again', async () => {
		const { outcome, off } = await runWith(one, () => [
			{ at: 'work', then: { status: 403 } },
			{ at: 'on', then: { status: 403 } },
		]);
		expect(complaint(outcome)).toMatch(
			new RegExp(
				`^The ${one.kind} "[^"]+" is switched off now, and could not be switched on again\\n`,
			),
		);
		expect(off).toHaveLength(1);
	});

	it('says so also when it was stopped', async () => {
		const { outcome, off } = await runWith(one, (stop) => [
			{ at: 'work', times: 1, then: { meanwhile: stop } },
			{ at: 'on', then: { status: 403 } },
		]);
		if (one.method === 'DELETE') {
			expect(off).toEqual([]);
			return;
		}
		expect(complaint(outcome)).toMatch(/^The group rule "[^"]+" is switched off now/);
		expect(off).toHaveLength(1);
	});
});
