import { DateTime } from 'luxon';
import { type INodeProperties, UserError } from 'n8n-workflow';

import { requestOptions } from '../../../nodes/Okta/fields/requestOptions';
import { readValues } from '../../../nodes/Okta/form/readForm';
import { resources } from '../../../nodes/Okta/operations';
import { readManners } from '../../../nodes/Okta/run/readManners';
import { type Operation, type Placement, toPlacement } from '../../../nodes/Okta/table/operation';
import { Locator } from '../../../nodes/Okta/table/values';
import { readSettings } from '../../../nodes/Okta/trigger/settings';
import { properties as triggerForm } from '../../../nodes/Okta/trigger/form';
import { formOf } from './form';

const zone = 'Europe/Berlin';
const noon = '2026-11-20T12:00:00.000+01:00';
const midnight = new Date('2026-11-19T23:00:00Z');

/** What expressions come to. */
const given: Readonly<Record<string, unknown>> = {
	text: 'something',
	'a number as text': ' 12 ',
	'a number': 12,
	'a switch': true,
	'a switch as text': 'TRUE',
	'a Date': midnight,
	'a Date in the day': new Date(noon),
	'a DateTime': DateTime.fromISO(noon, { zone }),
	'an invalid Date': new Date(NaN),
	'seconds since the epoch': 1_795_172_400,
	null: null,
	undefined: undefined,
	'a list': ['a', 7],
	'a list of objects': [{ a: 1 }],
	'an empty list': [],
	'an object': { a: 1 },
	'an object without keys': {},
	'no text': '',
	'blank text': '   ',
	NaN: NaN,
	Infinity: Infinity,
};
const kinds = Object.entries(given).map(([kind, value]) => ({ kind, value }));

/** The field is named and nothing is sent. */
const REFUSED = Symbol('refused');
const utcNoon = '2026-11-20T11:00:00.000Z';

/** For each type of field and each kind of value: what it is read as. */
type Table = Readonly<Record<string, unknown>>;

const refusesAll: Table = {
	text: REFUSED,
	'a number as text': REFUSED,
	'a number': REFUSED,
	'a switch': REFUSED,
	'a switch as text': REFUSED,
	'a Date': REFUSED,
	'a Date in the day': REFUSED,
	'a DateTime': REFUSED,
	'an invalid Date': REFUSED,
	'seconds since the epoch': REFUSED,
	null: REFUSED,
	undefined: REFUSED,
	'a list': REFUSED,
	'a list of objects': REFUSED,
	'an empty list': REFUSED,
	'an object': REFUSED,
	'an object without keys': REFUSED,
	'no text': REFUSED,
	'blank text': REFUSED,
	NaN: REFUSED,
	Infinity: REFUSED,
};

const asText: Table = {
	...refusesAll,
	text: 'something',
	'a number as text': ' 12 ',
	'a number': '12',
	'a switch': 'true',
	'a switch as text': 'TRUE',
	'a Date': '2026-11-20',
	'a Date in the day': noon,
	'a DateTime': noon,
	'seconds since the epoch': '1795172400',
	null: '',
	undefined: '',
	'no text': '',
	'blank text': '   ',
};

const tables: Readonly<Partial<Record<INodeProperties['type'], Table>>> = {
	string: asText,
	number: { ...refusesAll, 'a number as text': 12, 'a number': 12 },
	boolean: { ...refusesAll, 'a switch': true, 'a switch as text': true },
	dateTime: {
		...refusesAll,
		'a Date': midnight.toISOString(),
		'a Date in the day': utcNoon,
		'a DateTime': utcNoon,
		'seconds since the epoch': utcNoon,
		null: '',
		undefined: '',
		'no text': '',
		'blank text': '',
	},
	json: {
		...refusesAll,
		'a number as text': 12,
		'a number': 12,
		'a switch': true,
		'seconds since the epoch': 1_795_172_400,
		null: '',
		undefined: '',
		'a list': ['a', 7],
		'a list of objects': [{ a: 1 }],
		'an empty list': [],
		'an object': { a: 1 },
		'an object without keys': {},
		'no text': '',
		'blank text': '   ',
	},
	multiOptions: {
		...refusesAll,
		text: ['something'],
		'a number as text': ['12'],
		'a number': ['12'],
		'a switch': ['true'],
		'a switch as text': ['TRUE'],
		'a Date': ['2026-11-20'],
		'a Date in the day': [noon],
		'a DateTime': [noon],
		'seconds since the epoch': ['1795172400'],
		null: [],
		undefined: [],
		'a list': ['a', '7'],
		'an empty list': [],
		'no text': [],
		'blank text': [],
	},
	fixedCollection: {
		...refusesAll,
		null: {},
		undefined: {},
		'an object': { a: 1 },
		'an object without keys': {},
		'no text': {},
	},
	// Without rows there is nothing to set.
	assignmentCollection: {
		...refusesAll,
		null: {},
		undefined: {},
		'an object': {},
		'an object without keys': {},
		'no text': {},
	},
	resourceLocator: {
		...refusesAll,
		text: 'something',
		'a number as text': '12',
		'a number': '12',
		'a switch as text': 'TRUE',
		'seconds since the epoch': '1795172400',
		null: '',
		undefined: '',
		'no text': '',
		'blank text': '',
	},
};

