import { remember } from '../../../credentials/oauth/remember';
import { text } from '../transport/json';

/**
 * Milliseconds since the epoch of a Date, or of the Luxon DateTime that `$now` is in n8n; NaN of one
 * that is invalid, undefined of any other value.
 */
export function timeOf(value: unknown): number | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const isMoment =
		value instanceof Date ||
		('isLuxonDateTime' in value && value.isLuxonDateTime === true) ||
		// A Date of another realm, such as the one n8n's Code node runs in.
		Object.prototype.toString.call(value) === '[object Date]';
	return isMoment ? Number(value) : undefined;
}

/**
 * The point in time that a value stands for, in milliseconds since the epoch; NaN if it stands for
 * none. A Date or Luxon DateTime; a text, as `readText` reads it; seconds or milliseconds since the
 * epoch.
 *
 * @param zone - IANA time zone that a text without one is meant in
 */
export function toTime(value: unknown, zone: string): number {
	const time = timeOf(value);
	if (time !== undefined) return time;
	if (typeof value === 'number') return fromEpoch(value);
	const written = text(value).trim();
	return /^\d{9,}$/.test(written) ? fromEpoch(Number(written)) : readText(written, zone);
}

/**
 * A moment as text, for attributes that have no type for it: a date alone, if it is midnight in the
 * zone, else ISO 8601 with the offset of the zone.
 */
export function momentText(time: number, zone: string): string {
	const wall = wallClock(time, zone);
	const iso = new Date(wall).toISOString();
	return wall % DAY === 0 ? iso.slice(0, 10) : `${iso.slice(0, -1)}${offsetText(wall - time)}`;
}

/** Whether a day of the zone begins at that time. */
export function isMidnight(time: number, zone: string): boolean {
	return !Number.isNaN(time) && wallClock(time, zone) % DAY === 0;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Until 1973 seconds, which is later than what a year or a number of days looks like. */
const LEAST_SECONDS = 1e8;
/** From here on milliseconds: as seconds it would be the year 5138. */
const LEAST_MILLISECONDS = 1e11;

function fromEpoch(count: number): number {
	if (!(count >= LEAST_SECONDS)) return NaN;
	// The last moment that a Date can hold.
	if (count > 8.64e15) return NaN;
	return count >= LEAST_MILLISECONDS ? count : count * 1000;
}

/** ISO 8601 and RFC 3339 in their extended form; SQL's blank for the T. */
const iso =
	/^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** What names the month cannot be mistaken: RFC 5322, HTTP, what JavaScript writes. */
const named = /^[a-z]{0,9},?\s*(?:\d{1,2}\s+[a-z]{3,9}|[a-z]{3,9}\s+\d{1,2}),?\s+\d{4}\b/i;

const zoned = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)(?:\s*\(.*\))?$/i;

/** 03/04/2026 is left out on purpose: two halves of the world read it as two days. */
function readText(written: string, zone: string): number {
	const parts = iso.exec(written);
	if (!parts) {
		if (!named.test(written)) return NaN;
		return zoned.test(written)
			? Date.parse(written)
			: fromWallClock(Date.parse(`${written} UTC`), zone);
	}
	const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] =
		parts;
	const wall = Date.parse(
		`${text(year)}-${text(month)}-${text(day)}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`,
	);
	// Date.parse takes 2026-02-31 for a day in March.
	if (new Date(wall).getUTCDate() !== Number(day) && hour !== '24') return NaN;
	return offset === undefined ? fromWallClock(wall, zone) : wall - readOffset(offset);
}

function readOffset(written: string): number {
	if (/^z$/i.test(written)) return 0;
	const digits = written.slice(1).replace(':', '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	return (written.startsWith('-') ? -minutes : minutes) * MINUTE;
}

function offsetText(offset: number): string {
	const minutes = Math.abs(Math.round(offset / MINUTE));
	const two = (count: number) => String(count).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A formatter takes longer to make than a thousand dates to format. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** More zones than workflows are ever set to. */
const mostFormatters = 100;

function formatterOf(zone: string): Intl.DateTimeFormat {
	const known = formatters.get(zone);
	if (known) return known;
	const shape = {
		calendar: 'iso8601',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	} as const;
	let formatter: Intl.DateTimeFormat;
	try {
		formatter = new Intl.DateTimeFormat('en-US', { ...shape, timeZone: zone });
	} catch {
		// A zone this Node doesn't know. n8n's own expressions fare no better.
		formatter = new Intl.DateTimeFormat('en-US', shape);
	}
	remember(formatters, zone, formatter, mostFormatters);
	return formatter;
}

/** What the clocks of the zone show at a time, as the time at which they show it in UTC. */
function wallClock(time: number, zone: string): number {
	const parts = formatterOf(zone).formatToParts(time);
	const part = (type: Intl.DateTimeFormatPartTypes) =>
		Number(parts.find((candidate) => candidate.type === type)?.value);
	const seconds = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return seconds + (((time % 1000) + 1000) % 1000);
}

/** The time at which the clocks show that; in the hour that is left out in spring, an hour later. */
function fromWallClock(wall: number, zone: string): number {
	if (Number.isNaN(wall)) return NaN;
	const offsetAt = (time: number) => wallClock(time, zone) - time;
	const first = offsetAt(wall);
	const second = offsetAt(wall - first);
	if (first === second) return wall - first;
	const third = offsetAt(wall - second);
	return wall - (second === third ? second : Math.min(second, third));
}
