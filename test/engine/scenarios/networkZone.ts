import type { Client } from '@okta/okta-sdk-nodejs';
import type { Org } from '../../org';
import { aText, byId, like, two, type Item, type Scenarios } from './scenario';

const zoneId = byId('={{ $json.zoneId }}');

const addressZones = ({ directory }: Org): Item[] =>
	two(
		directory.zones.list().filter(({ type }) => type === 'IP'),
		'zones of addresses',
	).map(({ id }, index) => ({ zoneId: id, ip: `192.0.2.${index + 7}` }));

type Address = { type: 'CIDR' | 'RANGE'; value: string };

/** Reads a zone, and writes it with another list of addresses. */
async function rewrite(
	{ networkZoneApi }: Client,
	zoneId: string,
	list: 'gateways' | 'proxies',
	change: (before: Address[]) => Address[],
): Promise<void> {
	const zone = await networkZoneApi.getNetworkZone({ zoneId });
	const { type, name, status, usage } = zone;
	const members = new Map<string, unknown>(Object.entries(zone));
	const before: unknown = members.get(list);
	await networkZoneApi.replaceNetworkZone({
		zoneId,
		zone: {
			type,
			name,
			status,
			usage,
			...Object.fromEntries(['gateways', 'proxies'].map((member) => [member, members.get(member)])),
			[list]: change(addressesOf(before)),
		},
	});
}

export const networkZoneScenarios: Scenarios = {
	'networkZone.get': [
		{
			name: 'gets a zone of addresses',
			items: addressZones,
			parameters: { zoneId },
			puts: ({ zoneId: id }) => [like({ id, type: 'IP' })],
			sdk: async ({ networkZoneApi }, item) =>
				await networkZoneApi.getNetworkZone({ zoneId: item.zoneId ?? '' }),
		},
	],
	'networkZone.getAll': [
		{
			name: 'lists those that block',
			items: () => [{}, {}],
			parameters: {
				returnAll: true,
				conditions: { all: [{ attribute: 'usage', operator: 'eq', choice: 'BLOCKLIST' }] },
				options: { filter: 'system eq true' },
			},
			puts: () => [like({ id: aText, name: 'BlockedIpZone', usage: 'BLOCKLIST' })],
			sdk: async (client) =>
				await (
					await client.networkZoneApi.listNetworkZones({
						filter: '(system eq true) and usage eq "BLOCKLIST"',
						limit: 200,
					})
				).each(() => undefined),
		},
	],
	'networkZone.update': [
		{
			name: 'adds and removes addresses and keeps the others',
			items: addressZones,
			parameters: {
				zoneId,
				add: '={{ $json.ip }}, 2001:db8::/32, 198.51.100.10 - 198.51.100.20',
				remove: '203.0.113.0/28',
			},
			puts: ({ zoneId, ip = '' }, { directory }) => [
				like({
					id: zoneId,
					gateways: [
						...addressesOf(directory.zones.get(zoneId ?? '')?.details.gateways).filter(
							({ value }) => value !== '203.0.113.0/28',
						),
						{ type: 'CIDR', value: `${ip}/32` },
						{ type: 'CIDR', value: '2001:db8::/32' },
						{ type: 'RANGE', value: '198.51.100.10-198.51.100.20' },
					],
				}),
			],
			sdk: async (client, { zoneId = '', ip = '' }) =>
				await rewrite(client, zoneId, 'gateways', (before) => [
					...before.filter(({ value }) => value !== '203.0.113.0/28'),
					{ type: 'CIDR', value: `${ip}/32` },
					{ type: 'CIDR', value: '2001:db8::/32' },
					{ type: 'RANGE', value: '198.51.100.10-198.51.100.20' },
				]),
		},
		{
			name: 'writes nothing when there is nothing to change',
			items: addressZones,
			parameters: { zoneId, add: '', remove: '192.0.2.99', options: { addressList: 'proxies' } },
			puts: ({ zoneId }) => [like({ id: zoneId, proxies: null })],
			sdk: async (client, { zoneId = '' }) =>
				await client.networkZoneApi.getNetworkZone({ zoneId }),
		},
	],
};

function addressesOf(value: unknown): Address[] {
	const all: unknown[] = Array.isArray(value) ? value : [];
	return all.filter(isAddress);
}

function isAddress(value: unknown): value is Address {
	return typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
}
