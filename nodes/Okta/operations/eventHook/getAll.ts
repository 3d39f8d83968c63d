import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many event hooks',
	description:
		'List event hooks with their status and whether they are verified; only active and verified ones get events',
	route: 'GET /api/v1/eventHooks',
	scopes: ['okta.eventHooks.read'],
	shaped: true,
	list: {},
};
