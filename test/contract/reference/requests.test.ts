import { type Operation, splitRoute } from '../../../nodes/Okta/table/operation';
import { resources } from '../../../nodes/Okta/operations';
import { closeWorlds } from '../../engine/world';
import { cases, sentByNode, type Case, type Sent } from '../exchange';
import { expectInOktasWords } from './bodies';
import { operationFor, operations } from './facts';
import { isOffered, isWithin, parametersOf } from './parameters';

afterEach(closeWorlds);

const sendings = new Map<Case, Promise<Sent[]>>();

/** What the node sends for a case, which is run once only. */
async function sending(each: Case): Promise<Sent[]> {
	const sent = sendings.get(each) ?? sentByNode(each);
	sendings.set(each, sent);
	return await sent;
}

/** Okta documents them with its OAuth 2.0 endpoints, of which the reference at hand has a few only. */
const isElsewhere = ({ route }: Operation): boolean =>
	['POST /oauth2/v1/global-token-revocation'].includes(route);

const table = resources
	.flatMap(({ value, operations: all }) =>
		all.map((operation) => ({ key: `${value}.${operation.value}`, operation })),
	)
	// The others go wherever the user says, nowhere, or where no scope is asked for.
	.filter(({ operation }) => operation.scopes.length > 0 && !isElsewhere(operation));

test.each(table)("$key has its route and scopes from Okta's reference", ({ operation }) => {
	const { method, path } = splitRoute(operation.route);
	const concrete = path.replace(/\{\w+\}/g, 'x');
	const expected = operationFor({ method, path: concrete });

	expect([...operation.scopes]).toEqual(expected.scopes);
	expect(path.replace(/\{\w+\}/g, '{}')).toBe(expected.path.replace(/\{\w+\}/g, '{}'));
});

/** What it sends is what was planned, by operations that are held against the reference themselves. */
const isAnyOther = (key: string): boolean => key === 'directory.applyPlan';

const covered = cases.filter(({ key, operation }) => !isElsewhere(operation) && !isAnyOther(key));

test.each(covered)("$key: $scenario.name, in Okta's own words", async (each) => {
	const sent = await sending(each);
	expect(sent).not.toEqual([]);
	for (const request of sent) expectInOktasWords(request);
});

/** The reference's spelling of the route of an operation. */
function routeOf({ route }: Operation): { method: string; path: string } {
	const { method, path } = splitRoute(route);
	return operationFor({ method, path: path.replace(/\{\w+\}/g, 'x') });
}

describe.each(table)('$key', ({ key, operation }) => {
	const { leftOut = {} } = operation;
	const seen = async () => {
		const route = routeOf(operation);
		const requests = await Promise.all(cases.filter((each) => each.key === key).map(sending));
		const own = requests.flat().filter((request) => operationFor(request) === route);
		return { known: parametersOf(route), offers: isOffered(operation, own) };
	};

	test('offers every parameter of the reference, or says why not', async () => {
		const { known, offers } = await seen();
		const reasons = Object.keys(leftOut);
		const missing = known.filter(
			(name) => !offers(name) && !reasons.some((reason) => isWithin(reason, name)),
		);
		expect(missing).toEqual([]);
	});

	if (Object.keys(leftOut).length === 0) return;
	test('leaves out only what there is, for a reason', () => {
		const known = parametersOf(routeOf(operation), true);
		const unknown = Object.keys(leftOut).filter(
			(name) => !known.some((parameter) => isWithin(name, parameter)),
		);
		expect(unknown).toEqual([]);
		for (const reason of Object.values(leftOut)) expect(reason).toMatch(/\w+ \w+/);
	});
});

test('the reference is the whole one', () => {
	expect(operations.length).toBeGreaterThan(300);
});
