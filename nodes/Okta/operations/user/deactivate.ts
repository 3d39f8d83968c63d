import { whenOn } from '../../objects/convert';
import { sendDeactivationEmail } from '../../fields/sendEmail';
import { userId } from '../../fields/user';
import { userIsDeactivated } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessDeactivated } from '../../objects/users';

export const operation: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate user',
	description:
		'End all access of a user: sessions, apps and their assignments are lost. The profile stays and the user can be activated again.',
	route: 'POST /api/v1/users/{userId}/lifecycle/deactivate',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'deactivated',
		alreadySo: { afterRefusal: ['E0000001', 'E0000038', 'E0000112'], look: userIsDeactivated },
	},
	repeat: unlessDeactivated,
	path: [userId],
	query: [sendDeactivationEmail],
	options: {
		header: [
			{
				field: {
					displayName: 'Respond at Once',
					name: 'respondAsync',
					type: 'boolean',
					default: true,
					description:
						'Whether Okta answers before it has finished, which suits users with many apps',
				},
				as: 'Prefer',
				convert: whenOn('respond-async'),
			},
		],
	},
};
