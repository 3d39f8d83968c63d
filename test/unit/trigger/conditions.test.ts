import type { IDataObject } from 'n8n-workflow';
import {
	type Condition,
	type Conditions,
	type Field,
	meets,
	noConditions,
	noZones,
	type Operator,
	uncheckedIn,
} from '../../../nodes/Okta/trigger/conditions';
import { readConditions } from '../../../nodes/Okta/trigger/readConditions';
import { event } from './support';

const place = (city: string | null, country: string | null): IDataObject => ({ city, country });
const fromBerlin = event('1', {
	client: {
		ipAddress: '192.0.2.7',
		device: 'Computer',
		zone: 'Office, VPN',
		geographicalContext: place('Berlin', 'Germany'),
	},
	outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
	debugContext: { debugData: { factor: 'OKTA_VERIFY_PUSH', risk: '{level=HIGH}' } },
});
/** An event that says nothing of it. */
const silent = event('2');

const is = (field: Field, operator: Operator, ...values: string[]): Condition => ({
	field,
	operator,
	values,
});
const all = (...conditions: Condition[]): Conditions => ({ ...noConditions, all: conditions });

describe('a condition', () => {
	it.each<[Condition, boolean, boolean]>([
		[is('country', 'is', 'germany'), true, false],
		[is('country', 'is', 'German'), false, false],
		[is('country', 'isNot', 'Germany'), false, true],
		[is('country', 'isNot', 'Austria'), true, true],
		[is('country', 'oneOf', 'Austria', 'Germany'), true, false],
		[is('country', 'noneOf', 'Austria', 'Germany'), false, true],
		[is('country', 'noneOf', 'Austria'), true, true],
		[is('city', 'contains', 'LIN'), true, false],
		[is('city', 'notContains', 'lin'), false, true],
		[is('city', 'notContains', 'x'), true, true],
		[is('device', 'is', 'Computer'), true, false],
		[is('factor', 'contains', 'push'), true, false],
		[is('reason', 'is', 'INVALID_CREDENTIALS'), true, false],
		[is('risk', 'oneOf', 'MEDIUM', 'HIGH'), true, false],
		[is('risk', 'oneOf', 'LOW'), false, false],
		[is('ipAddress', 'is', '192.0.2.7'), true, false],
		[is('ipAddress', 'is', '192.0.2.0/24'), true, false],
		[is('ipAddress', 'oneOf', '198.51.100.0/24', '192.0.2.1-192.0.2.9'), true, false],
		[is('ipAddress', 'noneOf', '192.0.2.0/24'), false, true],
		[is('ipAddress', 'noneOf', '198.51.100.0/24'), true, true],
		[is('ipAddress', 'contains', '192.0.'), true, false],
	])('%j: %s, and of an event that says nothing of it: %s', (condition, met, ofSilence) => {
		expect(meets(fromBerlin, all(condition), noZones)).toBe(met);
		expect(meets(silent, all(condition), noZones)).toBe(ofSilence);
	});

	it('is one of several that all have to be met, or of which one has to', () => {
		const yes = is('country', 'is', 'Germany');
		const no = is('country', 'is', 'Austria');
		const judge = (conditions: Partial<Conditions>) =>
			meets(fromBerlin, { ...noConditions, ...conditions }, noZones);
		expect(judge({})).toBe(true);
		expect(judge({ all: [yes, yes] })).toBe(true);
		expect(judge({ all: [yes, no] })).toBe(false);
		expect(judge({ any: [no, yes] })).toBe(true);
		expect(judge({ any: [no, no] })).toBe(false);
		expect(judge({ all: [yes], any: [no] })).toBe(false);
		expect(judge({ all: [no], any: [yes] })).toBe(false);
	});
});

