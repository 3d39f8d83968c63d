import { campaignId } from '../../fields/campaign';
import { userId } from '../../fields/user';
import { commaSeparated } from '../../objects/convert';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObjectList } from '../../transport/json';

export const operation: Operation = {
	name: 'Reassign Reviews',
	value: 'reassignReviews',
	action: 'Reassign reviews of certification campaign',
	description: 'Have somebody else decide reviews of a campaign, those of a reviewer who left say',
	route: 'POST /governance/api/v1/campaigns/{campaignId}/reviews/reassign',
	scopes: ['okta.governance.accessCertifications.manage'],
	effect: {
		outcome: 'reassigned',
		alreadySo: { never: 'each reassignment is noted, so that another one is made' },
	},
	// At worst it is noted twice that the same reviewer got them.
	repeat: 'harmless',
	shaped: true,
	path: [campaignId],
	body: [
		{
			field: {
				displayName: 'Review IDs',
				name: 'reviewIds',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. icrhimqZL7VmBbKA58g4',
				description: 'Comma-separated list of the reviews, of which Okta takes 50 at a time',
			},
			accepts: 'list',
			as: 'reviewIds',
			convert: commaSeparated,
		},
		{ field: userId, as: 'reviewerId' },
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ada has left the company',
			description: 'Why somebody else decides, in at most 300 characters; reviewers see it',
		},
	],
	options: {
		body: [
			{
				displayName: 'Reviewer Level',
				name: 'reviewerLevel',
				type: 'options',
				default: 'FIRST',
				description: 'Whose reviews they are, in a campaign with two levels of reviewers',
				options: [
					{ name: 'First', value: 'FIRST' },
					{ name: 'Second', value: 'SECOND' },
				],
			},
		],
	},

	async run({ okta, request }) {
		const { data } = await sendForObject(okta, request);
		return isObjectList(data) ? data : [];
	},
};
