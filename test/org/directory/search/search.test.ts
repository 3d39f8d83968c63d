import fc from 'fast-check';
import {
	candidates,
	compile,
	parse,
	SearchError,
	type Expression,
	type Language,
	type Literal,
	type Operator,
} from '.';

type Row = Record<string, unknown>;

const every = new Set<Operator>(['eq', 'sw', 'co', 'gt', 'ge', 'lt', 'le', 'pr']);
const language: Language<Row> = {
	caseSensitive: false,
	attribute(name) {
		if (name === 'age') return { type: 'number', operators: every };
		if (name === 'admin') return { type: 'boolean', operators: every };
		if (name === 'born') return { type: 'date', operators: every };
		return name === 'name' || name === 'skills' ? { type: 'string', operators: every } : undefined;
	},
	read: (row, name) => row[name],
};
const matches = (expression: string, row: Row, as = language): boolean =>
	compile(parse(expression), as)(row);

const attribute = fc.constantFrom('id', 'profile.firstName', 'type.id', 'a_b', 'x-y', '$ref');
const literal: fc.Arbitrary<Literal> = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.integer(),
	fc.boolean(),
);
const comparison: fc.Arbitrary<Expression> = fc.oneof(
	fc.record({
		kind: fc.constant('comparison' as const),
		attribute,
		operator: fc.constantFrom('eq' as const, 'sw' as const, 'co' as const, 'ge' as const),
		value: literal,
	}),
	attribute.map((name) => ({
		kind: 'comparison' as const,
		attribute: name,
		operator: 'pr' as const,
		value: undefined,
	})),
);
const { expression } = fc.letrec<{ expression: Expression; junction: Expression }>((tie) => ({
	junction: fc.record({
		kind: fc.constantFrom('and' as const, 'or' as const),
		operands: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
	}),
	expression: fc.oneof({ maxDepth: 3 }, comparison, tie('junction')),
}));

