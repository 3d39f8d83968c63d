import { enrollmentId } from '../../fields/webAuthn';
import { userId } from '../../fields/user';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete preregistered security key',
	description:
		'Take back a key that was set up for a user, one that was lost in the post say, which cannot be undone',
	final: true,
	route:
		'DELETE /webauthn-registration/api/v1/users/{userId}/enrollments/{authenticatorEnrollmentId}',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'deleted',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/webauthn-registration\/api\/v1\/users\/[^/]+\/enrollments/),
		},
	},
	path: [userId, enrollmentId],
};
