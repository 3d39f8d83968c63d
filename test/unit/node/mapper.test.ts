import { DateTime } from 'luxon';
import { UserError, type IDataObject } from 'n8n-workflow';

import type { AttributeColumn } from '../../../nodes/Okta/fields/attributeColumn';
import { type Mapping, readMapper } from '../../../nodes/Okta/form/mapper';

const column = (id: string, rest: Partial<AttributeColumn> = {}): AttributeColumn => ({
	id,
	displayName: id.toUpperCase(),
	required: false,
	display: true,
	defaultMatch: false,
	type: 'string',
	...rest,
});

const schema = [
	column('login'),
	column('badge', { type: 'number' }),
	column('contractor', { type: 'boolean' }),
	column('skills', { type: 'array' }),
	column('size', {
		type: 'options',
		options: [
			{ name: 'Small', value: 'S' },
			{ name: 'Five', value: 5 },
		],
	}),
];

const zone = 'Europe/Berlin';

const byHand = (value: IDataObject, columns = schema, mapping: Partial<Mapping> = {}) =>
	readMapper(
		{ mappingMode: 'defineBelow', value, schema: columns },
		{ item: { login: 'not this' }, zone, ...mapping },
	);

const byName = (item: IDataObject, columns = schema, mapping: Partial<Mapping> = {}) =>
	readMapper(
		{ mappingMode: 'autoMapInputData', value: null, schema: columns },
		{ item, zone, ...mapping },
	);

describe('readMapper', () => {
	it.each([
		['a text for a number', { badge: '0042' }, { badge: 42 }],
		['a number for a text', { login: 7 }, { login: '7' }],
		['a text for a switch', { contractor: 'false' }, { contractor: false }],
		[
			'a list as a spreadsheet has it',
			{ skills: 'sql, first aid' },
			{ skills: ['sql', 'first aid'] },
		],
		['a list in JSON', { skills: '["a,b"]' }, { skills: ['a,b'] }],
		['a list', { skills: ['a', 'b'] }, { skills: ['a', 'b'] }],
		['an option', { size: 'S' }, { size: 'S' }],
		['an option of another type', { size: '5' }, { size: 5 }],
	])('takes %s', (_, given, sent) => {
		expect(byHand(given)).toEqual(sent);
		expect(byName(given)).toEqual(sent);
	});

	it('leaves out what is empty, but not false, zero or an empty list', () => {
		const given = { login: '', skills: [], size: null, badge: 0, contractor: false };
		expect(byHand(given)).toEqual({ skills: [], badge: 0, contractor: false });
	});

	it.each([
		['number', { badge: 'tall' }, 'BADGE'],
		['switch', { contractor: 'perhaps' }, 'CONTRACTOR'],
		['option', { size: 'XXL' }, 'SIZE'],
	])('refuses what is no %s', (_, given, name) => {
		expect(() => byHand(given)).toThrow(`The value of "${name}" cannot be sent to Okta`);
	});

	it('maps an item by the names of the columns, and nothing else of it', () => {
		expect(byName({ login: 'a@b.c', rowNumber: 4 })).toEqual({ login: 'a@b.c' });
	});

	it('lets everything pass where the schema was not loaded, for Okta to judge', () => {
		expect(byHand({ anything: 'x' }, [])).toEqual({ anything: 'x' });
		expect(byName({ login: 'a@b.c' }, [])).toEqual({ login: 'a@b.c' });
	});

	it('maps nothing where nothing was chosen', () => {
		expect(readMapper(undefined, { item: {}, zone })).toEqual({});
		expect(
			readMapper({ mappingMode: 'defineBelow', value: null, schema }, { item: {}, zone }),
		).toEqual({});
	});
});

const REFUSED = Symbol('refused');
const LEFT_OUT = Symbol('left out');

/** A column of each type there is, and what each kind of value becomes in it. */
const columns: Record<string, AttributeColumn> = {
	text: column('text'),
	exact: column('exact', { format: 'email' }),
	time: column('time', { format: 'date-time' }),
	number: column('number', { type: 'number' }),
	flag: column('flag', { type: 'boolean' }),
	choice: column('choice', {
		type: 'options',
		options: ['', 'S', '-', 7].map((value) => ({ name: String(value), value })),
	}),
	texts: column('texts', { type: 'array', itemType: 'string' }),
	integers: column('integers', { type: 'array', itemType: 'integer' }),
	numbers: column('numbers', { type: 'array', itemType: 'number' }),
	olderList: column('olderList', { type: 'array' }),
	object: column('object', { type: 'object' }),
	unknown: column('unknown', { type: undefined }),
};

const noon = '2026-11-20T12:00:00.000+01:00';
const midnight = new Date('2026-11-19T23:00:00Z');

const cases: ReadonlyArray<
	[what: string, value: IDataObject[string], becomes: Record<string, unknown>]
