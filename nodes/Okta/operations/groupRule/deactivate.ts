import { groupRuleId } from '../../fields/groupRule';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate group rule',
	description: 'Switch a group rule off; whom it put into its groups stays there',
	route: 'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
	scopes: ['okta.groups.manage'],
	effect: { outcome: 'deactivated', alreadySo: { before: statusIs(['INACTIVE']) } },
	repeat: unlessIn(['INACTIVE']),
	path: [groupRuleId],
};
