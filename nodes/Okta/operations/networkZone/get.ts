import { zoneId } from '../../fields/networkZone';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get network zone',
	description: 'Get one network zone with its IP addresses or places',
	route: 'GET /api/v1/zones/{zoneId}',
	scopes: ['okta.networkZones.read'],
	shaped: true,
	path: [zoneId],
};
