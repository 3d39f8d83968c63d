import { campaignId } from '../../fields/campaign';
import { statusIs } from '../../objects/alreadySo';
import { unlessIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'End',
	value: 'end',
	action: 'End certification campaign',
	description:
		'Close a campaign before its end: open reviews stay undecided, and what the reviewers revoked is taken away unless the campaign is set up otherwise',
	route: 'POST /governance/api/v1/campaigns/{campaignId}/end',
	scopes: ['okta.governance.accessCertifications.manage'],
	effect: {
		outcome: 'ended',
		alreadySo: { afterRefusal: ['E0000170'], look: statusIs(['COMPLETED']) },
	},
	repeat: unlessIn(['COMPLETED']),
	path: [campaignId],
	body: [
		{
			displayName: 'Skip Remediation',
			name: 'skipRemediation',
			type: 'boolean',
			default: false,
			description:
				'Whether to leave all access as it is, whatever the reviewers decided. Otherwise the campaign does what it is set up to do.',
		},
	],
};
