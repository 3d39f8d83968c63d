import {
	activationData,
	factorId,
	passCode,
	returnActivation,
	useNumberMatchingChallenge,
} from '../../fields/factor';
import { userId } from '../../fields/user';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate MFA factor of user',
	description:
		'Finish setting up a factor with the code the user received, or ask whether a push factor is set up by now',
	route: 'POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'activated',
		alreadySo: {
			afterRefusal: ['E0000001', 'E0000068'],
			look: statusIs(['ACTIVE'], { showsObject: true }),
		},
	},
	// A passcode works once, so it is refused the second time.
	repeat: unlessIn(['ACTIVE'], { answersObject: true }),
	shaped: true,
	path: [userId, factorId],
	body: [passCode],
	options: { body: [useNumberMatchingChallenge], controls: [returnActivation] },
	secrets: activationData,
	leftOut: {
		attestation: 'comes from a browser the user sits at',
		clientData: 'comes from a browser the user sits at',
		registrationData: 'comes from a browser the user sits at',
	},
};
