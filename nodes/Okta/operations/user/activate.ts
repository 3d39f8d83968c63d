import {
	activationSecrets,
	returnActivationLink,
	sendActivationEmail,
} from '../../fields/sendEmail';
import { userId } from '../../fields/user';
import type { Operation } from '../../operation';
import { report } from '../../report';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate user',
	description: 'Activate a staged or deactivated user',
	route: 'POST /api/v1/users/{userId}/lifecycle/activate',
	scopes: ['okta.users.manage'],
	path: [userId],
	query: [sendActivationEmail],
	options: { controls: [returnActivationLink] },
	secrets: activationSecrets,
	run: report,
};
