import { entitlementId } from '../../fields/entitlement';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get entitlement',
	description: 'Get one entitlement with its values',
	route: 'GET /governance/api/v1/entitlements/{entitlementId}',
	scopes: ['okta.governance.entitlements.read'],
	shaped: true,
	path: [entitlementId],
};
