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
