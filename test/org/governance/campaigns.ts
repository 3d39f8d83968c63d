import { validationFailed } from '../errors';
import { OktaError, type Call, type Reply, type Route } from '../route';
import { iso, text as profileText, type Json, type User } from '../directory/model';
import {
	bodyOf,
	created,
	isObject,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
	textsIn,
} from '../directory/request';
import {
	conflict,
	dataPage,
	filtered,
	languageOf,
	notThere,
	showStamps,
	stamps,
	touch,
} from './answers';
import type { Campaign, Review } from './store';

const CAMPAIGN = '/governance/api/v1/campaigns/{campaignId}';
const REVIEWS = '/governance/api/v1/reviews';
const DAY = 86_400_000;

const SETTINGS = [
	'scheduleSettings',
	'resourceSettings',
	'reviewerSettings',
	'remediationSettings',
] as const;

const linksOf = ({ origin }: Call, id: string) => {
	const self = `${origin}/governance/api/v1/campaigns/${id}`;
	return {
		self: { href: self },
		launchCampaign: { href: `${self}/launch` },
		endCampaign: { href: `${self}/end` },
		reviews: { href: encodeURI(`${origin}${REVIEWS}?filter=campaignId eq "${id}"`) },
	};
};

const show =
	(call: Call) =>
	(campaign: Campaign): unknown => ({
		...campaign.details,
		id: campaign.id,
		status: campaign.status,
		...showStamps(campaign),
		scheduleSettings: {
			...objectIn(campaign.details, 'scheduleSettings'),
			endDate: iso(endOf(campaign)),
		},
		_links: linksOf(call, campaign.id),
	});

/** In lists Okta shows the schedule and little else. */
const showSparse =
	(call: Call) =>
	(campaign: Campaign): unknown => {
		const schedule = objectIn(campaign.details, 'scheduleSettings');
		return {
			id: campaign.id,
			name: campaign.details.name,
			status: campaign.status,
			...showStamps(campaign),
			startDate: schedule.startDate,
			endDate: iso(endOf(campaign)),
			scheduleType: schedule.type,
			reviewerType: objectIn(campaign.details, 'reviewerSettings').type,
			_links: linksOf(call, campaign.id),
		};
	};

function endOf({ details }: Campaign): number {
	const schedule = objectIn(details, 'scheduleSettings');
	const { durationInDays } = schedule;
	return Date.parse(requiredText(schedule, 'startDate')) + Number(durationInDays) * DAY;
}

const campaignLanguage = languageOf<Campaign>(
	(campaign, name) => {
		const schedule = objectIn(campaign.details, 'scheduleSettings');
		const held: Record<string, unknown> = {
			name: campaign.details.name,
			status: campaign.status,
			scheduleType: schedule.type,
			reviewerType: objectIn(campaign.details, 'reviewerSettings').type,
			startDate: schedule.startDate,
			endDate: iso(endOf(campaign)),
		};
		return held[name];
	},
	['name', 'status', 'scheduleType', 'reviewerType', 'recurringCampaignId'],
	['startDate', 'endDate'],
);

function campaignOf(call: Call): Campaign {
	const campaign = call.org.directory.governance.campaigns.get(param(call, 'campaignId'));
	if (!campaign) throw notThere();
	return campaign;
}

function create(call: Call): Reply {
	const body = bodyOf(call);
	requiredText(body, 'name');
	for (const name of SETTINGS)
		if (!isObject(body[name]))
			throw validationFailed(name, `${name}: The field cannot be left blank`);
	const schedule = objectIn(body, 'scheduleSettings');
	for (const name of ['type', 'startDate', 'timeZone']) requiredText(schedule, name);
	if (Number.isNaN(Date.parse(requiredText(schedule, 'startDate'))))
		throw validationFailed('startDate', 'startDate: A date is expected');
	if (!(Number(schedule.durationInDays) >= 1))
		throw validationFailed('durationInDays', 'durationInDays: has to be at least 1');
	reviewersIn(call, objectIn(body, 'reviewerSettings'));
	const campaign = call.org.directory.governance.campaigns.add((id) => ({
		id,
		status: 'SCHEDULED',
		details: body,
		...stamps(call),
	}));
	return created(show(call)(campaign));
}

