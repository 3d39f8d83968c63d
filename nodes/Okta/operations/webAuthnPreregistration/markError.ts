import { enrollmentId } from '../../fields/webAuthn';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Mark Fulfillment Error',
	value: 'markError',
	action: 'Mark fulfillment error of security key',
	description: 'Note in Okta that a key could not be made or sent',
	route:
		'POST /webauthn-registration/api/v1/users/{userId}/enrollments/{authenticatorEnrollmentId}/mark-error',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'marked', alreadySo: { never: 'Okta does not show the mark' } },
	repeat: 'harmless',
	path: [userId, enrollmentId],
};
