import fc from 'fast-check';

import {
	type SearchAttribute,
	conditions,
	toExpression,
	withConditions,
} from '../../../nodes/Okta/fields/conditions';
import { quote } from '../../../nodes/Okta/objects/expression';
import { Values } from '../../../nodes/Okta/table/values';

const attributes: SearchAttribute[] = [
	{ name: 'Department', value: 'profile.department', operators: ['eq', 'sw', 'pr'] },
	{ name: 'Last Updated', value: 'lastUpdated', operators: ['gt', 'lt'], kind: 'date' },
	{ name: 'Contractor', value: 'profile.contractor', operators: ['eq'], kind: 'boolean' },
	{ name: 'Status', value: 'status', operators: ['eq'], choices: ['ACTIVE', 'SUSPENDED'] },
];

const sales = { attribute: 'profile.department', operator: 'eq', value: 'Sales' };
const status = (choice: string) => ({ attribute: 'status', operator: 'eq', choice });

describe('toExpression', () => {
	it.each([
		['nothing', {}, '', ''],
		['a text', { all: [sales] }, '', 'profile.department eq "Sales"'],
		[
			'rows that must all match',
			{ all: [sales, { attribute: 'profile.contractor', operator: 'eq', isTrue: false }] },
			'',
			'profile.department eq "Sales" and profile.contractor eq false',
		],
		[
			'rows of which one must match',
			{ all: [sales], any: [status('ACTIVE'), status('SUSPENDED')] },
			'',
			'profile.department eq "Sales" and (status eq "ACTIVE" or status eq "SUSPENDED")',
		],
		[
			'a date',
			{ all: [{ attribute: 'lastUpdated', operator: 'gt', date: '2026-01-31T08:00:00.000Z' }] },
			'',
			'lastUpdated gt "2026-01-31T08:00:00.000Z"',
		],
		[
			'so many days ago',
			{ all: [{ attribute: 'lastUpdated', operator: 'lt', when: 'ago', days: 7, date: 'old' }] },
			'',
			'lastUpdated lt "\uE000-7\uE001"',
		],
		[
			'so many days from now',
			{ all: [{ attribute: 'lastUpdated', operator: 'lt', when: 'ahead', days: 0 }] },
			'',
			'lastUpdated lt "\uE0000\uE001"',
		],
		[
			'a custom attribute that only has to be there',
			{ any: [{ attribute: 'other', otherAttribute: 'profile.costCenter', operator: 'pr' }] },
			'',
			'profile.costCenter pr',
		],
		['the one row there can be', { all: sales }, '', 'profile.department eq "Sales"'],
		[
			'rows beside a typed expression',
			{ all: [sales] },
			'status eq "ACTIVE" or id pr',
			'(status eq "ACTIVE" or id pr) and profile.department eq "Sales"',
		],
	])('writes %s', (_, rows, typed, expected) => {
		expect(toExpression(rows, attributes, typed)).toBe(expected);
	});

	it.each([
		['no value', { ...sales, value: ' ' }, /has no value/],
		['no date', { attribute: 'lastUpdated', operator: 'gt', date: '' }, /has no value/],
		[
			'a name that is an expression',
			{ attribute: 'other', otherAttribute: 'id pr or status', operator: 'eq', value: 'x' },
			/names no attribute/,
		],
	])('refuses a row with %s', (_, row, message) => {
		expect(() => toExpression({ all: [row] }, attributes)).toThrow(message);
	});

	it.each([
		['id pr) or (id pr', 'A ")" closes nothing'],
		['id pr)', 'A ")" closes nothing'],
		['(id pr', 'A ")" is missing'],
		['(id pr]', 'A "]" closes nothing'],
		['emails[type eq "work"', 'A "]" is missing'],
		['title eq "x', 'A text has no closing quote'],
		['title eq "x\\"', 'A text has no closing quote'],
		['title eq "x" or title eq "', 'A text has no closing quote'],
		['title eq "a\\\\") or (id pr or title eq "b', 'A ")" closes nothing'],
	])('refuses to join %s with conditions', (typed, message) => {
		expect(() => toExpression({ all: [sales] }, attributes, typed)).toThrow(message);
	});

	it.each([
		'title eq ")" or (title eq "(")',
		'title eq "\\") or (" and (id pr or not (id pr))',
		'emails[type eq "work"] pr',
	])('joins %s with conditions', (typed) => {
		expect(toExpression({ all: [sales] }, attributes, typed)).toBe(
			`(${typed}) and profile.department eq "Sales"`,
		);
	});

	it('lets no value end its quotes', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				const inside = quote(value).slice(1, -1);
				expect(inside.replace(/\\["\\]/g, '')).not.toMatch(/["\\]/);
				expect(inside.replace(/\\(["\\])/g, '$1')).toBe(value);
			}),
		);
	});
});

describe('withConditions', () => {
	const request = { method: 'GET', path: '/api/v1/users', query: { search: 'id pr' } } as const;
	const values = (rows: unknown) =>
		new Values(
			new Map([
				['conditions', rows],
				['search', 'id pr'],
			]),
		);

	it('narrows what is typed', () => {
		expect(withConditions(request, values({ all: [sales] }), 'search', attributes)).toEqual({
			...request,
			query: { search: '(id pr) and profile.department eq "Sales"' },
		});
	});

	it.each([undefined, {}, ''])('leaves it alone where there are none: %j', (rows) => {
		expect(withConditions(request, values(rows), 'search', attributes)).toBe(request);
	});
});

describe('conditions', () => {
	it('offers for each attribute the operators it takes, and no others', () => {
		const [all] = conditions(attributes, ['eq']).options ?? [];
		const fields = all && 'values' in all ? all.values : [];
		const offered = Object.fromEntries(
			fields
				.filter(({ name }) => name === 'operator')
				.flatMap(({ displayOptions, options = [] }) =>
					(displayOptions?.show?.attribute ?? []).map((attribute) => [
						typeof attribute === 'string' ? attribute : '',
						options.flatMap((option) => ('value' in option ? [option.value] : [])).toSorted(),
					]),
				),
		);
		expect(offered).toEqual({
			'profile.department': ['eq', 'pr', 'sw'],
			lastUpdated: ['gt', 'lt'],
			'profile.contractor': ['eq'],
			status: ['eq'],
			other: ['eq'],
		});
	});
});
