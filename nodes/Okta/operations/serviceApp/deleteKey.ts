import { appId, keyId } from '../../fields/serviceApp';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete Key',
	value: 'deleteKey',
	action: 'Delete key of service app',
	description: 'Remove an inactive public key from a service app, which cannot be undone',
	final: true,
	route: 'DELETE /api/v1/apps/{appId}/credentials/jwks/{keyId}',
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('') } },
	path: [appId, keyId],
};
