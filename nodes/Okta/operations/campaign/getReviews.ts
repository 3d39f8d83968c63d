import { campaignId, reviewAttributes } from '../../fields/campaign';
import { conditions, narrowed } from '../../fields/conditions';
import { sortBy } from '../../fields/sorting';
import { quote } from '../../objects/expression';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';
import { text } from '../../transport/json';

export const operation: Operation = {
	name: 'List Reviews',
	value: 'getReviews',
	action: 'List reviews of certification campaign',
	description:
		'List the reviews of a campaign that was launched, with what was decided and what came of it',
	route: 'GET /governance/api/v1/reviews',
	scopes: ['okta.governance.accessCertifications.read'],
	shaped: true,
	// Okta advises against asking for the reviews of all campaigns at once.
	query: [{ field: campaignId, as: 'filter', convert: (id) => `campaignId eq ${quote(text(id))}` }],
	controls: [conditions(reviewAttributes)],
	list: governanceList,
	options: {
		query: [
			sortBy([
				['Created', 'created asc'],
				['Decided', 'decided asc'],
				['Decision', 'decision asc'],
				['Newest First', 'created desc'],
				['Remediation Status', 'remediationStatus asc'],
			]),
		],
	},

	prepare: (request, values) => narrowed(request, values, reviewAttributes),
};
