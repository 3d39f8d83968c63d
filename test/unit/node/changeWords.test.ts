import { resources } from '../../../nodes/Okta/operations';
import { wordsFor } from '../../../nodes/Okta/run/changeWords';
import { NOWHERE, splitRoute } from '../../../nodes/Okta/table/operation';
import type { Change, Method } from '../../../nodes/Okta/transport/types';

const writing: readonly Method[] = ['DELETE', 'PATCH', 'POST', 'PUT'];

/** Every call of the table that changes something, once. */
const changes = [
	...new Set(
		resources.flatMap(({ operations }) =>
			operations.flatMap(({ route, also = [], variants = [] }) => [
				route,
				...also,
				...variants.map((variant) => variant.route),
			]),
		),
	),
].flatMap((route): Change[] => {
	if (route === NOWHERE) return [];
	const { method, path } = splitRoute(route);
	return writing.filter((one) => one === method).map((one) => ({ method: one, path }));
});

describe('what a change did, in words', () => {
	it.each(changes)('there are words for $method $path', (change) => {
		expect(wordsFor([change])).toMatch(/^(the|a) [\w' ]+ (was|were) [a-z ]+$/);
	});

	it('tells the changes of one object apart', () => {
		const of = (start: string) =>
			changes.filter(({ path }) => path.startsWith(start) && path.split('/').length < 7);
		for (const start of ['/api/v1/users', '/api/v1/groups/rules', '/api/v1/eventHooks']) {
			const said = of(start).map((change) => `${change.method} ${wordsFor([change])}`);
			expect(new Set(said).size).toBe(said.length);
		}
	});

	it('counts what was done several times, in the order of the first', () => {
		const grant: Change = { method: 'POST', path: '/api/v1/apps/0oa1/grants' };
		const rule: Change = { method: 'PUT', path: '/api/v1/groups/rules/0pr1' };
		expect(wordsFor([rule, grant, grant])).toBe(
			'the group rule was changed, a scope was granted (2 times)',
		);
	});

	it('gives method and path of what it has no words for', () => {
		expect(wordsFor([{ method: 'PUT', path: '/api/v1/brands/bnd1' }])).toBe(
			'PUT /api/v1/brands/bnd1 was done',
		);
	});
});
