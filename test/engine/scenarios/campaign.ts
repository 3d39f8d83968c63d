import type { Org } from '../../org';
import type { Campaign } from '../../org/governance/store';
import { aText, byId, including, like, two, type Item, type Scenarios } from './scenario';

const campaignId = byId('={{ $json.campaignId }}');

const START = '2026-12-01T08:00:00.000Z';

/** Two campaigns about an app each; a scenario's items are asked for more than once. */
const campaigns =
	(status: Campaign['status']) =>
	(org: Org): Item[] => {
		const { governance, clock } = org.directory;
		const reviewerId = org.users.at(0)?.id ?? '';
		const apps = two(org.apps.list(), 'apps');
		for (const app of apps.slice(governance.campaigns.list().length)) {
			const campaign = governance.campaigns.add((id) => ({
				id,
				status,
				created: clock.now(),
				lastUpdated: clock.now(),
				createdBy: reviewerId,
				lastUpdatedBy: reviewerId,
				details: {
					name: `Review of ${app.label}`,
					scheduleSettings: {
						type: 'ONE_OFF',
						startDate: START,
						durationInDays: 21,
						timeZone: 'Etc/UTC',
					},
					resourceSettings: {
						type: 'APPLICATION',
						targetResources: [{ resourceId: app.id, resourceType: 'APPLICATION' }],
					},
					reviewerSettings: { type: 'USER', reviewerId },
					remediationSettings: {
						accessApproved: 'NO_ACTION',
						accessRevoked: 'DENY',
						noResponse: 'NO_ACTION',
					},
				},
			}));
			governance.reviews.add((id) => ({
				id,
				campaignId: campaign.id,
				resourceId: app.id,
				principalId: reviewerId,
				reviewerId,
				decision: 'REVOKE',
				created: clock.now(),
				lastUpdated: clock.now(),
				createdBy: reviewerId,
				lastUpdatedBy: reviewerId,
			}));
		}
		const reviews = governance.reviews.list();
		return governance.campaigns.list().map(({ id }, place) => ({
			campaignId: id,
			reviewId: reviews[place]?.id ?? '',
		}));
	};

const statuses = ({ directory }: Org) =>
	directory.governance.campaigns.list().map(({ status }) => status);

/** An app, a group and a user for each campaign to be. */
const plans = (org: Org): Item[] =>
	two(org.apps.list(), 'apps').map((app, place) => ({
		name: `Review ${String(place)}`,
		app: app.id,
		group: org.groups.list()[place]?.id ?? '',
		user: org.users.at(place)?.id ?? '',
	}));

const rest = { startDate: START, durationInDays: 14, timeZone: 'Europe/Berlin' };

