import type { IDataObject } from 'n8n-workflow';

import {
	campaignReviewer,
	excludedUserIds,
	furtherSettings,
	ifNoResponse,
	ifRevoked,
	repeatEvery,
	repeatUntil,
	resourceIds,
	resourceKind,
	schedule,
	scopedGroupIds,
	scopedUserIds,
	userExpression,
} from '../../fields/campaignSettings';
import { commaSeparated } from '../../objects/convert';
import { unlessListed } from '../../objects/findLost';
import { governanceList, withFurtherSettings } from '../../objects/governance';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject, nest } from '../../transport/json';

const FURTHER = 'Further Settings takes it';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create certification campaign',
	description:
		'Set up a certification: whose access to which groups and apps is reviewed, by whom and when, and what comes of it. It starts by itself on its start date, or by Launch.',
	route: 'POST /governance/api/v1/campaigns',
	scopes: ['okta.governance.accessCertifications.manage'],
	effect: {
		outcome: 'created',
		alreadySo: { never: 'there can be several of one name, so that another is made' },
	},
	repeat: unlessListed({ paging: governanceList, isIt: ({ name }, sent) => name === sent['name'] }),
	shaped: true,
	body: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Finance apps, fourth quarter',
			description: 'Name of the campaign, which reviewers see',
		},
		resourceKind,
		resourceIds,
		...campaignReviewer,
		...schedule,
		ifRevoked,
		ifNoResponse,
	],
	fixed: {
		body: {
			scheduleSettings: { type: 'ONE_OFF' },
			remediationSettings: { accessApproved: 'NO_ACTION' },
		},
	},
	options: {
		body: [
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				description: 'What the campaign is for, in at most 1,000 characters',
			},
			repeatEvery,
			repeatUntil,
			userExpression,
			scopedUserIds,
			scopedGroupIds,
			excludedUserIds,
		],
		controls: [furtherSettings],
	},
	leftOut: {
		campaignTier: FURTHER,
		campaignType: FURTHER,
		notificationSettings: FURTHER,
		principalScopeSettings: FURTHER,
		remediationSettings: FURTHER,
		reportingSettings: FURTHER,
		resourceSettings: FURTHER,
		reviewerSettings: FURTHER,
		scheduleSettings: FURTHER,
	},

	prepare(request, values) {
		const body = isObject(request.body) ? request.body : {};
		const whole = nest(body, [
			['resourceSettings.targetResources', targets(values)],
			...(isObject(body['principalScopeSettings'])
				? [['principalScopeSettings.type', 'USERS'] satisfies [string, unknown]]
				: []),
			...(values.text('repeatEvery') === ''
				? []
				: [['scheduleSettings.type', 'RECURRING'] satisfies [string, unknown]]),
		]);
		return { ...request, body: withFurtherSettings(whole, values.get('furtherSettings')) };
	},
};

/** Groups are known by their IDs, where both kinds are reviewed. */
function targets(values: Values): IDataObject[] {
	const kind = values.text('resourceKind');
	return commaSeparated(values.get('resourceIds') ?? '').map((resourceId) => {
		const ofItself = resourceId.startsWith('00g') ? 'GROUP' : 'APPLICATION';
		return { resourceId, resourceType: kind === 'APPLICATION_AND_GROUP' ? ofItself : kind };
	});
}
