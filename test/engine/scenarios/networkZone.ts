import type { Client } from '@okta/okta-sdk-nodejs';
import type { Org } from '../../org';
import type { NetworkZone } from '../../org/directory/zoneStore';
import { aText, byId, like, two, type Item, type Scenarios } from './scenario';

const zoneId = byId('={{ $json.zoneId }}');

/** Two zones, and an address for each. */
const zones =
	(what: string, isOne: (zone: NetworkZone) => boolean) =>
	({ directory }: Org): Item[] =>
		two(directory.zones.list().filter(isOne), what).map(({ id }, index) => ({
			zoneId: id,
			ip: `192.0.2.${index + 7}`,
		}));

const addressZones = zones('zones of addresses', ({ type }) => type === 'IP');
const policyZones = zones('zones for policies', ({ usage }) => usage === 'POLICY');
/** Those that demand in a PUT what a GET may not even show. */
const demandingZones = zones('demanding zones', ({ name }) =>
	['BlockedIpZone', 'DefaultExemptIpZone'].includes(name),
);

type Address = { type: 'CIDR' | 'RANGE'; value: string };

/** Reads a zone, and writes it with another list of addresses. */
async function rewrite(
	{ networkZoneApi }: Client,
	zoneId: string,
	list: 'gateways' | 'proxies',
	change: (before: Address[]) => Address[],
): Promise<void> {
	const zone = await networkZoneApi.getNetworkZone({ zoneId });
	const { type, name, status, usage, system } = zone;
	const members = new Map<string, unknown>(Object.entries(zone));
	const lists = ['gateways', 'proxies'].map((member): [string, unknown] => [
		member,
		members.get(member) ?? undefined,
	]);
	const before: unknown = members.get(list);
	await networkZoneApi.replaceNetworkZone({
		zoneId,
		zone: {
			type,
			name,
			status,
			usage,
			system,
			...Object.fromEntries<unknown>(lists),
			[list]: change(addressesOf(before)),
			...(name === 'DefaultExemptIpZone' && { useAsExemptList: true }),
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
			name: "blocks and exempts in Okta's own zones, whose lists may be null",
			items: demandingZones,
			parameters: { zoneId, add: '={{ $json.ip }}', remove: '198.51.100.0/30' },
			puts: ({ zoneId, ip = '' }) => [
				like({ id: zoneId, gateways: [{ type: 'CIDR', value: `${ip}/32` }], system: true }),
			],
			sdk: async (client, { zoneId = '', ip = '' }) =>
				await rewrite(client, zoneId, 'gateways', (before) => [
					...before.filter(({ value }) => value !== '198.51.100.0/30'),
					{ type: 'CIDR', value: `${ip}/32` },
				]),
		},
		{
			name: 'adds to the trusted proxies, of which there were none',
			items: policyZones,
			parameters: { zoneId, add: '={{ $json.ip }}', options: { addressList: 'proxies' } },
			puts: ({ zoneId, ip = '' }) => [
				like({ id: zoneId, proxies: [{ type: 'CIDR', value: `${ip}/32` }] }),
			],
			sdk: async (client, { zoneId = '', ip = '' }) =>
				await rewrite(client, zoneId, 'proxies', () => [{ type: 'CIDR', value: `${ip}/32` }]),
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
