import { realmId } from '../../fields/realm';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete realm',
	description:
		'Delete a realm that no users, rules or identity providers belong to, which cannot be undone',
	final: true,
	route: 'DELETE /api/v1/realms/{realmId}',
	scopes: ['okta.realms.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('guo') } },
	path: [realmId],
};
