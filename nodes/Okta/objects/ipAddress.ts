import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, isObjectList, text } from '../transport/json';
import { commaSeparated } from './convert';

/** Okta judges addresses; this only keeps out what is no address at all, such as a host name. */
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)$/i;

/**
 * Comma-separated IP addresses, CIDR blocks and ranges in the shape of Okta's network zones.
 *
 * @throws UserError when one of them is none of the three
 */
export function toAddresses(typed: unknown): IDataObject[] {
	return commaSeparated(typed).map((value) => {
		const [from = '', to] = value.split(/\s*-\s*/);
		if (to !== undefined && address.test(from) && address.test(to)) {
			return { type: 'RANGE', value: `${from}-${to}` };
		}
		const [ip = '', prefix] = value.split('/');
		if (address.test(ip) && (prefix === undefined || /^\d{1,3}$/.test(prefix))) {
			return { type: 'CIDR', value: `${ip}/${prefix ?? (ip.includes(':') ? '128' : '32')}` };
		}
		throw new UserError(`"${value}" is not an IP address`, {
			description:
				'Nothing was changed. Addresses look like 192.0.2.7, 192.0.2.0/24 or 192.0.2.10-192.0.2.20.',
		});
	});
}

/**
 * The addresses of a zone, some of them added and some taken away; `undefined` when that changes
 * nothing.
 *
 * @param before - `gateways` or `proxies` of the zone; anything but a list stands for none
 */
export function changedAddresses(
	before: unknown,
	added: readonly IDataObject[],
	removed: readonly IDataObject[],
): IDataObject[] | undefined {
	const all = isObjectList(before) ? before : [];
	const kept = all.filter((one) => !includes(removed, one));
	const fresh = added.filter((one) => !includes(kept, one));
	const isSame = fresh.length === 0 && kept.length === all.length;
	return isSame ? undefined : [...kept, ...fresh];
}

function includes(addresses: readonly unknown[], wanted: unknown): boolean {
	return addresses.some((one) => canonical(one) === canonical(wanted));
}

/** One address is spelled as itself, as a block of one, or as a range from itself to itself. */
function canonical(entry: unknown): string {
	const value = isObject(entry) ? text(entry.value).toLowerCase() : '';
	const [from, to] = value.split('-');
	return from === to ? `${from}` : value.replace(value.includes(':') ? /\/128$/ : /\/32$/, '');
}

/** Addresses from the first to the last, as numbers of 32 or 128 bits. */
interface Span {
	bits: 32 | 128;
	first: bigint;
	last: bigint;
}

/**
 * Whether an address is one of those that an entry of a zone stands for.
 *
 * @param entry - an address, a CIDR block (RFC 4632) or a range such as `192.0.2.10-192.0.2.20`
 */
export function isWithin(ip: string, entry: string): boolean {
	const one = spanOf(ip);
	const all = spanOf(entry);
	if (!one || one.bits !== all?.bits) return false;
	return all.first <= one.first && one.last <= all.last;
}

/** Whether a text is an address, a CIDR block or a range, every number in it in its limits. */
export function isSpan(entry: string): boolean {
	return spanOf(entry) !== undefined;
}

function spanOf(entry: string): Span | undefined {
	const [from = '', to, ...more] = entry.trim().split(/\s*-\s*/);
	if (more.length > 0) return undefined;
	if (to !== undefined) {
		const [first, last] = [spanOf(from), spanOf(to)];
		if (!first || first.bits !== last?.bits) return undefined;
		return { bits: first.bits, first: first.first, last: last.last };
	}
	const [ip = '', prefix] = from.split('/');
	const number = numberOf(ip);
	if (!number || prefix === undefined) return number && { ...number, last: number.first };
	// Of an IPv4 address that is written as an IPv6 one, the prefix counts the bits in front as well.
	const free = BigInt(number.bits) - BigInt(/^\d{1,3}$/.test(prefix) ? prefix : -1) + number.extra;
	if (free < 0n || free > BigInt(number.bits)) return undefined;
	const first = (number.first >> free) << free;
	return { bits: number.bits, first, last: first + (1n << free) - 1n };
}

/** IPv4 addresses within IPv6 (RFC 4291, 2.5.5.2) count as IPv4. */
function numberOf(ip: string): (Pick<Span, 'bits' | 'first'> & { extra: bigint }) | undefined {
	if (!ip.includes(':')) {
		const first = fromParts(ip.split('.'), 4, /^\d{1,3}$/, 8n, '');
		return first === undefined ? undefined : { bits: 32, first, extra: 0n };
	}
	const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(ip);
	const four = tail?.[2] === undefined ? undefined : numberOf(tail[2]);
	if (tail && !four) return undefined;
	const hex = (part: bigint) => part.toString(16);
	const written = four
		? `${tail?.[1] ?? ''}${hex(four.first >> 16n)}:${hex(four.first & 0xffffn)}`
		: ip;
	const [head = '', rest, ...more] = written.split('::');
	if (more.length > 0) return undefined;
	const before = head === '' ? [] : head.split(':');
	const after = rest === undefined || rest === '' ? [] : rest.split(':');
	const missing = 8 - before.length - after.length;
	if (rest === undefined ? missing !== 0 : missing < 1) return undefined;
	const parts = [...before, ...Array<string>(missing).fill('0'), ...after];
	const first = fromParts(parts, 8, /^[0-9a-f]{1,4}$/i, 16n, '0x');
	if (first === undefined) return undefined;
	return first >> 32n === 0xffffn
		? { bits: 32, first: first & 0xffffffffn, extra: 96n }
		: { bits: 128, first, extra: 0n };
}

function fromParts(
	parts: readonly string[],
	count: number,
	shape: RegExp,
	bits: bigint,
	base: string,
): bigint | undefined {
	if (parts.length !== count || !parts.every((part) => shape.test(part))) return undefined;
	const numbers = parts.map((part) => BigInt(`${base}${part}`));
	if (numbers.some((number) => number >> bits > 0n)) return undefined;
	return numbers.reduce((sum, number) => (sum << bits) | number, 0n);
}