const write = (value: Literal | undefined): string =>
	typeof value === 'string'
		? `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
		: String(value);

/** Every junction in parentheses, so that the text has exactly the tree's structure. */
function print(tree: Expression): string {
	if (tree.kind !== 'comparison') return `(${tree.operands.map(print).join(` ${tree.kind} `)})`;
	const { attribute: name, operator, value } = tree;
	return operator === 'pr' ? `${name} pr` : `${name} ${operator} ${write(value)}`;
}

describe('the search language', () => {
	it('reads back what was written, whatever the values contain', () => {
		fc.assert(
			fc.property(expression, (tree) => {
				expect(parse(print(tree))).toEqual(tree);
			}),
		);
	});

	it('refuses what it does not understand with a SearchError and nothing else', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				try {
					parse(text);
				} catch (error) {
					expect(error).toBeInstanceOf(SearchError);
				}
			}),
		);
	});

	it.each([
		'',
		'name',
		'name eq',
		'name eq value',
		'name is "x"',
		'name eq "x',
		'(name pr',
		'name pr)',
		'name pr and',
		'or name pr',
		'name pr name pr',
		'not name pr',
		'not (name pr)',
		"name eq 'x'",
		'name eq "a\\n"',
		'name eq 1.2.3',
		'name eq 12a',
		'skills[type eq "x"]',
		'name+eq+"x"',
	])('refuses %s', (text) => {
		expect(() => parse(text)).toThrow(SearchError);
	});

	it('refuses more than two hundred comparisons', () => {
		const repeated = (times: number) => Array(times).fill('name pr').join(' or ');

		expect(() => parse(repeated(200))).not.toThrow();
		expect(() => parse(repeated(201))).toThrow('Too many comparisons.');
	});

	it('binds and closer than or', () => {
		const text = 'name eq "a" or name eq "b" and age gt 1';

		expect(parse(text)).toEqual(parse('name eq "a" or (name eq "b" and age gt 1)'));
		expect(parse(text)).not.toEqual(parse('(name eq "a" or name eq "b") and age gt 1'));
	});

	it('reads operators in any case, attributes only in theirs', () => {
		expect(matches('name EQ "x" AND age Gt 1', { name: 'x', age: 2 })).toBe(true);
		expect(() => matches('Name eq "x"', {})).toThrow(SearchError);
	});

	it.each<[string, Row, boolean]>([
		['name eq "ana"', { name: 'Ana' }, true],
		['name eq "jose"', { name: 'José' }, false],
		['name sw "an"', { name: 'Ana' }, true],
		['name co "n"', { name: 'Ana' }, true],
		['name co "z"', { name: 'Ana' }, false],
		['name gt "b"', { name: 'Carl' }, true],
		['name pr', { name: '' }, false],
		['name pr', { name: null }, false],
		['name pr', { name: 'x' }, true],
		['name eq "x"', {}, false],
		['age ge 3', { age: 3 }, true],
		['age lt 3', { age: 3 }, false],
		['age gt -1', { age: 0 }, true],
		['admin eq true', { admin: true }, true],
		['admin eq false', {}, false],
		['skills eq "GO"', { skills: ['rust', 'go'] }, true],
		['skills sw "ru"', { skills: ['rust', 'go'] }, true],
		['skills eq "c"', { skills: [] }, false],
		['skills pr', { skills: [] }, false],
		['born gt "2020-01-01T00:00:00.000Z"', { born: '2020-01-01T00:00:00.001Z' }, true],
		['born le "2020-01-01"', { born: '2020-01-01T00:00:00.000Z' }, true],
		['born eq "2020-01-01T01:00:00+01:00"', { born: '2020-01-01T00:00:00.000Z' }, true],
	])('%s of %j is %s', (text, row, expected) => {
		expect(matches(text, row)).toBe(expected);
	});

	it('compares with case where the list does', () => {
		expect(matches('name eq "ana"', { name: 'Ana' }, { ...language, caseSensitive: true })).toBe(
			false,
		);
	});

	it.each([
		['age eq "3"', 'a number'],
		['admin eq "true"', 'a boolean'],
		['name eq 3', 'a string'],
		['born gt "yesterday"', 'a date'],
	])('refuses %s, because it is compared with %s', (text, type) => {
		expect(() => matches(text, {})).toThrow(`is compared with ${type}`);
	});

	it('decides and, or and parentheses as logic does', () => {
		const truth: Language<Row> = {
			caseSensitive: true,
			attribute: () => ({ type: 'boolean', operators: new Set<Operator>(['eq']) }),
			read: (row, name) => row[name],
		};
		const names = fc.constantFrom('a', 'b', 'c');
		const { tree } = fc.letrec<{ tree: Expression; junction: Expression }>((tie) => ({
			junction: fc.record({
				kind: fc.constantFrom('and' as const, 'or' as const),
				operands: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
			}),
			tree: fc.oneof(
				{ maxDepth: 4 },
				fc.record({
					kind: fc.constant('comparison' as const),
					attribute: names,
					operator: fc.constant('eq' as const),
					value: fc.boolean(),
				}),
				tie('junction'),
			),
		}));
		const decide = (of: Expression, row: Row): boolean =>
			of.kind === 'comparison'
				? row[of.attribute] === of.value
				: of.kind === 'and'
					? !of.operands.some((operand) => !decide(operand, row))
					: of.operands.some((operand) => decide(operand, row));
		const row = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() });

		fc.assert(
			fc.property(tree, row, (of, values) => {
				expect(compile(of, truth)(values)).toBe(decide(of, values));
			}),
		);
	});
});

describe('an index', () => {
	const rows = Array.from({ length: 20 }, (_, index) => ({ name: `n${index % 5}`, age: index }));
	const positions = (name: string, value: Literal) =>
		name === 'name' ? rows.flatMap((row, at) => (row.name === value ? [at] : [])) : undefined;

	it('never loses a row that matches', () => {
		const leaf = fc.oneof(
			fc.integer({ min: 0, max: 6 }).map((n) => `name eq "n${n}"`),
			fc.integer({ min: 0, max: 20 }).map((n) => `age lt ${n}`),
		);
		const { text } = fc.letrec<{ text: string; junction: string }>((tie) => ({
			junction: fc
				.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text'))
				.map(([one, word, other]) => `(${one} ${word} ${other})`),
			text: fc.oneof({ maxDepth: 4 }, leaf, tie('junction')),
		}));

		fc.assert(
			fc.property(text, (query) => {
				const tree = parse(query);
				const test = compile(tree, language);
				const all = rows.flatMap((row, at) => (test(row) ? [at] : []));
				const narrowed = candidates(tree, positions);
				const found = narrowed?.filter((at) => test(rows[at] ?? {}));

				expect(found ?? all).toEqual(all);
			}),
		);
	});

	it('answers equality, and-ed with anything, and or-ed equalities', () => {
		expect(candidates(parse('name eq "n1"'), positions)).toEqual([1, 6, 11, 16]);
		expect(candidates(parse('age gt 3 and name eq "n1"'), positions)).toEqual([1, 6, 11, 16]);
		expect(candidates(parse('name eq "n1" or name eq "n0"'), positions)).toHaveLength(8);
		expect(candidates(parse('name eq "n1" or age gt 3'), positions)).toBeUndefined();
	});
});
