import { campaignId } from '../../fields/campaign';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete certification campaign',
	description:
		'Delete a campaign that was never launched, with its future occurrences, which cannot be undone',
	final: true,
	route: 'DELETE /governance/api/v1/campaigns/{campaignId}',
	scopes: ['okta.governance.accessCertifications.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('ici') } },
	path: [campaignId],
};
