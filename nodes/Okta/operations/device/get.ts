import { deviceId } from '../../fields/device';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get device',
	description: 'Get one device by ID, with what it was enrolled by',
	route: 'GET /api/v1/devices/{deviceId}',
	scopes: ['okta.devices.read'],
	shaped: true,
	path: [deviceId],
};