> = [
	[
		'a text',
		'S',
		{ text: 'S', exact: 'S', choice: 'S', texts: ['S'], olderList: ['S'], unknown: 'S' },
	],
	[
		'blanks around',
		' 7 ',
		{
			text: ' 7 ',
			exact: '7',
			number: 7,
			choice: 7,
			texts: ['7'],
			integers: [7],
			numbers: [7],
			olderList: ['7'],
			unknown: ' 7 ',
		},
	],
	[
		'a number',
		7,
		{
			text: '7',
			exact: '7',
			number: 7,
			choice: 7,
			texts: ['7'],
			integers: [7],
			numbers: [7],
			olderList: ['7'],
			unknown: 7,
		},
	],
	[
		'zero',
		0,
		{
			text: '0',
			exact: '0',
			number: 0,
			flag: false,
			texts: ['0'],
			integers: [0],
			numbers: [0],
			olderList: ['0'],
			unknown: 0,
		},
	],
	[
		'false',
		false,
		{
			text: 'false',
			exact: 'false',
			flag: false,
			texts: ['false'],
			olderList: ['false'],
			unknown: false,
		},
	],
	[
		'a switch as text',
		'True',
		{
			text: 'True',
			exact: 'True',
			flag: true,
			texts: ['True'],
			olderList: ['True'],
			unknown: 'True',
		},
	],
	[
		'midnight',
		midnight,
		{
			text: '2026-11-20',
			exact: '2026-11-20',
			time: '2026-11-19T23:00:00.000Z',
			texts: ['2026-11-20'],
			olderList: ['2026-11-20'],
			unknown: '2026-11-20',
		},
	],
	[
		'a Date',
		new Date(noon),
		{
			text: noon,
			exact: noon,
			time: '2026-11-20T11:00:00.000Z',
			texts: [noon],
			olderList: [noon],
			unknown: noon,
		},
	],
	[
		'a DateTime',
		DateTime.fromISO(noon, { zone: 'Asia/Tokyo' }),
		{
			text: noon,
			exact: noon,
			time: '2026-11-20T11:00:00.000Z',
			texts: [noon],
			olderList: [noon],
			unknown: noon,
		},
	],
	['a Date that does not exist', new Date(NaN), {}],
	['NaN', NaN, {}],
	['Infinity', Infinity, {}],
	[
		'a list for a spreadsheet',
		'1; 2',
		{
			text: '1; 2',
			exact: '1; 2',
			texts: ['1', '2'],
			integers: [1, 2],
			numbers: [1, 2],
			olderList: ['1', '2'],
			unknown: '1; 2',
		},
	],
	[
		'a list with commas',
		'1, 2',
		{
			text: '1, 2',
			exact: '1, 2',
			texts: ['1', '2'],
			integers: [1, 2],
			numbers: [1, 2],
			olderList: ['1', '2'],
			unknown: '1, 2',
		},
	],
	[
		'a list in JSON',
		'["1", 2]',
		{
			text: '["1", 2]',
			exact: '["1", 2]',
			texts: ['1', '2'],
			integers: [1, 2],
			numbers: [1, 2],
			olderList: ['1', 2],
			unknown: '["1", 2]',
		},
	],
	[
		'no whole numbers',
		'1.5; 2',
		{
			text: '1.5; 2',
			exact: '1.5; 2',
			texts: ['1.5', '2'],
			numbers: [1.5, 2],
			olderList: ['1.5', '2'],
			unknown: '1.5; 2',
		},
	],
	[
		'a list',
		['1', 2],
		{
			texts: ['1', '2'],
			integers: [1, 2],
			numbers: [1, 2],
			olderList: ['1', 2],
			unknown: ['1', 2],
		},
	],
	[
		'a list with a date',
		[midnight],
		{ texts: ['2026-11-20'], olderList: ['2026-11-20'], unknown: [midnight] },
	],
	[
		'a list with nothing in it',
		[],
		{ texts: [], integers: [], numbers: [], olderList: [], unknown: [] },
	],
	['a list with an empty entry', [null], { unknown: [null] }],
	['an object', { a: 1 }, { object: { a: 1 }, unknown: { a: 1 } }],
	['an object without keys', {}, { object: {}, unknown: {} }],
	[
		'an object in JSON',
		'{"a":1}',
		{
			text: '{"a":1}',
			exact: '{"a":1}',
			texts: ['{"a":1}'],
			olderList: ['{"a":1}'],
			object: { a: 1 },
			unknown: '{"a":1}',
		},
	],
	[
		'a guarded formula',
		"'-",
		{ text: '-', exact: '-', choice: '-', texts: ['-'], olderList: ['-'], unknown: '-' },
	],
	[
		'what a schema lists',
		'-',
		{ text: '-', exact: '-', choice: '-', texts: ['-'], olderList: ['-'], unknown: '-' },
	],
];

