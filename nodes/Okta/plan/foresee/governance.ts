import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
	differences,
	type Foreseen,
	from,
	nothing,
	refused,
	removes,
} from '../foreseen';
import type { Foresee, Foresights } from '../sight';
import { type Found, type Kind, on } from './found';

/** What Okta's governance says of an ID nobody has; it doesn't name the kind. */
const MISSING = 'Resource not found exception';

const CAMPAIGN: Kind = {
	type: 'campaign',
	kind: MISSING,
	at: '/governance/api/v1/campaigns/{campaignId}',
};

const accepted = { status: 202, body: '' };

const createCampaign: Foresee = async ({ body, placeholder }) => {
	const id = placeholder('campaign');
	const campaign = { ...body, id, status: 'SCHEDULED' };
	return await Promise.resolve(
		creates(
			{ type: CAMPAIGN.type, id, name: text(body['name']) },
			{
				status: 201,
				doubt: 'Whether Okta takes the settings shows only when they are sent.',
				changes: [from('status', null, 'SCHEDULED')],
				body: campaign,
				leaves: [[fillPath(CAMPAIGN.at, () => id), campaign]],
			},
		),
	);
};

/** A step that one status allows, and Okta's words for any other. */
const step = (
	before: string,
	after: string,
	refuse: (found: Found) => Foreseen,
	doubt: string,
): Foresee =>
	on(CAMPAIGN, (found) => {
		const { object, subject, path, status } = found;
		if (status !== before) return refuse(found);
		return changes(subject, {
			...accepted,
			doubt,
			changes: [from('status', status, after)],
			leaves: [[path, { ...object, status: after }]],
		});
	});

const launchCampaign = step(
	'SCHEDULED',
	'ACTIVE',
	({ subject }) =>
		refused(
			subject,
			409,
			'E0000195',
			'Api validation failed due to conflict: Campaign',
			'Campaign must be scheduled before it can be started',
		),
	'Whose access there is to review is for Okta to say.',
);

const endCampaign = step(
	'ACTIVE',
	'COMPLETED',
	({ subject }) => refused(subject, 409, 'E0000170', 'An inactive campaign may not be ended.'),
	'What is taken away follows from what the reviewers have decided by then.',
);

/** Which of the reviews may still change hands, and what Okta says of others, is not known. */
const reassignReviews = on(CAMPAIGN, async ({ subject }, { body, read }) => {
	const reviewer = text(body['reviewerId']);
	const ids = Array.isArray(body['reviewIds']) ? body['reviewIds'].map(text) : [];
	const reviews = await Promise.all(
		ids.map(async (id) => await read(fillPath('/governance/api/v1/reviews/{id}', () => id))),
	);
	const data = reviews.map((review, place) => ({ ...review, id: ids[place] ?? '' }));
	return changes(subject, {
		doubt: 'Which reviews may still be reassigned is for Okta to say.',
		changes: reviews.map((review, place) =>
			from(`reviewer of ${ids[place] ?? ''}`, reviewerOf(review), reviewer),
		),
		body: { data },
	});
});

function reviewerOf(review: IDataObject | undefined): IDataObject[string] {
	const profile = review?.['reviewerProfile'];
	return isObject(profile) ? profile['id'] : null;
}

const deleteCampaign = on(CAMPAIGN, ({ subject, path, status }) =>
	status === 'SCHEDULED' || status === 'ERROR'
		? removes(subject, {
				status: 204,
				body: '',
				changes: [from('status', status, null)],
				leaves: [[path, null]],
			})
		: refused(
				subject,
				409,
				'E0000170',
				'Only a campaign that is scheduled or failed may be deleted.',
			),
);

const CONDITIONS = '/governance/api/v2/resources/{appId}/request-conditions';
const CONDITION: Kind = {
	type: 'request condition',
	kind: MISSING,
	at: `${CONDITIONS}/{requestConditionId}`,
};

const createCondition: Foresee = async ({ body, ids, placeholder }) => {
	const id = placeholder('condition');
	const condition = { ...body, id, status: 'INACTIVE' };
	const path = fillPath(CONDITION.at, (name) => (name === 'appId' ? (ids[name] ?? '') : id));
	return await Promise.resolve(
		creates(
			{ type: CONDITION.type, id, name: text(body['name']) },
			{
				status: 201,
				doubt: 'Whether Okta takes the settings for this app shows only when they are sent.',
				changes: [from('status', null, 'INACTIVE')],
				body: condition,
				leaves: [[path, condition]],
			},
		),
	);
};

