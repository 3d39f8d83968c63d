import {
	activationSecrets,
	returnActivationLink,
	sendActivationEmail,
} from '../../fields/sendEmail';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { sendForUser } from '../../objects/users';

export const operation: Operation = {
	name: 'Reactivate',
	value: 'reactivate',
	action: 'Reactivate user',
	description:
		'Renew the activation link of a user who has not finished signing up, by email or in the output. The earlier link stops working.',
	route: 'POST /api/v1/users/{userId}/lifecycle/reactivate',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'renewed', alreadySo: { never: 'there is another link each time' } },
	// The second link replaces the first, which nobody has seen; at worst there are two emails.
	repeat: 'harmless',
	path: [userId],
	query: [sendActivationEmail],
	options: { controls: [returnActivationLink] },
	secrets: activationSecrets,
	run: async ({ okta, request, values }) => await sendForUser(okta, request, values.text('userId')),
};
