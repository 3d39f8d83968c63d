import { campaignId } from '../../fields/campaign';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get certification campaign',
	description: 'Get one certification campaign with its settings and status',
	route: 'GET /governance/api/v1/campaigns/{campaignId}',
	scopes: ['okta.governance.accessCertifications.read'],
	shaped: true,
	path: [campaignId],
};
