import { realmAssignmentId } from '../../fields/realm';
import { isGone } from '../../objects/alreadySo';
import { whileOff } from '../../objects/whileOff';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete realm assignment',
	description:
		'Delete a rule, deactivating it first, which cannot be undone; whom it put into its realm stays there',
	final: true,
	route: 'DELETE /api/v1/realm-assignments/{assignmentId}',
	also: [
		'GET /api/v1/realm-assignments/{assignmentId}',
		'POST /api/v1/realm-assignments/{assignmentId}/lifecycle/deactivate',
		'POST /api/v1/realm-assignments/{assignmentId}/lifecycle/activate',
	],
	scopes: ['okta.realmAssignments.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('rul') } },
	path: [realmAssignmentId],

	/** Okta's own provider for Terraform switches it off first, too. */
	async run({ okta, request, values }) {
		const { path } = request;
		const object = await sendForObject(okta, { method: 'GET', path });
		const rule = { object, path, kind: 'realm assignment' };
		await whileOff(okta, rule, async () => await okta.send(request), { isDeleted: true });
		return [{ deleted: true, assignmentId: values.text('assignmentId') }];
	},
};
