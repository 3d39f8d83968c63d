import { appId, keyId } from '../../fields/serviceApp';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Activate Key',
	value: 'activateKey',
	action: 'Activate key of service app',
	description: 'Let a service app sign in with a public key again',
	route: 'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/activate',
	scopes: ['okta.apps.manage'],
	effect: {
		outcome: 'activated',
		alreadySo: { before: statusIs(['ACTIVE'], { showsObject: true }) },
	},
	repeat: unlessIn(['ACTIVE'], { answersObject: true }),
	shaped: true,
	path: [appId, keyId],
};
