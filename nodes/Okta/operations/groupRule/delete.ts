import { groupRuleId } from '../../fields/groupRule';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete group rule',
	description:
		'Delete a group rule, deactivating it first, which cannot be undone. Okta finishes in the background.',
	route: 'DELETE /api/v1/groups/rules/{groupRuleId}',
	also: ['POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate'],
	scopes: ['okta.groups.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('0pr') } },
	path: [groupRuleId],
	query: [
		{
			displayName: 'Remove Users',
			name: 'removeUsers',
			type: 'boolean',
			default: false,
			description:
				'Whether to take the users out of the groups that the rule put them into. Otherwise they stay.',
		},
	],

	/** Okta deletes inactive rules only, and deactivating one that is inactive does no harm. */
	async run({ okta, request, values }) {
		await okta.send({
			method: 'POST',
			path: `${request.path}/lifecycle/deactivate`,
			repeat: unlessIn(['INACTIVE']),
		});
		await okta.send(request);
		return [{ deleted: true, groupRuleId: values.text('groupRuleId') }];
	},
};