describe('a zone', () => {
	const zones = new Map([
		['nzoOffice', { name: 'Office', addresses: [] }],
		['nzoByAddress', { name: 'Elsewhere', addresses: ['203.0.113.9', '192.0.2.0/28'] }],
		['nzoOther', { name: 'Off', addresses: ['203.0.113.0/24', '2001:db8::/32'] }],
	]);
	it.each([
		['id', 'nzoOffice', true],
		['id', 'nzoByAddress', true],
		['id', 'nzoOther', false],
		['id', 'nzoUnknown', false],
		['name', 'office', true],
		['name', 'VPN', true],
		['name', 'Office, VPN', true],
		['name', 'Elsewhere', false],
		['name', 'Off', false],
	] as const)('by %s %s: %s', (by, zone, isIn) => {
		expect(meets(fromBerlin, all({ by, zone, isIn: true }), zones)).toBe(isIn);
		expect(meets(fromBerlin, all({ by, zone, isIn: false }), zones)).toBe(!isIn);
		expect(meets(silent, all({ by, zone, isIn: true }), zones)).toBe(false);
		expect(meets(silent, all({ by, zone, isIn: false }), zones)).toBe(true);
	});
});

describe('what has to have changed', () => {
	const updated = (changedAttributes?: string) =>
		event('1', {
			eventType: 'user.account.update_profile',
			debugContext: {
				debugData: { ...(changedAttributes !== undefined && { changedAttributes }) },
			},
		});
	const conditions = { ...noConditions, changed: ['profile.Department', 'title'] };

	it.each([
		['one of them', updated('login,department'), true, []],
		['others', updated('login,departments'), false, []],
		['nobody says what', updated(), true, ['changes']],
		['none is named', updated(''), true, ['changes']],
		['what can change nothing', event('1'), true, []],
	])('is %s', (_, one, met, unchecked) => {
		expect(meets(one, conditions, noZones)).toBe(met);
		expect(uncheckedIn(one, conditions)).toEqual(unchecked);
		expect(uncheckedIn(one, noConditions)).toEqual([]);
	});
});

describe('readConditions', () => {
	const read = (...rows: IDataObject[]) => readConditions({ all: rows }, '').all;

	it('reads every kind of row, and one that nobody touched but for its value', () => {
		const rows = {
			all: [
				{ value: ' Germany ' },
				{ field: 'reason', operator: 'is', value: 'Password Spray, Login Failures' },
				{ field: 'country', operator: 'oneOf', value: 'Germany, Austria' },
				{ field: 'risk' },
				{ field: 'risk', risks: ['LOW', 'MEDIUM'] },
			],
			any: [
				{ field: 'inZone', zone: { mode: 'list', value: 'nzo1' } },
				{ field: 'notInZone', zone: { mode: 'name', value: 'VPN' } },
			],
		};
		expect(readConditions(rows, 'department, title')).toEqual({
			all: [
				is('country', 'is', 'Germany'),
				is('reason', 'is', 'Password Spray, Login Failures'),
				is('country', 'oneOf', 'Germany', 'Austria'),
				is('risk', 'oneOf', 'HIGH'),
				is('risk', 'oneOf', 'LOW', 'MEDIUM'),
			],
			any: [
				{ by: 'id', zone: 'nzo1', isIn: true },
				{ by: 'name', zone: 'VPN', isIn: false },
			],
			changed: ['department', 'title'],
		});
		expect(readConditions({}, '')).toEqual(noConditions);
	});

	it.each<[IDataObject, string]>([
		[{ field: 'ipAddress', value: '' }, 'A condition on "IP Address" has no value'],
		[
			{ field: 'country', operator: 'oneOf', value: ' , ' },
			'A condition on "Country" has no value',
		],
		[{ field: 'risk', risks: [] }, 'A condition on "Risk" has no value'],
		[
			{ field: 'inZone', zone: { mode: 'list', value: '' } },
			'A condition on "Network Zone" has no value',
		],
		[{ field: 'weather', value: 'x' }, 'A condition on "weather" has no value'],
		[{ field: 'ipAddress', value: 'the office' }, '"the office" is not an IP address'],
		[
			{ field: 'ipAddress', operator: 'noneOf', value: '192.0.2.7, 192.0.2.300' },
			'"192.0.2.300" is not an IP address',
		],
	])('refuses %j', (row, message) => {
		expect(() => read(row)).toThrow(message);
	});

	it('takes a part of an address to look for', () => {
		const row = { field: 'ipAddress', operator: 'contains', value: '192.0.' };
		expect(read(row)).toEqual([is('ipAddress', 'contains', '192.0.')]);
	});
});
