import { resources } from '../../../nodes/Okta/operations';
import { foresights } from '../../../nodes/Okta/plan/foresee';
import { NOWHERE, type Resource, splitRoute } from '../../../nodes/Okta/table/operation';

/** Operations whose writes aren't known by their route, and why. */
const NOT_BY_ROUTE: Readonly<Record<string, string>> = {
	'customApiCall.request':
		'Its path is typed in: where an operation has that path it is foreseen, else the plan says that it is not certain.',
	'directory.applyPlan':
		'It sends the requests of a plan that other operations made, and each is foreseen by its path.',
};

/** The names in braces are ours, and differ from one operation to another. */
const shapeOf = (route: string) => route.replace(/\{\w+\}/g, '{}');

const foreseen = new Set(Object.keys(foresights).map(shapeOf));

/** The operations with a write that no foresight is for, and those writes. */
function unforeseen(all: readonly Resource[]): Record<string, string[]> {
	const entries = all.flatMap(({ value: resource, operations }) =>
		operations.map(({ value, route, also = [], variants = [] }): [string, string[]] => {
			const routes = [
				route,
				...also,
				...variants.flatMap((one) => [one.route, ...(one.also ?? [])]),
			];
			const writes = routes.filter((one) => one !== NOWHERE && splitRoute(one).method !== 'GET');
			return [`${resource}.${value}`, writes.filter((one) => !foreseen.has(shapeOf(one)))];
		}),
	);
	return Object.fromEntries(entries.filter(([, writes]) => writes.length > 0));
}

describe('what a plan knows beforehand', () => {
	test('every write of every operation is foreseen, or listed with the reason', () => {
		expect(Object.keys(unforeseen(resources)).toSorted()).toEqual(
			Object.keys(NOT_BY_ROUTE).toSorted(),
		);
	});

	test.each([
		['its own', { route: 'POST /api/v1/brands' }, ['POST /api/v1/brands']],
		[
			'another call it makes',
			{ route: 'GET /api/v1/brands', also: ['DELETE /api/v1/brands/{brandId}'] },
			['DELETE /api/v1/brands/{brandId}'],
		],
		[
			'one of a choice in its form',
			{
				route: 'GET /api/v1/brands',
				variants: [{ name: 'Replace', route: 'PUT /api/v1/brands/{brandId}', scopes: [] }],
			},
			['PUT /api/v1/brands/{brandId}'],
		],
		[
			'a call beside one of a choice',
			{
				route: 'GET /api/v1/brands',
				variants: [
					{ name: 'All', route: 'GET /api/v1/themes', also: ['DELETE /api/v1/themes'], scopes: [] },
				],
			},
			['DELETE /api/v1/themes'],
		],
		[
			'a word where a foresight has a name',
			{ route: 'DELETE /api/v1/groups/everyone' },
			['DELETE /api/v1/groups/everyone'],
		],
	] as const)('a new operation with a write that is not would be found: %s', (_, calls, writes) => {
		const planted = {
			name: 'Planted',
			value: 'planted',
			description: '',
			operations: [
				{ name: 'New', value: 'new', action: '', description: '', scopes: [], ...calls },
			],
		};
		expect(unforeseen([...resources, planted])['planted.new']).toEqual(writes);
	});
});
