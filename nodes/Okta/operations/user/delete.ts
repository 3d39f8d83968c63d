import { sendDeactivationEmail } from '../../fields/sendEmail';
import { userId } from '../../fields/user';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { eraseUser, isDeactivated, unlessDeactivated } from '../../objects/users';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete user',
	description:
		'Deactivate a user or, with Permanently, erase the user and the profile, which cannot be undone',
	final: 'permanently',
	route: 'DELETE /api/v1/users/{userId}',
	also: ['GET /api/v1/users/{userId}', 'POST /api/v1/users/{userId}/lifecycle/deactivate'],
	scopes: ['okta.users.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('00u') } },
	path: [userId],
	query: [sendDeactivationEmail],
	controls: [
		{
			displayName: 'Permanently',
			name: 'permanently',
			type: 'boolean',
			default: false,
			description:
				'Whether to erase the user after deactivating, which cannot be undone. Otherwise the user is only deactivated.',
		},
	],

	leftOut: { Prefer: 'Deactivating is what takes its time, and User: Deactivate need not wait' },

	/**
	 * Okta's DELETE deactivates a user the first time and erases the user the second time. Sent twice
	 * by accident, by a retry say, it erases somebody who was only to be deactivated. So the first
	 * step is the lifecycle call, which does no harm when repeated, and DELETE is the second only.
	 */
	async run({ okta, request, values }) {
		const id = values.text('userId');
		const user = await sendForObject(okta, { method: 'GET', path: request.path });
		const wasDeactivated = isDeactivated(user);
		if (!wasDeactivated) {
			await okta.send({
				method: 'POST',
				path: `${request.path}/lifecycle/deactivate`,
				query: request.query,
				repeat: unlessDeactivated,
				answer: 'objectOrNothing',
			});
		}
		if (!values.flag('permanently')) {
			const outcome = wasDeactivated ? 'unchanged' : 'deactivated';
			return [{ deleted: false, deactivated: true, userId: id, outcome }];
		}
		await eraseUser(okta, request);
		return [{ deleted: true, userId: id }];
	},
};
