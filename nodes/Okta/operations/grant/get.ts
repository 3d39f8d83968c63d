import { accessGrantId, include } from '../../fields/entitlementGrant';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get entitlement grant',
	description: 'Get one grant: who has what of which app, and until when',
	route: 'GET /governance/api/v1/grants/{accessGrantId}',
	scopes: ['okta.governance.entitlements.read'],
	shaped: true,
	path: [accessGrantId],
	options: { query: [include] },
};
