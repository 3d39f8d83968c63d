import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many device assurance policies',
	description: 'List the device assurance policies with what they ask of devices',
	route: 'GET /api/v1/device-assurances',
	scopes: ['okta.deviceAssurance.read'],
	shaped: true,
	list: {},
};
