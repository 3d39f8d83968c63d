import { campaignId } from '../../fields/campaign';
import { statusIs } from '../../objects/alreadySo';
import { unlessLaunched } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Launch',
	value: 'launch',
	action: 'Launch certification campaign',
	description:
		'Start a campaign now, whatever its start date: its reviewers get their reviews. Of a recurring one the next occurrence is started.',
	route: 'POST /governance/api/v1/campaigns/{campaignId}/launch',
	scopes: ['okta.governance.accessCertifications.manage'],
	effect: {
		outcome: 'launched',
		alreadySo: { afterRefusal: ['E0000195'], look: statusIs(['LAUNCHING', 'ACTIVE']) },
	},
	repeat: unlessLaunched,
	path: [campaignId],
};