const switchCondition = (before: string, after: string): Foresee =>
	on(CONDITION, ({ object, subject, path, status }) => {
		if (status !== before) {
			const verb = after === 'ACTIVE' ? 'activated' : 'deactivated';
			return refused(
				subject,
				409,
				'E0000195',
				'Api validation failed due to conflict: Request Condition',
				`Only Request Condition with status=${before} may be ${verb}`,
			);
		}
		const body = { ...object, status: after };
		return changes(subject, {
			body,
			changes: [from('status', status, after)],
			leaves: [[path, body]],
		});
	});

const deleteCondition = on(CONDITION, ({ subject, path, status }) =>
	removes(subject, {
		status: 204,
		body: '',
		changes: [from('status', status, null)],
		leaves: [[path, null]],
	}),
);

const REQUEST: Kind = {
	type: 'access request',
	kind: MISSING,
	at: '/governance/api/v2/requests/{requestId}',
};

const createRequest: Foresee = async ({ body, placeholder }) => {
	const id = placeholder('request');
	const request = { ...body, id, status: 'SUBMITTED' };
	return await Promise.resolve(
		creates(
			{ type: REQUEST.type, id, name: '' },
			{
				status: 202,
				doubt: 'Whether the user may ask for this, and who approves it, is for Okta to say.',
				changes: [from('status', null, 'SUBMITTED')],
				body: request,
				leaves: [[fillPath(REQUEST.at, () => id), request]],
			},
		),
	);
};

const addMessage = on(REQUEST, ({ subject }, { body }) =>
	changes(subject, {
		status: 201,
		body: '',
		changes: [from('message', null, body['message'])],
	}),
);

const ENTITLEMENT: Kind = {
	type: 'entitlement',
	kind: MISSING,
	at: '/governance/api/v1/entitlements/{entitlementId}',
};

const GRANT: Kind = {
	type: 'entitlement grant',
	kind: MISSING,
	at: '/governance/api/v1/grants/{accessGrantId}',
};

/** Okta answers with what it made, and takes it or not by rules of the app. */
const make =
	({ type, at }: Kind): Foresee =>
	async ({ body, placeholder }) => {
		const id = placeholder(type);
		const made = { ...body, id };
		const name = text(body['name']);
		return await Promise.resolve(
			creates(
				{ type, id, name },
				{
					status: 201,
					doubt: 'Whether the app takes it shows only when it is sent.',
					changes: [from('name', null, name || type)],
					body: made,
					leaves: [[fillPath(at, () => id), made]],
				},
			),
		);
	};

const deleteEntitlement = on(ENTITLEMENT, ({ subject, path, object }) =>
	removes(subject, {
		status: 204,
		body: '',
		changes: [from('name', object['name'], null)],
		leaves: [[path, null]],
	}),
);

const updateGrant = on(GRANT, ({ object, subject, path }, { body }) => {
	const updated = { ...object, scheduleSettings: body['scheduleSettings'] };
	if (differences(object['scheduleSettings'], body['scheduleSettings']).length === 0)
		return nothing(subject, 'The grant ends like this already.', { body: object });
	return changes(subject, {
		changes: [from('scheduleSettings', object['scheduleSettings'], updated.scheduleSettings)],
		body: updated,
		leaves: [[path, updated]],
	});
});

/** Okta Identity Governance. */
export const governance: Foresights = {
	'POST /governance/api/v1/campaigns': createCampaign,
	[`POST ${CAMPAIGN.at}/launch`]: launchCampaign,
	[`POST ${CAMPAIGN.at}/end`]: endCampaign,
	[`POST ${CAMPAIGN.at}/reviews/reassign`]: reassignReviews,
	[`DELETE ${CAMPAIGN.at}`]: deleteCampaign,
	[`POST ${CONDITIONS}`]: createCondition,
	[`POST ${CONDITION.at}/activate`]: switchCondition('INACTIVE', 'ACTIVE'),
	[`POST ${CONDITION.at}/deactivate`]: switchCondition('ACTIVE', 'INACTIVE'),
	[`DELETE ${CONDITION.at}`]: deleteCondition,
	'POST /governance/api/v2/requests': createRequest,
	[`POST ${REQUEST.at}/messages`]: addMessage,
	'POST /governance/api/v1/entitlements': make(ENTITLEMENT),
	[`DELETE ${ENTITLEMENT.at}`]: deleteEntitlement,
	'POST /governance/api/v1/grants': make(GRANT),
	[`PATCH ${GRANT.at}`]: updateGrant,
};
