import { type IDataObject, UserError } from 'n8n-workflow';

import { changedAddresses, toAddresses } from '../../objects/ipAddress';
import { zoneId } from '../../fields/networkZone';
import type { Operation } from '../../table/operation';
import { notTaken, toldNotTaken } from '../../objects/held';
import { without } from '../../objects/rows';
import { sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';

export const operation: Operation = {
	name: 'Add or Remove IPs',
	value: 'update',
	action: 'Add or remove ips of network zone',
	description:
		'Change the IP addresses of a network zone, for example to block an attacker. Addresses that are not named stay.',
	route: 'PUT /api/v1/zones/{zoneId}',
	also: ['GET /api/v1/zones/{zoneId}'],
	scopes: ['okta.networkZones.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [zoneId],
	controls: [
		{
			field: {
				displayName: 'Add',
				name: 'add',
				type: 'string',
				default: '',
				placeholder: 'e.g. 192.0.2.7, 198.51.100.0/24',
				description:
					'Comma-separated list of IP addresses, CIDR blocks and ranges such as 192.0.2.10-192.0.2.20. Those the zone has already make no difference.',
			},
			accepts: 'list',
		},
		{
			field: {
				displayName: 'Remove',
				name: 'remove',
				type: 'string',
				default: '',
				placeholder: 'e.g. 192.0.2.7',
				description:
					'Comma-separated list of entries to take out of the zone; each has to be an entry of its own there',
			},
			accepts: 'list',
		},
	],
	options: {
		controls: [
			{
				displayName: 'Address List',
				name: 'addressList',
				type: 'options',
				default: 'gateways',
				description: 'Which of the two lists of the zone to change',
				options: [
					{ name: 'Gateway IPs', value: 'gateways' },
					{ name: 'Trusted Proxy IPs', value: 'proxies' },
				],
			},
		],
	},
	leftOut: {
		asns: 'Belongs to dynamic zones, which have no addresses',
		ipServiceCategories: 'Belongs to dynamic zones, which have no addresses',
		locations: 'Belongs to dynamic zones, which have no addresses',
		proxyType: 'Belongs to dynamic zones, which have no addresses',
	},

	/** Okta only replaces zones as a whole, and has no version to detect a change in between by. */
	async run({ okta, request, values }) {
		const list = values.text('addressList') || 'gateways';
		const added = toAddresses(values.get('add') ?? '');
		const removed = toAddresses(values.get('remove') ?? '');
		const zone = await sendForObject(okta, { method: 'GET', path: request.path });
		if (text(zone.type).startsWith('DYNAMIC')) {
			throw new UserError('The network zone holds no IP addresses', {
				description: 'Nothing was changed. It is a dynamic zone, which goes by place or network.',
			});
		}
		const addresses = changedAddresses(zone[list], added, removed);
		if (addresses === undefined) return [{ ...zone, outcome: 'unchanged' }];
		const changed: IDataObject = { ...writable(zone), [list]: addresses };
		const answer = await sendForObject(okta, { ...request, body: changed });
		return [{ ...answer, ...toldNotTaken(notTaken({ [list]: addresses }, answer)) }];
	},
};

/**
 * What Okta takes back of a zone it sent, and demands. Its own zones have to be called so, though
 * the reference has `system` as read-only; that one of them is for exemptions Okta never shows, so
 * it goes by the name, which nobody can change.
 */
function writable(zone: IDataObject): IDataObject {
	const isExemptList = zone['system'] === true && zone['name'] === 'DefaultExemptIpZone';
	const kept = Object.entries(without(zone, readOnly)).filter(([, value]) => value !== null);
	return { ...Object.fromEntries(kept), ...(isExemptList && { useAsExemptList: true }) };
}

const readOnly = ['id', 'created', 'lastUpdated', '_links'];
