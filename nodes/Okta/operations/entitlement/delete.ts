import { entitlementId } from '../../fields/entitlement';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete entitlement',
	description: 'Delete an entitlement with its values, which cannot be undone',
	final: true,
	route: 'DELETE /governance/api/v1/entitlements/{entitlementId}',
	scopes: ['okta.governance.entitlements.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('esp') } },
	path: [entitlementId],
};