/** The IDs of those who will review: E0000001 where there is nobody. */
function reviewersIn({ org }: Call, reviewers: JsonObject): string[] {
	const type = requiredText(reviewers, 'type');
	if (type === 'USER') {
		const id = requiredText(reviewers, 'reviewerId');
		if (!org.directory.findUser(id))
			throw validationFailed('reviewerId', `reviewerId: ${id} not found`);
		return [id];
	}
	if (type === 'GROUP') {
		const id = requiredText(reviewers, 'reviewerGroupId');
		const group = org.directory.groups.get(id);
		if (!group) throw validationFailed('reviewerGroupId', `reviewerGroupId: ${id} not found`);
		return [...org.directory.usersAt(org.directory.membersFrom(group, 0))].map(([, { id }]) => id);
	}
	const fallback = textIn(reviewers, 'fallBackReviewerId');
	return fallback === undefined ? [] : [fallback];
}

function launch(call: Call): Reply {
	const campaign = campaignOf(call);
	if (campaign.status !== 'SCHEDULED')
		throw conflict('Campaign', 'Campaign must be scheduled before it can be started');
	campaign.status = 'ACTIVE';
	touch(call, campaign);
	assignReviews(call, campaign);
	record(call, campaign, 'launch');
	return { status: 202 };
}

/** One review for each user who has one of the resources. */
function assignReviews(call: Call, campaign: Campaign): void {
	const { directory } = call.org;
	const { details, id: campaignId } = campaign;
	const [reviewerId = ''] = reviewersIn(call, objectIn(details, 'reviewerSettings'));
	const resources = objectIn(details, 'resourceSettings').targetResources ?? [];
	for (const resource of Array.isArray(resources) ? resources : []) {
		const resourceId = isObject(resource) ? requiredText(resource, 'resourceId') : '';
		const group = directory.groups.get(resourceId);
		const app = directory.apps.get(resourceId);
		const positions = group
			? directory.membersFrom(group, 0)
			: app
				? directory.appUsersFrom(app, 0)
				: [];
		for (const [, { id: principalId }] of directory.usersAt(positions)) {
			directory.governance.reviews.add((id) => ({
				id,
				campaignId,
				resourceId,
				principalId,
				reviewerId,
				decision: 'UNREVIEWED',
				...stamps(call),
			}));
		}
	}
}

const wrongStatus = (errorSummary: string): OktaError =>
	new OktaError({ status: 409, errorCode: 'E0000170', errorSummary });

function end(call: Call): Reply {
	const campaign = campaignOf(call);
	if (campaign.status !== 'ACTIVE') throw wrongStatus('An inactive campaign may not be ended.');
	if (typeof (bodyOf(call).skipRemediation ?? false) !== 'boolean')
		throw validationFailed('skipRemediation', 'skipRemediation: a boolean is expected');
	campaign.status = 'COMPLETED';
	touch(call, campaign);
	record(call, campaign, 'close');
	return { status: 202 };
}

function remove(call: Call): Reply {
	const campaign = campaignOf(call);
	if (campaign.status !== 'SCHEDULED' && campaign.status !== 'ERROR')
		throw wrongStatus('Only a campaign that is scheduled or failed may be deleted.');
	call.org.directory.governance.campaigns.delete(campaign);
	return noContent();
}

function record(call: Call, { id, details }: Campaign, what: 'launch' | 'close'): void {
	call.org.log.record(call, {
		eventType: `certification.campaign.${what}`,
		displayMessage: `${what === 'launch' ? 'Launch' : 'Close'} certification campaign`,
		targets: [
			{
				id,
				type: 'CertificationCampaign',
				alternateId: id,
				displayName: requiredText(details, 'name'),
			},
		],
	});
}

const reviewLanguage = languageOf<Review>(
	(review, name) => new Map<string, unknown>(Object.entries(review)).get(name),
	['campaignId', 'principalId', 'reviewerId', 'decision', 'resourceId'],
);

