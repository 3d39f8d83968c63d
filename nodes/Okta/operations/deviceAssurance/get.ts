import { deviceAssuranceId } from '../../fields/deviceAssurance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get device assurance policy',
	description: 'Get one device assurance policy with what it asks of a device',
	route: 'GET /api/v1/device-assurances/{deviceAssuranceId}',
	scopes: ['okta.deviceAssurance.read'],
	shaped: true,
	path: [deviceAssuranceId],
};
