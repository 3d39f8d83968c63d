import { groupRuleId } from '../../fields/groupRule';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate group rule',
	description:
		'Switch a group rule on: it puts all users it applies to into its groups, now and whenever their attributes change',
	route: 'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
	scopes: ['okta.groups.manage'],
	effect: { outcome: 'activated', alreadySo: { before: statusIs(['ACTIVE']) } },
	repeat: unlessIn(['ACTIVE']),
	path: [groupRuleId],
};
