import { appId, keyId } from '../../fields/serviceApp';
import { statusIs } from '../../objects/alreadySo';
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
	effect: {
		outcome: 'deactivated',
		alreadySo: { before: statusIs(['INACTIVE'], { showsObject: true }) },
	},
	repeat: unlessIn(['INACTIVE'], { answersObject: true }),
	shaped: true,
	path: [appId, keyId],
};
