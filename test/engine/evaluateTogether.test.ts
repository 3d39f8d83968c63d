import { Expression } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { byId } from './scenarios';
import { closeWorlds, openWorld, type World } from './world';

afterEach(closeWorlds);

/** Nobody has these logins, so that the output is what the node made of the expression. */
const rows: IDataObject[] = [
	{ first: 'Jane', last: ' Doe ', n: 1, more: { city: 'Berlin' }, tags: ['a', 'b'] },
	{ first: 'john', last: 'Roe', n: 0, more: null, tags: [] },
	{ first: '', last: null, n: 2.5 },
	{ first: '{{ x }}', last: '"quoted" \\ \n', n: '7', more: { city: '' }, tags: ['c'] },
];

const namesFrom = async ({ n8n, org, credential }: World, member: string, items: IDataObject[]) => {
	const [group] = org.groups.byName('Engineering');
	const { items: put, error } = await n8n.run({
		parameters: {
			resource: 'group',
			operation: 'syncMembers',
			groupId: byId(group?.id ?? ''),
			member,
			membership: 'add',
			matchBy: 'email',
		},
		items,
		credential,
	});
	return error ? [error.message] : put.slice(0, -1).map(({ json }) => json['row']);
};

test.each([
	'={{ $json.first }}.{{ $json.last }}@acme.example',
	'={{ $json.first + $json.n }}',
	'={{ $json.first.toLowerCase().trim() }}',
	'={{ $json.more.city }}',
	'={{ $json.more?.city }}x',
	'={{ $json.n * 2 }}',
	'=Row {{ $json.n }}',
	'={{ $json.first ? "yes" : "no" }}',
	'={{ $json["last"] }} ',
	'={{ `${$json.first}-${$json.last}` }}',
	'={{ $json.tags[0] }}',
	'={{ ($json.tags || []).map((tag) => tag + $json.n).join() }}',
	'={{ $json.first.toTitleCase() }}',
	'={{ JSON.stringify({ a: $json.n }) }}',
	'={{ $json.first // a comment }}',
	'={{ [$json.first, $json.n].filter(Boolean).join("-") }}',
	'={{ $json.nowhere }}',
	'={{ Math.round($json.n) }}{{ $json.first }}',
])('%s leads to what n8n makes of it item by item', async (member) => {
	const world = await openWorld();
	const evaluate = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
	const together = await namesFrom(world, member, rows);
	const times = evaluate.mock.calls.filter(([value]) => String(value).includes('$json')).length;
	evaluate.mockRestore();
	const one: unknown[] = [];
	for (const row of rows) one.push(...(await namesFrom(world, member, [row])));
	// The same login twice is said once.
	expect(together).toEqual(one);
	expect(times).toBeLessThan(rows.length + 3);
});

test('of a hundred items n8n evaluates two expressions', async () => {
	const world = await openWorld();
	const many = Array.from({ length: 100 }, (_, n) => ({ n }));
	const evaluate = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
	const names = await namesFrom(world, '=nobody.{{ $json.n }}@acme.example', many);
	const times = evaluate.mock.calls.filter(([value]) => String(value).includes('$json')).length;
	evaluate.mockRestore();
	expect(names).toEqual(many.map(({ n }) => `nobody.${String(n)}@acme.example`));
	expect(times).toBe(2);
});