const showReview =
	(call: Call) =>
	(review: Review): unknown => {
		const { id, campaignId, resourceId, decision, decided } = review;
		const self = `${call.origin}${REVIEWS}/${id}`;
		return {
			id,
			campaignId,
			resourceId,
			decision,
			...(decided !== undefined && { decided: iso(decided) }),
			remediationStatus: 'NONE',
			...showStamps(review),
			principalProfile: profileOf(call.org.directory.findUser(review.principalId)),
			reviewerProfile: profileOf(call.org.directory.findUser(review.reviewerId)),
			reviewerType: 'USER',
			currentReviewerLevel: 'FIRST',
			_links: {
				self: { href: self },
				reassignReview: {
					href: `${call.origin}/governance/api/v1/campaigns/${campaignId}/reviews/reassign`,
				},
			},
		};
	};

function profileOf(user: User | undefined): Record<string, Json> {
	if (!user) return { id: 'unknown', status: 'INACTIVE', type: 'UNKNOWN' };
	const status = user.status === 'DEPROVISIONED' ? 'INACTIVE' : 'ACTIVE';
	const text = (name: string) => profileText(user.profile, name);
	return {
		id: user.id,
		email: text('email'),
		firstName: text('firstName'),
		lastName: text('lastName'),
		login: text('login'),
		status,
		type: 'USER',
	};
}

function getReview(call: Call): Reply {
	const review = call.org.directory.governance.reviews.get(param(call, 'reviewId'));
	if (!review) throw notThere();
	return ok(showReview(call)(review));
}

/** At most that many at a time. */
const MOST_REVIEWS = 50;

/** What Okta says of reviews of another campaign, or that were decided, was not recorded. */
function reassign(call: Call): Reply {
	const campaign = campaignOf(call);
	const body = bodyOf(call);
	const reviewerId = requiredText(body, 'reviewerId');
	requiredText(body, 'note');
	const ids = textsIn(body, 'reviewIds');
	if (ids.length === 0 || ids.length > MOST_REVIEWS)
		throw validationFailed('reviewIds', `reviewIds: 1 to ${String(MOST_REVIEWS)} are expected`);
	if (campaign.status !== 'ACTIVE')
		throw wrongStatus('Only reviews of an active campaign may be reassigned.');
	if (!call.org.directory.findUser(reviewerId))
		throw validationFailed('reviewerId', `reviewerId: ${reviewerId} not found`);
	const reviews = ids.map((id) => {
		const review = call.org.directory.governance.reviews.get(id);
		if (review?.campaignId !== campaign.id) throw notThere();
		return review;
	});
	for (const review of reviews) {
		review.reviewerId = reviewerId;
		touch(call, review);
	}
	const self = `${call.origin}/governance/api/v1/campaigns/${campaign.id}/reviews/reassign`;
	return ok({
		data: reviews.map(showReview(call)),
		_links: { self: { href: self }, reviews: { href: `${call.origin}${REVIEWS}` } },
	});
}

const read = ['okta.governance.accessCertifications.read'];
const manage = ['okta.governance.accessCertifications.manage'];

export const campaignRoutes: Route[] = [
	{
		route: 'GET /governance/api/v1/campaigns',
		scopes: read,
		handle: (call) =>
			dataPage(
				call,
				filtered(call, call.org.directory.governance.campaigns.list(), campaignLanguage),
				showSparse(call),
			),
	},
	{ route: 'POST /governance/api/v1/campaigns', scopes: manage, handle: create },
	{ route: `GET ${CAMPAIGN}`, scopes: read, handle: (call) => ok(show(call)(campaignOf(call))) },
	{ route: `DELETE ${CAMPAIGN}`, scopes: manage, handle: remove },
	{ route: `POST ${CAMPAIGN}/launch`, scopes: manage, handle: launch },
	{ route: `POST ${CAMPAIGN}/end`, scopes: manage, handle: end },
	{ route: `POST ${CAMPAIGN}/reviews/reassign`, scopes: manage, handle: reassign },
	{
		route: `GET ${REVIEWS}`,
		scopes: read,
		handle: (call) =>
			dataPage(
				call,
				filtered(call, call.org.directory.governance.reviews.list(), reviewLanguage),
				showReview(call),
			),
	},
	{ route: `GET ${REVIEWS}/{reviewId}`, scopes: read, handle: getReview },
];
