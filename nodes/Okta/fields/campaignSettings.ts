import type { INodeProperties } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import type { Placed, Placement } from '../table/operation';
import { groupId } from './group';
import { userId } from './user';

export const resourceKind: Placement = {
	field: {
		displayName: 'What to Review',
		name: 'resourceKind',
		type: 'options',
		default: 'APPLICATION',
		description: 'What the access leads to',
		options: [
			{ name: 'Apps', value: 'APPLICATION' },
			{ name: 'Apps and Groups', value: 'APPLICATION_AND_GROUP' },
			{ name: 'Groups', value: 'GROUP' },
		],
	},
	as: 'resourceSettings.type',
};

export const resourceIds: Placement = {
	field: {
		displayName: 'Resource IDs',
		name: 'resourceIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 0oafxqCAJWWGELFTYASJ,0oa1gjh63g214q0Hq0g4',
		description: 'Comma-separated list of the apps or groups whose users are reviewed',
	},
	accepts: 'list',
	as: 'resourceSettings.targetResources',
	convert: commaSeparated,
};

const only = (...reviewerTypes: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { reviewerType: reviewerTypes } },
});

export const campaignReviewer: readonly Placed[] = [
	{
		field: {
			displayName: 'Reviewer Type',
			name: 'reviewerType',
			type: 'options',
			default: 'USER',
			description: 'Who decides',
			options: [
				{ name: 'Expression', value: 'REVIEWER_EXPRESSION', description: 'Such as the manager' },
				{ name: 'Group', value: 'GROUP', description: 'Any member of it' },
				{ name: 'Resource Owner', value: 'RESOURCE_OWNER' },
				{ name: 'User', value: 'USER' },
			],
		},
		as: 'reviewerSettings.type',
	},
	{
		field: {
			...userId,
			displayName: 'Reviewer',
			description: 'The user who decides, chosen from a list or given by ID or login',
			...only('USER'),
		},
		as: 'reviewerSettings.reviewerId',
	},
	{
		field: {
			...groupId,
			displayName: 'Reviewer Group',
			description: 'The group whose members decide, chosen from a list or given by ID or name',
			...only('GROUP'),
		},
		as: 'reviewerSettings.reviewerGroupId',
	},
	{
		field: {
			displayName: 'Reviewer Expression',
			name: 'reviewerExpression',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. user.profile.managerId',
			description: 'Okta Expression Language for the ID or login of who decides on a user',
			...only('REVIEWER_EXPRESSION'),
		},
		as: 'reviewerSettings.reviewerScopeExpression',
	},
	{
		field: {
			displayName: 'Fallback Reviewer ID',
			name: 'fallbackReviewerId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 00ub0oNGTSWTBKOLGLNR',
			description: 'The user who decides where there is nobody else',
			...only('REVIEWER_EXPRESSION', 'RESOURCE_OWNER'),
		},
		as: 'reviewerSettings.fallBackReviewerId',
	},
];

export const schedule: readonly Placement[] = [
	{
		field: {
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the campaign starts by itself',
		},
		as: 'scheduleSettings.startDate',
	},
	{
		field: {
			displayName: 'Duration (Days)',
			name: 'durationInDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 21,
			description: 'For how many days reviewers can decide',
		},
		as: 'scheduleSettings.durationInDays',
	},
	{
		field: {
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'Etc/UTC',
			required: true,
			placeholder: 'e.g. Europe/Berlin',
			description: 'Time zone in which Okta shows the dates, as the IANA calls it',
		},
		as: 'scheduleSettings.timeZone',
	},
];

const remediation = (
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties => ({
	...field,
	type: 'options',
	default: 'NO_ACTION',
	options: [
		{ name: 'Leave Access', value: 'NO_ACTION', description: 'Okta changes nothing by itself' },
		{ name: 'Remove Access', value: 'DENY', description: 'Okta takes the access away' },
	],
});

export const ifRevoked: Placement = {
	field: remediation({
		displayName: 'If Revoked',
		name: 'ifRevoked',
		description: 'What Okta does when a reviewer revokes access',
	}),
	as: 'remediationSettings.accessRevoked',
};

export const ifNoResponse: Placement = {
	field: remediation({
		displayName: 'If Not Decided',
		name: 'ifNoResponse',
		description: 'What Okta does at the end with what nobody decided on',
	}),
	as: 'remediationSettings.noResponse',
};

export const repeatEvery: Placement = {
	field: {
		displayName: 'Repeat Every',
		name: 'repeatEvery',
		type: 'string',
		default: '',
		placeholder: 'e.g. P3M',
		description: 'Makes the campaign a recurring one; a duration as ISO 8601 writes it',
	},
	as: 'scheduleSettings.recurrence.interval',
};

export const repeatUntil: Placement = {
	field: {
		displayName: 'Repeat Until',
		name: 'repeatUntil',
		type: 'dateTime',
		default: '',
		description: 'When a recurring campaign ends; never, if empty',
	},
	as: 'scheduleSettings.recurrence.ends',
};

export const userExpression: Placement = {
	field: {
		displayName: 'User Expression',
		name: 'userExpression',
		type: 'string',
		default: '',
		placeholder: 'e.g. user.profile.department == "Finance"',
		description: 'Okta Expression Language that says whose access is reviewed',
	},
	as: 'principalScopeSettings.userScopeExpression',
};

const ids = (field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>) => ({
	...field,
	type: 'string' as const,
	default: '',
	placeholder: 'e.g. ada@acme.com, 00ub0oNGTSWTBKOLGLNR',
});

export const scopedUserIds: Placement = {
	field: ids({
		displayName: 'Only Users',
		name: 'scopedUserIds',
		description: 'Comma-separated logins or IDs of the users whose access is reviewed',
	}),
	accepts: 'list',
	as: 'principalScopeSettings.userIds',
	convert: commaSeparated,
};

export const scopedGroupIds: Placement = {
	field: {
		...ids({
			displayName: 'Only Members of Groups',
			name: 'scopedGroupIds',
			description: 'Comma-separated names or IDs of the groups whose members are reviewed',
		}),
		placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
	},
	accepts: 'list',
	as: 'principalScopeSettings.groupIds',
	convert: commaSeparated,
};

export const excludedUserIds: Placement = {
	field: ids({
		displayName: 'Excluded Users',
		name: 'excludedUserIds',
		description: 'Comma-separated logins or IDs of users who are not reviewed',
	}),
	accepts: 'list',
	as: 'principalScopeSettings.excludedUserIds',
	convert: commaSeparated,
};

export const furtherSettings: INodeProperties = {
	displayName: 'Further Settings',
	name: 'furtherSettings',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "notificationSettings": { "notifyReviewerWhenReviewAssigned": true } }',
	description:
		"Members of Okta's campaign object, which are put over those that the form sends: levels of reviewers, entitlements, notifications",
};
