import { Collection } from './collection';
import type { Ids } from './ids';
import type { JsonObject } from './request';
import type { SearchIndex } from './searchIndex';

export interface NetworkZone {
	readonly id: string;
	readonly type: 'IP' | 'DYNAMIC' | 'DYNAMIC_V2';
	name: string;
	status: 'ACTIVE' | 'INACTIVE';
	usage: 'POLICY' | 'BLOCKLIST';
	/** Came with the org: can be changed in part, never deleted. */
	readonly system: boolean;
	readonly created: number;
	lastUpdated: number;
	/** `gateways`, `proxies`, `locations` … */
	details: JsonObject;
}

const FOUNDED = Date.UTC(2019, 0, 7, 6);

/** The zones of a new org: three of Okta's own, and an office. */
export function seededZones(ids: Ids, index: SearchIndex): Collection<NetworkZone> {
	const zones = new Collection<NetworkZone>(ids, 'nzo', index);
	const add = (name: string, usage: NetworkZone['usage'], system: boolean, address?: string) =>
		zones.add((id) => ({
			id,
			type: 'IP',
			name,
			status: 'ACTIVE',
			usage,
			system,
			created: FOUNDED,
			lastUpdated: FOUNDED,
			details: {
				gateways: address === undefined ? null : [{ type: 'CIDR', value: address }],
				proxies: null,
			},
		}));
	add('LegacyIpZone', 'POLICY', true, '203.0.113.0/28');
	add('BlockedIpZone', 'BLOCKLIST', true, '198.51.100.0/30');
	add('Office Berlin', 'POLICY', false, '192.0.2.0/24');
	add('DefaultExemptIpZone', 'POLICY', true);
	return zones;
}
