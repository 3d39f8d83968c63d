import { DateTime } from 'luxon';

import { isMidnight, momentText, timeOf, toTime } from '../../../nodes/Okta/objects/moment';

const berlin = 'Europe/Berlin';
const read = (value: unknown, zone = berlin) => {
	const time = toTime(value, zone);
	return Number.isNaN(time) ? 'none' : new Date(time).toISOString();
};

describe('toTime', () => {
	it.each([
		// What n8n's date picker stores, and what it stored before.
		['2026-11-20T00:00:00', '2026-11-19T23:00:00.000Z'],
		['2026-11-20T08:30:00.250', '2026-11-20T07:30:00.250Z'],
		['2026-11-20 08:30:00', '2026-11-20T07:30:00.000Z'],
		['2026-11-20T08:30', '2026-11-20T07:30:00.000Z'],
		['2026-11-20', '2026-11-19T23:00:00.000Z'],
		['2026-07-20', '2026-07-19T22:00:00.000Z'],
		['2026/07/20', '2026-07-19T22:00:00.000Z'],
		// With a zone of its own.
		['2026-11-20T00:00:00Z', '2026-11-20T00:00:00.000Z'],
		['2026-11-20T00:00:00.1234567Z', '2026-11-20T00:00:00.123Z'],
		['2026-11-20T00:00:00-05:00', '2026-11-20T05:00:00.000Z'],
		['2026-11-20T00:00:00+0530', '2026-11-19T18:30:00.000Z'],
		['2026-11-20 00:00:00+01', '2026-11-19T23:00:00.000Z'],
		['Fri, 20 Nov 2026 08:00:00 GMT', '2026-11-20T08:00:00.000Z'],
		['Fri Nov 20 2026 08:00:00 GMT+0200 (EET)', '2026-11-20T06:00:00.000Z'],
		['20 Nov 2026', '2026-11-19T23:00:00.000Z'],
		['November 20, 2026', '2026-11-19T23:00:00.000Z'],
		// The hour that summer time leaves out, and the one it has twice.
		['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
		['2026-10-25T02:30:00', '2026-10-25T01:30:00.000Z'],
		// Since the epoch.
		[1_795_132_800, '2026-11-20T00:00:00.000Z'],
		[1_795_132_800_000, '2026-11-20T00:00:00.000Z'],
		['1795132800', '2026-11-20T00:00:00.000Z'],
		[' 1795132800000 ', '2026-11-20T00:00:00.000Z'],
		// What n8n's expressions lead to.
		[new Date('2026-11-20T00:00:00Z'), '2026-11-20T00:00:00.000Z'],
		[DateTime.fromISO('2026-11-20T00:00:00', { zone: berlin }), '2026-11-19T23:00:00.000Z'],
	])('reads %p', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each(
		[
			['', 'soon', '03/04/2026', '20.11.2026', '2026-02-31', '2026-13-01', '2026-11-20T25:00:00'],
			[2026, 20_261_120, 45_000, -1, 0, NaN, Infinity, 1e17, '12:30', 'May'],
			[null, undefined, true, false, [], {}, ['2026-11-20'], { date: '2026-11-20' }],
			[new Date(NaN), DateTime.invalid('no')],
		].flat(),
	)('does not take %p for a date', (value) => {
		expect(read(value)).toBe('none');
	});

	it('goes by the zone of the workflow', () => {
		expect(read('2026-11-20T00:00:00', 'America/New_York')).toBe('2026-11-20T05:00:00.000Z');
		expect(read('2026-11-20T00:00:00', 'Asia/Kolkata')).toBe('2026-11-19T18:30:00.000Z');
		expect(read('2026-11-20T00:00:00', 'UTC')).toBe('2026-11-20T00:00:00.000Z');
	});

	it('reads as Luxon does, which n8n itself reads dates with', () => {
		for (const zone of [berlin, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
			for (let hour = 0; hour < 24 * 366; hour += 7) {
				const wall = new Date(Date.UTC(2026, 0, 1, hour, 30)).toISOString().slice(0, -1);
				expect(toTime(wall, zone)).toBe(DateTime.fromISO(wall, { zone }).toMillis());
			}
		}
	});
});

describe('momentText', () => {
	it.each([
		['2026-11-19T23:00:00.000Z', berlin, '2026-11-20'],
		['2026-07-19T22:00:00.000Z', berlin, '2026-07-20'],
		['2026-11-20T00:00:00.000Z', berlin, '2026-11-20T01:00:00.000+01:00'],
		['2026-11-20T00:00:00.000Z', 'UTC', '2026-11-20'],
		['2026-11-20T00:00:00.001Z', 'UTC', '2026-11-20T00:00:00.001+00:00'],
		['2026-11-20T12:00:00.000Z', 'America/St_Johns', '2026-11-20T08:30:00.000-03:30'],
		['1969-12-31T22:59:59.999Z', berlin, '1969-12-31T23:59:59.999+01:00'],
	])('writes %s in %s', (utc, zone, expected) => {
		const time = Date.parse(utc);
		expect(momentText(time, zone)).toBe(expected);
		expect(toTime(expected, zone)).toBe(time);
		expect(isMidnight(time, zone)).toBe(expected.length === 10);
	});
});

test('knows a Date of another realm, and nothing else, for a moment', () => {
	expect(timeOf(new Date(5))).toBe(5);
	expect(timeOf(structuredClone(new Date(5)))).toBe(5);
	for (const value of [5, '2026-11-20', {}, [], null, undefined]) {
		expect(timeOf(value)).toBeUndefined();
	}
});
