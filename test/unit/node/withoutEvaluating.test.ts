import type { IDataObject } from 'n8n-workflow';

import { withoutEvaluating } from '../../../nodes/Okta/form/withoutEvaluating';

/** A form that counts how often n8n is asked, and answers with nothing of use. */
function formOf(parameters: object, ...items: IDataObject[]) {
	let asked = 0;
	const form = withoutEvaluating({
		getNode: () => ({ parameters }),
		getInputData: () => items.map((json) => ({ json })),
		getTimezone: () => 'UTC',
		getNodeParameter: (name, item) => {
			asked++;
			return `${name} of ${String(item)}, by n8n`;
		},
	});
	return {
		read: (name: string) => items.map((_, index) => form.getNodeParameter(name, index, 'default')),
		asked: () => asked,
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

test.each([
	'={{ $json.email + "x" }}',
	'={{ $json.email }} ',
	'=x{{ $json.email }}',
	'={{ $json.email.trim() }}',
	'={{ $json.a.b }}',
	'={{ $now }}',
	{ some: ['={{ $json.email }}'] },
])('%p is evaluated by n8n for each item', (value) => {
	const form = formOf({ value }, ...people);
	expect(form.read('value')).toEqual(['value of 0, by n8n', 'value of 1, by n8n']);
});

test('what is left out is for n8n to say', () => {
	expect(formOf({}, ...people).read('value')).toEqual(['value of 0, by n8n', 'value of 1, by n8n']);
});
