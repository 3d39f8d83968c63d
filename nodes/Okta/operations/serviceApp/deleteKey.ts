import { appId, keyId } from '../../fields/serviceApp';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete Key',
	value: 'deleteKey',
	action: 'Delete key of service app',
	description: 'Remove an inactive public key from a service app, which cannot be undone',
	route: 'DELETE /api/v1/apps/{appId}/credentials/jwks/{keyId}',
	scopes: ['okta.apps.manage'],
	path: [appId, keyId],
};
