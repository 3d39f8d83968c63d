import { enrollmentId, fulfillmentProvider } from '../../fields/webAuthn';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Send PIN',
	value: 'sendPin',
	action: 'Send pin of security key',
	description: 'Have Okta email the user the PIN of a key that was set up for them',
	route: 'POST /webauthn-registration/api/v1/send-pin',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'sent', alreadySo: { never: 'each time it is another email' } },
	// At worst there are two emails with the same PIN.
	repeat: 'harmless',
	object: (values) => values.text('userId'),
	body: [userId, fulfillmentProvider, enrollmentId],
};
