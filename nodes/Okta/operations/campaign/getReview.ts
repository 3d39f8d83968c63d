import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Review',
	value: 'getReview',
	action: 'Get review of certification campaign',
	description: 'Get one review: whose access to what, who reviews it, the decision and its note',
	route: 'GET /governance/api/v1/reviews/{reviewId}',
	scopes: ['okta.governance.accessCertifications.read'],
	shaped: true,
	path: [
		{
			displayName: 'Review ID',
			name: 'reviewId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. icrhimqZL7VmBbKA58g4',
			description: 'ID of the review, as List Reviews and certification events have it',
		},
	],
};