export const campaignScenarios: Scenarios = {
	'campaign.getAll': [
		{
			name: 'lists campaigns in a status, in an order',
			items: campaigns('SCHEDULED'),
			parameters: {
				returnAll: true,
				conditions: {
					all: [{ attribute: 'status', operator: 'eq', choice: 'SCHEDULED' }],
				},
				options: { filter: 'scheduleType eq "ONE_OFF"', orderBy: 'created desc' },
			},
			puts: () => [like({ status: 'SCHEDULED' }), like({ id: aText, scheduleType: 'ONE_OFF' })],
		},
	],
	'campaign.get': [
		{
			name: 'reads a campaign with its settings',
			items: campaigns('ACTIVE'),
			parameters: { campaignId },
			puts: ({ campaignId }) => [
				like({ id: campaignId, status: 'ACTIVE', reviewerSettings: like({ type: 'USER' }) }),
			],
		},
	],
	'campaign.create': [
		{
			name: 'sets up a review of an app by a user',
			items: plans,
			parameters: {
				name: '={{ $json.name }}',
				resourceKind: 'APPLICATION',
				resourceIds: '={{ $json.app }}',
				reviewerType: 'USER',
				userId: byId('={{ $json.user }}'),
				...rest,
				ifRevoked: 'DENY',
				ifNoResponse: 'NO_ACTION',
			},
			puts: ({ name }) => [like({ id: aText, name, status: 'SCHEDULED', outcome: 'created' })],
			leaves: (items, { directory }) =>
				expect(directory.governance.campaigns.list().map(({ details }) => details)).toEqual(
					including(
						...items.map(({ name, app, user }) => ({
							name,
							scheduleSettings: { type: 'ONE_OFF', ...rest },
							resourceSettings: {
								type: 'APPLICATION',
								targetResources: [{ resourceId: app, resourceType: 'APPLICATION' }],
							},
							reviewerSettings: { type: 'USER', reviewerId: user },
							remediationSettings: {
								accessApproved: 'NO_ACTION',
								accessRevoked: 'DENY',
								noResponse: 'NO_ACTION',
							},
						})),
					),
				),
		},
		{
			name: 'sets up a recurring review of apps and groups by a group',
			items: plans,
			parameters: {
				name: '={{ $json.name }}',
				resourceKind: 'APPLICATION_AND_GROUP',
				resourceIds: '={{ $json.app }},{{ $json.group }}',
				reviewerType: 'GROUP',
				groupId: byId('={{ $json.group }}'),
				...rest,
				options: {
					description: 'As every quarter',
					repeatEvery: 'P3M',
					repeatUntil: '2028-01-01T00:00:00.000Z',
					scopedUserIds: '={{ $json.user }}',
					scopedGroupIds: '={{ $json.group }}',
					excludedUserIds: '={{ $json.user }}',
					furtherSettings:
						'{ "campaignTier": "PREMIUM", "notificationSettings": { "notifyReviewerWhenReviewAssigned": true } }',
				},
			},
			puts: ({ name, app, group, user }) => [
				like({
					name,
					campaignTier: 'PREMIUM',
					scheduleSettings: like({ type: 'RECURRING', recurrence: like({ interval: 'P3M' }) }),
					resourceSettings: like({
						targetResources: [
							{ resourceId: app, resourceType: 'APPLICATION' },
							{ resourceId: group, resourceType: 'GROUP' },
						],
					}),
					principalScopeSettings: {
						type: 'USERS',
						userIds: [user],
						groupIds: [group],
						excludedUserIds: [user],
					},
				}),
			],
		},
		{
			name: 'sets up a review of groups by whom an expression names',
			items: plans,
			parameters: {
				name: '={{ $json.name }}',
				resourceKind: 'GROUP',
				resourceIds: '={{ $json.group }}',
				reviewerType: 'REVIEWER_EXPRESSION',
				reviewerExpression: 'user.profile.managerId',
				fallbackReviewerId: '={{ $json.user }}',
				...rest,
				options: { userExpression: 'user.profile.department == "Sales"' },
			},
			puts: ({ user }) => [
				like({
					reviewerSettings: {
						type: 'REVIEWER_EXPRESSION',
						reviewerScopeExpression: 'user.profile.managerId',
						fallBackReviewerId: user,
					},
					principalScopeSettings: {
						type: 'USERS',
						userScopeExpression: 'user.profile.department == "Sales"',
					},
				}),
			],
		},
	],
	'campaign.launch': [
		{
			name: 'starts scheduled campaigns',
			items: campaigns('SCHEDULED'),
			parameters: { campaignId },
			puts: ({ campaignId }) => [{ success: true, outcome: 'launched', campaignId }],
			leaves: (_, org) => expect(statuses(org)).toEqual(['ACTIVE', 'ACTIVE']),
		},
	],
	'campaign.end': [
		{
			name: 'closes active campaigns and takes nothing away',
			items: campaigns('ACTIVE'),
			parameters: { campaignId, skipRemediation: true },
			puts: ({ campaignId }) => [{ success: true, outcome: 'ended', campaignId }],
			leaves: (_, org) => expect(statuses(org)).toEqual(['COMPLETED', 'COMPLETED']),
		},
	],
	'campaign.delete': [
		{
			name: 'deletes campaigns that were not launched',
			items: campaigns('SCHEDULED'),
			parameters: { campaignId },
			puts: ({ campaignId }) => [{ deleted: true, outcome: 'deleted', campaignId }],
			leaves: (_, org) => expect(statuses(org)).toEqual([]),
		},
	],
	'campaign.getReviews': [
		{
			name: 'lists what the reviewers of a campaign revoked',
			items: campaigns('ACTIVE'),
			parameters: {
				campaignId,
				returnAll: true,
				conditions: {
					all: [{ attribute: 'decision', operator: 'eq', choice: 'REVOKE' }],
				},
				options: { orderBy: 'decided asc' },
			},
			puts: ({ reviewId, campaignId }) => [like({ id: reviewId, campaignId, decision: 'REVOKE' })],
		},
	],
	'campaign.reassignReviews': [
		{
			name: 'has somebody else decide',
			items: (org) =>
				campaigns('ACTIVE')(org).map((item) => ({ ...item, userId: org.users.at(3)?.id ?? '' })),
			parameters: {
				campaignId,
				reviewIds: '={{ $json.reviewId }}',
				userId: byId('={{ $json.userId }}'),
				note: 'Ada has left the company',
				options: { reviewerLevel: 'FIRST' },
			},
			puts: ({ reviewId, userId }) => [
				like({
					id: reviewId,
					outcome: 'reassigned',
					reviewerProfile: like({ id: userId }),
				}),
			],
			leaves: (items, { directory }) =>
				expect(directory.governance.reviews.list().map(({ reviewerId }) => reviewerId)).toEqual(
					items.map(({ userId }) => userId),
				),
		},
	],
	'campaign.getReview': [
		{
			name: 'reads a review',
			items: campaigns('ACTIVE'),
			parameters: { reviewId: '={{ $json.reviewId }}' },
			puts: ({ reviewId }) => [like({ id: reviewId, principalProfile: like({ id: aText }) })],
		},
	],
};
