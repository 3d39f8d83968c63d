import type { IDataObject } from 'n8n-workflow';

import { withoutEvaluating } from '../../../nodes/Okta/form/withoutEvaluating';

/** A form that counts how often n8n is asked, and answers with nothing of use. */
function formOf(parameters: object, ...items: IDataObject[]) {
	return formWith(undefined, parameters, ...items);
}

/** @param answer - to an expression about all items: for each of them a list with its value */
function formWith(
	answer: ReadonlyArray<readonly unknown[]> | undefined,
	parameters: object,
	...items: IDataObject[]
) {
	let asked = 0;
	const evaluated: string[] = [];
	const form = withoutEvaluating({
		getNode: () => ({ parameters }),
		getInputData: () => items.map((json) => ({ json })),
		getTimezone: () => 'UTC',
		getNodeParameter: (name, item) => {
			asked++;
			return `${name} of ${String(item)}, by n8n`;
		},
		evaluateExpression: (expression, item) => {
			evaluated.push(expression);
			return expression.includes('$input') ? answer : answer?.[item]?.[0];
		},
	});
	return {
		read: (name: string) => items.map((_, index) => form.getNodeParameter(name, index, 'default')),
		asked: () => asked,
		evaluated,
	};
}

const people = [{ email: 'a@x', 'e-mail': 'A', n: 1 }, { email: 'b@x' }];

test.each([
	['={{ $json.email }}', ['a@x', 'b@x']],
	['={{$json.email}}', ['a@x', 'b@x']],
	['={{ $json["e-mail"] }}', ['A', undefined]],
	["={{ $json['e-mail'] }}", ['A', undefined]],
	['={{ $json.n }}', [1, undefined]],
])('%s is read from the item', (value, expected) => {
	const form = formOf({ value }, ...people);
	expect(form.read('value')).toEqual(expected);
	expect(form.asked()).toBe(0);
});

test('what stands in a locator is read from the item', () => {
	const form = formOf(
		{ group: { __rl: true, mode: 'id', value: '={{ $json.email }}' } },
		...people,
	);
	expect(form.read('group')).toEqual([
		{ __rl: true, mode: 'id', value: 'a@x' },
		{ __rl: true, mode: 'id', value: 'b@x' },
	]);
});

test('what has no expression is asked for once', () => {
	const form = formOf({ value: 'plain' }, ...people);
	expect(form.read('value')).toEqual(['value of 0, by n8n', 'value of 0, by n8n']);
	expect(form.asked()).toBe(1);
});

test.each(['={{ $now }}', { some: ['={{ $json.email }}'] }])(
	'%p is evaluated by n8n for each item',
	(value) => {
		const form = formOf({ value }, ...people);
		expect(form.read('value')).toEqual(['value of 0, by n8n', 'value of 1, by n8n']);
	},
);

test('what is left out is for n8n to say', () => {
	expect(formOf({}, ...people).read('value')).toEqual(['value of 0, by n8n', 'value of 1, by n8n']);
});

describe('an expression about the item alone', () => {
	test.each<[string, Parameters<typeof formWith>[0], unknown[]]>([
		['texts', [['a'], ['b']], ['a', 'b']],
		['nothing, zero and false', [[undefined], [0]], [undefined, 0]],
		['what failed for one', [['a'], []], ['a', 'value of 1, by n8n']],
		['a date', [['a'], [new Date()]], ['a', 'value of 1, by n8n']],
		['fewer than there are', [['a']], ['value of 0, by n8n', 'value of 1, by n8n']],
		['no list', undefined, ['value of 0, by n8n', 'value of 1, by n8n']],
	])('is evaluated for all items by one: %s', (_, answer, expected) => {
		const form = formWith(answer, { value: '={{ $json.email.trim() }}' }, ...people);
		expect(form.read('value')).toEqual(expected);
		expect(form.evaluated.filter((one) => one.includes('$input'))).toHaveLength(1);
	});

	test('is left to n8n where n8n says something else of the first item', () => {
		const first = [['a'], ['b']];
		const form = withoutEvaluating({
			getNode: () => ({ parameters: { value: '={{ $json.email.trim() }}' } }),
			getInputData: () => people.map((json) => ({ json })),
			getTimezone: () => 'UTC',
			getNodeParameter: (_, item) => `by n8n, ${String(item)}`,
			evaluateExpression: (expression) => (expression.includes('$input') ? first : 'another'),
		});
		expect(form.getNodeParameter('value', 1, '')).toBe('by n8n, 1');
	});

	test('stands beside plain ones in a mapper and in options', () => {
		const row = { login: '={{ $json.email }}', name: '={{ $json.n + 1 }}', city: 'Berlin' };
		const answer = [[2], [3]];
		const mapper = { mappingMode: 'defineBelow', value: row, schema: [] };
		const form = formWith(answer, { profile: mapper, options: row }, ...people);
		const expected = [
			{ login: 'a@x', name: 2, city: 'Berlin' },
			{ login: 'b@x', name: 3, city: 'Berlin' },
		];
		expect(form.read('options')).toEqual(expected);
		expect(form.read('profile')).toEqual(expected.map((value) => ({ ...mapper, value })));
		expect(form.asked()).toBe(0);
	});

	test.each([
		'={{ $now }}',
		'={{ $itemIndex + $json.n }}',
		"={{ $('Other').item.json.a }}",
		'={{ $json.a + this.b }}',
		'={{ $json.email.match(/\\w+/)[0] }}',
		'={{ }}',
	])('is none: %s', (value) => {
		const form = formWith([['a'], ['b']], { value }, ...people);
		expect(form.read('value')).toEqual(['value of 0, by n8n', 'value of 1, by n8n']);
		expect(form.evaluated).toEqual([]);
	});
});
