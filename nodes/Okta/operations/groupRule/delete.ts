import { groupRuleId } from '../../fields/groupRule';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { whileOff } from '../../objects/whileOff';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete group rule',
	description:
		'Delete a group rule, deactivating it first, which cannot be undone. Okta finishes in the background.',
	final: true,
	route: 'DELETE /api/v1/groups/rules/{groupRuleId}',
	also: [
		'GET /api/v1/groups/rules/{groupRuleId}',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
	],
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

	/** Okta deletes inactive rules only. */
	async run({ okta, request, values }) {
		const { path } = request;
		const object = await sendForObject(okta, { method: 'GET', path });
		const rule = { object, path, kind: 'group rule' };
		await whileOff(okta, rule, async () => await okta.send(request), { isDeleted: true });
		return [{ deleted: true, groupRuleId: values.text('groupRuleId') }];
	},
};