/** Where nothing is there, nothing is sent; but a text can be blank, and an enumeration can list "". */
const empty: ReadonlyArray<
	[what: string, value: IDataObject[string], becomes: Record<string, unknown>]
> = [
	['null', null, {}],
	['undefined', undefined, {}],
	['no text', '', { choice: '' }],
	['blanks', '  ', { text: '  ', unknown: '  ' }],
];

describe('a value', () => {
	const outcome = (
		id: string,
		value: IDataObject[string],
		mapping: Partial<Mapping> = {},
	): unknown => {
		const schemaOfOne = [columns[id] ?? column(id)];
		const item: IDataObject = Object.fromEntries([[id, value]]);
		try {
			const profile = byName(item, schemaOfOne, mapping);
			expect(byHand(item, schemaOfOne, mapping)).toEqual(profile);
			return id in profile ? profile[id] : LEFT_OUT;
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			expect(error.message).toContain(`"${id.toUpperCase()}"`);
			return REFUSED;
		}
	};
	const ids = Object.keys(columns);

	it.each(cases)('that is %s is sent as what it is, or refused', (_, value, becomes) => {
		for (const id of ids) {
			const wanted = id in becomes ? becomes[id] : REFUSED;
			expect([id, outcome(id, value)]).toEqual([id, wanted]);
			expect([id, outcome(id, value, { clears: true })]).toEqual([id, wanted]);
		}
	});

	it.each(empty)('that is %s is left out, or clears if it is to', (_, value, becomes) => {
		for (const id of ids) {
			const isThere = id in becomes;
			expect([id, outcome(id, value)]).toEqual([id, isThere ? becomes[id] : LEFT_OUT]);
			expect([id, outcome(id, value, { clears: true })]).toEqual([
				id,
				isThere ? becomes[id] : null,
			]);
		}
	});

	it('clears nothing that is not mapped', () => {
		const removed = [column('login'), column('title', { removed: true })];
		expect(byHand({ login: '', title: null }, removed, { clears: true })).toEqual({ login: null });
		expect(byName({ login: '' }, removed, { clears: true })).toEqual({ login: null });
		// By name all columns count; the editor calls those removed that nobody has added by hand.
		expect(byName({ title: '' }, removed, { clears: true })).toEqual({ title: null });
	});

	it('that was $today by hand is a date alone, though n8n hands it on as text', () => {
		const asText = '2026-11-20T00:00:00.000+01:00';
		const original = () => DateTime.fromISO(asText, { zone });
		expect(byHand({ login: asText }, schema, { original })).toEqual({ login: '2026-11-20' });
		// Somebody wrote that, and it stays as it is.
		expect(byHand({ login: asText }, schema, { original: () => asText })).toEqual({
			login: asText,
		});
	});
});

describe("an attribute with the name of one of Okta's members", () => {
	const ours = [
		column('status'),
		column('type'),
		column('created'),
		column('id'),
		column('profile'),
	];
	const id = '00ub0oNGTSWTBKOLGLNR';

	it('is taken from an item that is not one of Okta’s', () => {
		expect(byName({ status: 'on leave', type: 'x', profile: 'p' }, ours)).toEqual({
			status: 'on leave',
			type: 'x',
			profile: 'p',
		});
	});

	it('is called profile.status beside them', () => {
		const row = { id, status: 'ACTIVE', created: 'then', type: 'x', profile: 'p' };
		expect(byName({ ...row, 'profile.status': 'on leave', 'profile.id': '7' }, ours)).toEqual({
			status: 'on leave',
			id: '7',
			profile: 'p',
		});
		expect(byName(row, ours)).toEqual({ profile: 'p' });
	});
});

describe('a text for a date', () => {
	const dates = [
		column('day', { format: 'date' }),
		column('moment', { format: 'date-time' }),
		column('note'),
	];

	it.each([
		['2026-01-31', '2026-01-31', '2026-01-31'],
		['2026-01-31T08:00:00Z', '2026-01-31T08:00:00Z', '2026-01-31T08:00:00Z'],
		['2026/01/31', '2026-01-31', '2026-01-30T23:00:00.000Z'],
		['31 Jan 2026', '2026-01-31', '2026-01-30T23:00:00.000Z'],
	])('%s is sent as Okta reads it', (written, day, moment) => {
		expect(byHand({ day: written, moment: written }, dates)).toEqual({ day, moment });
	});

	it.each(['12/01/2026', '31.01.2026', 'tomorrow', '2026-02-30'])(
		'%s is refused, in a column for dates only',
		(written) => {
			for (const name of ['day', 'moment']) {
				expect(() => byHand({ [name]: written }, dates)).toThrow(
					`The value of "${name.toUpperCase()}" cannot be sent to Okta`,
				);
			}
			expect(byHand({ note: written }, dates)).toEqual({ note: written });
		},
	);
});
