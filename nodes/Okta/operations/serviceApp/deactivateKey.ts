import { appId, keyId } from '../../fields/serviceApp';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Deactivate Key',
	value: 'deactivateKey',
	action: 'Deactivate key of service app',
	description:
		'Refuse sign-ins with a public key; tokens issued before live on, and the key can be activated again',
	route: 'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/deactivate',
	scopes: ['okta.apps.manage'],
	repeat: unlessIn(['INACTIVE'], { answersObject: true }),
	shaped: true,
	path: [appId, keyId],
};