/** What a field makes of a value, going by its type and what it says of itself. */
function expected({ field, accepts }: Placement, kind: string): unknown {
	const { minValue = -Infinity, maxValue = Infinity } = field.typeOptions ?? {};
	if (field.type === 'number' && (minValue > 12 || maxValue < 12)) return REFUSED;
	// Large enough for a number of seconds are only the limits of what has none.
	if (field.type === 'number' && kind === 'seconds since the epoch') {
		return maxValue >= 1_795_172_400 ? 1_795_172_400 : REFUSED;
	}
	if (field.type === 'options') {
		const value = asText[kind];
		// Okta itself judges what isn't in a list that it fills.
		if (field.options === undefined) return typeof value === 'string' ? value.trim() : value;
		return field.options.some((option) => 'value' in option && option.value === '') && value === ''
			? ''
			: kind === 'no text' && field.default === ''
				? ''
				: REFUSED;
	}
	const takesList = field.type === 'string' && accepts === 'list';
	if (takesList && kind === 'a list') return ['a', '7'];
	if (takesList && kind === 'an empty list') return [];
	if (accepts === 'json' && Array.isArray(given[kind])) return given[kind];
	if (accepts === 'json' && (kind === 'an object' || kind === 'an object without keys')) {
		return given[kind];
	}
	const value = tables[field.type]?.[kind];
	const isIdentifying = /ids?$|login$|email$|userName|ifMatch|language$|phoneNumber/i.test(
		field.name,
	);
	return field.type === 'string' && isIdentifying && typeof value === 'string'
		? value.trim()
		: value;
}

const placed = (operation: Operation): Array<[string, Placement]> => {
	const { path = [], query = [], body = [], header = [], controls = [], options = {} } = operation;
	const inOptions = [options.query, options.body, options.header, options.controls].flatMap(
		(fields) => fields ?? [],
	);
	return [
		...[...path, ...query, ...body, ...header, ...controls].map((one): [string, Placement] => [
			'form',
			toPlacement(one),
		]),
		...inOptions.map((one): [string, Placement] => ['options', toPlacement(one)]),
	];
};

const operations = resources.flatMap(({ name, operations: all }) =>
	all.map((operation): [string, Operation] => [`${name}: ${operation.name}`, operation]),
);

/** What a field is read as; the refusal has to name it and say that nothing was sent. */
function outcome({ displayName }: INodeProperties, read: () => unknown): unknown {
	try {
		const value = read();
		return value instanceof Locator ? value.value : value;
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		expect(error.message).toContain(`"${displayName}"`);
		expect(error.description).toMatch(/^Nothing was sent/);
		return REFUSED;
	}
}

describe.each(operations)('%s', (_, operation) => {
	const fields = placed(operation).filter(([, { field }]) => field.type !== 'resourceMapper');

	it.each(kinds)(
		'reads $kind in each of its fields for what it is, or refuses it',
		({ kind, value }) => {
			const found = fields.map(([where, { field }]) => [
				field.name,
				outcome(field, () =>
					readValues(formOf(where, field.name, value, zone), operation, 0).get(field.name),
				),
			]);
			const wanted = fields.map(([, placement]) => [
				placement.field.name,
				expected(placement, kind),
			]);
			expect(found).toEqual(wanted);
		},
	);

	it.each(kinds)('reads $kind as its number of rows', ({ kind, value }) => {
		if (!operation.list) return;
		const read = (name: string) => () =>
			readValues(formOf('form', name, value, zone), operation, 0).get(name);
		const number = { displayName: 'Limit', name: 'limit', type: 'number', default: 50 } as const;
		const all = { ...number, displayName: 'Return All', type: 'boolean' } as const;
		expect(outcome(number, read('limit'))).toEqual(expected({ field: number }, kind));
		expect(outcome(all, read('returnAll'))).toEqual(expected({ field: all }, kind));
	});
});

describe('Request Options', () => {
	const options = (requestOptions.options ?? []).filter((option) => 'type' in option);

	it.each(kinds)('take $kind for a number, or refuse it', ({ kind, value }) => {
		for (const field of options) {
			const read = () => readManners(formOf('requestOptions', field.name, value, zone));
			const isNumber = typeof expected({ field: { ...field, typeOptions: {} } }, kind) === 'number';
			expect([field.name, outcome(field, read) === REFUSED]).toEqual([field.name, !isNumber]);
		}
	});
});

describe('Okta Trigger', () => {
	const inForm = triggerForm.filter(
		({ type, name }, at) =>
			['string', 'boolean', 'dateTime', 'multiOptions'].includes(type) &&
			triggerForm.findIndex((other) => other.name === name) === at,
	);
	const { options: inOptions = [] } = triggerForm.find(({ name }) => name === 'options') ?? {};
	const form = { events: ['user.lifecycle.create'], startFrom: 'time', startTime: noon };

	it.each(kinds)(
		'reads $kind in each of its fields for what it is, or refuses it',
		({ kind, value }) => {
			for (const field of inForm) {
				const filled: Record<string, unknown> = { ...form, [field.name]: value };
				const read = () =>
					readSettings((name, byDefault) => (name in filled ? filled[name] : byDefault), zone);
				const isMissing =
					(field.name === 'startTime' || field.name === 'events') &&
					[null, undefined, '', '   '].some((nothing) => nothing === value);
				if (isMissing || (field.name === 'events' && kind === 'an empty list')) {
					expect(read).toThrow(UserError);
					continue;
				}
				const isRefused = expected({ field, accepts: 'list' }, kind) === REFUSED;
				expect([field.name, outcome(field, read) === REFUSED]).toEqual([field.name, isRefused]);
			}
		},
	);

	it.each(kinds)('reads $kind in each of its options', ({ kind, value }) => {
		for (const field of inOptions.filter((option) => 'type' in option)) {
			const filled: Record<string, unknown> = { ...form, options: { [field.name]: value } };
			const named = { ...field, displayName: `Options: ${field.displayName}` };
			const read = () =>
				readSettings((name, byDefault) => (name in filled ? filled[name] : byDefault), zone);
			const isRefused = expected({ field }, kind) === REFUSED;
			expect([field.name, outcome(named, read) === REFUSED]).toEqual([field.name, isRefused]);
		}
	});
});
