import type { INodeParameters } from 'n8n-workflow';

import type { Org } from '../org';
import type { Chooser } from './chooser';
import { byId } from './scenarios';

/** Fills in the form of an operation for one item. */
type Fill = (org: Org, choose: Chooser) => INodeParameters;

/** One of few, or what isn't there. */
function idOf(all: ReadonlyArray<{ id: string }>, prefix: string, choose: Chooser): string {
	return choose.once(8) || all.length === 0 ? `${prefix}Nothing0000000005d7` : choose.of(all).id;
}

const someone = (org: Org, choose: Chooser) => choose.of(org.users.list().slice(0, 12)).id;
const someApp = (org: Org, choose: Chooser) => choose.of(org.apps.list().slice(0, 5)).id;

const campaign: Fill = ({ directory }, choose) => ({
	campaignId: byId(idOf(directory.governance.campaigns.list(), 'ici', choose)),
});

const condition: Fill = (org, choose) => {
	const all = org.directory.governance.conditions.list();
	const id = idOf(all, 'rco', choose);
	const appId = all.find((one) => one.id === id)?.appId ?? someApp(org, choose);
	return { appId: byId(appId), requestConditionId: byId(id) };
};

const assurance: Fill = ({ directory }, choose) => ({
	deviceAssuranceId: byId(idOf(directory.deviceAssurances.list(), 'dae', choose)),
});

const realm: Fill = ({ directory }, choose) => ({
	realmId: byId(idOf(directory.realms.realms.list(), 'guo', choose)),
});

const assignment: Fill = ({ directory }, choose) => ({
	assignmentId: byId(idOf(directory.realms.assignments.list(), 'rul', choose)),
});

const name = (choose: Chooser) => `Random ${String(choose.number(30))}`;

const START = '2030-01-01T08:00:00.000Z';

/** Operations of identity governance, realms and device assurance, filled in at random. */
export const governedFills: Readonly<Record<string, Fill>> = {
	'campaign.create': (org, choose) => ({
		name: name(choose),
		resourceKind: 'APPLICATION',
		resourceIds: someApp(org, choose),
		reviewerType: 'USER',
		userId: byId(someone(org, choose)),
		startDate: START,
		durationInDays: 1 + choose.number(20),
		timeZone: 'Etc/UTC',
		ifRevoked: choose.of(['DENY', 'NO_ACTION']),
		ifNoResponse: 'NO_ACTION',
	}),
	'campaign.launch': campaign,
	'campaign.end': (org, choose) => ({ ...campaign(org, choose), skipRemediation: choose.once(2) }),
	'campaign.delete': campaign,
	'campaign.reassignReviews': (org, choose) => {
		const reviews = org.directory.governance.reviews.list();
		const id = idOf(reviews, 'icr', choose);
		const of = reviews.find((one) => one.id === id)?.campaignId;
		return {
			...(of === undefined ? campaign(org, choose) : { campaignId: byId(of) }),
			reviewIds: id,
			userId: byId(someone(org, choose)),
			note: 'At random',
		};
	},
	'requestCondition.create': (org, choose) => ({
		appId: byId(someApp(org, choose)),
		name: name(choose),
		requesterType: 'EVERYONE',
		accessScopeType: 'RESOURCE_DEFAULT',
		approvalSequenceId: byId(choose.of(org.directory.governance.sequences).id),
	}),
	'requestCondition.activate': condition,
	'requestCondition.deactivate': condition,
	'requestCondition.delete': condition,
	'accessRequest.create': (org, choose) => ({
		userId: byId(someone(org, choose)),
		entryId: choose.of(org.directory.governance.entries.list()).id,
	}),
	'accessRequest.addMessage': ({ directory }, choose) => ({
		requestId: idOf(directory.governance.requests.list(), 'req', choose),
		message: choose.of(['Please say what for.', 'Until when?']),
	}),
	'entitlement.create': (org, choose) => ({
		appId: byId(someApp(org, choose)),
		name: name(choose),
		externalValue: `random-${String(choose.number(30))}`,
		multiValue: choose.once(2),
	}),
	'entitlement.delete': ({ directory }, choose) => ({
		entitlementId: idOf(directory.governance.entitlements.list(), 'esp', choose),
	}),
	'grant.create': (org, choose) => ({
		userId: byId(someone(org, choose)),
		grantType: 'POLICY',
		appId: byId(someApp(org, choose)),
	}),
	'grant.update': ({ directory }, choose) => ({
		accessGrantId: idOf(directory.governance.grants.list(), 'gra', choose),
		expirationDate: choose.of(['2030-06-30T22:00:00.000Z', '2031-06-30T22:00:00.000Z']),
		options: { timeZone: 'Etc/UTC' },
	}),
	'deviceAssurance.create': (_, choose) => ({
		name: name(choose),
		platform: 'MACOS',
		options: { minimumVersion: choose.of(['13.0', '14.2']) },
	}),
	'deviceAssurance.update': (org, choose) => ({
		...assurance(org, choose),
		options: { minimumVersion: choose.of(['13.0', '14.2']) },
	}),
	'deviceAssurance.delete': assurance,
	'realm.create': (_, choose) => ({ name: name(choose), realmType: 'PARTNER' }),
	'realm.update': (org, choose) => ({
		...realm(org, choose),
		options: { domains: choose.of(['one.example', 'two.example']) },
	}),
	'realm.delete': realm,
	'realmAssignment.create': (org, choose) => ({
		name: name(choose),
		realmId: byId(choose.of(org.directory.realms.realms.list()).id),
		profileSourceId: someApp(org, choose),
		expression: 'user.profile.company == "Car Co"',
	}),
	'realmAssignment.activate': assignment,
	'realmAssignment.deactivate': assignment,
	'realmAssignment.run': assignment,
	'realmAssignment.delete': assignment,
};

const SETTINGS = 'whether Okta takes the settings is not known';
const ASSURANCES = 'what Okta takes and says, and what is in use, is not known';
const REALMS = 'what Okta says to names that are taken, and of what is in use, is not known';

/** Of which of them a plan is not always certain, and why. */
export const governedDoubts: Readonly<Record<string, string>> = {
	'campaign.create': SETTINGS,
	'campaign.launch': 'whose access there is to review is not known',
	'campaign.end': 'what the reviewers have decided by then is not known',
	'campaign.reassignReviews': 'which reviews may still be reassigned is not known',
	'requestCondition.create': SETTINGS,
	'accessRequest.create': 'whether the user may ask for it is not known',
	'entitlement.create': 'whether the app takes it is not known',
	'grant.create': 'whether the app takes it is not known',
	'deviceAssurance.create': ASSURANCES,
	'deviceAssurance.update': ASSURANCES,
	'deviceAssurance.delete': ASSURANCES,
	'realm.create': REALMS,
	'realm.update': REALMS,
	'realm.delete': REALMS,
	'realmAssignment.create': REALMS,
	'realmAssignment.activate': 'what Okta says to a rule that is active already is not known',
	'realmAssignment.deactivate': 'what Okta says to a rule that is inactive already is not known',
	'realmAssignment.run': 'which users it moves is not known',
	'realmAssignment.delete': REALMS,
};

/** Campaigns, conditions, entitlements, grants, requests and realms in every state. */
export function prepareGoverned({ directory, users, apps, clock }: Org): void {
	const { governance, realms, deviceAssurances } = directory;
	const by = users.at(0)?.id ?? '';
	const now = clock.now();
	for (const place of [0, 1, 2]) {
		const terms = {
			name: `Macs ${String(place)}`,
			platform: 'MACOS',
			osVersion: { minimum: '13.0' },
		};
		deviceAssurances.add((id) => ({ id, created: now, lastUpdated: now, terms }));
	}
	const stamps = { created: now, lastUpdated: now, createdBy: by, lastUpdatedBy: by };
	for (const status of ['SCHEDULED', 'ACTIVE', 'COMPLETED', 'ERROR'] as const) {
		for (const place of [0, 1, 2]) {
			const { id: campaignId } = governance.campaigns.add((id) => ({
				id,
				status,
				...stamps,
				details: {
					name: `Review ${status} ${String(place)}`,
					scheduleSettings: {
						type: 'ONE_OFF',
						startDate: START,
						durationInDays: 7,
						timeZone: 'Etc/UTC',
					},
					resourceSettings: { type: 'GROUP' },
					reviewerSettings: { type: 'USER', reviewerId: by },
					remediationSettings: {},
				},
			}));
			if (status === 'SCHEDULED') continue;
			governance.reviews.add((id) => ({
				id,
				campaignId,
				resourceId: '',
				principalId: by,
				reviewerId: by,
				decision: 'UNREVIEWED',
				...stamps,
			}));
		}
	}
	for (const [place, { id: appId }] of apps.list().slice(0, 5).entries()) {
		const userId = users.at(place)?.id ?? '';
		for (const status of ['ACTIVE', 'INACTIVE', 'ACTIVE', 'INACTIVE'] as const) {
			governance.conditions.add((id) => ({
				id,
				appId,
				status,
				...stamps,
				details: {
					name: `Everyone ${status}`,
					requesterSettings: { type: 'EVERYONE' },
					accessScopeSettings: { type: 'RESOURCE_DEFAULT' },
					approvalSequenceId: governance.sequences[0]?.id ?? '',
				},
			}));
			governance.entitlements.add((id) => ({
				id,
				appId,
				name: 'Licenses',
				externalValue: `licenses-${id}`,
				multiValue: true,
				dataType: 'array',
				values: [],
				...stamps,
			}));
		}
		governance.grants.add((id) => ({
			id,
			appId,
			userId,
			grantType: 'POLICY',
			details: { action: 'ALLOW' },
			...stamps,
		}));
		governance.requests.add((id) => ({
			id,
			entryId: governance.entries.list()[0]?.id ?? '',
			appId,
			requestedBy: userId,
			requestedFor: userId,
			values: [],
			status: 'PENDING',
			messages: [],
			...stamps,
		}));
	}
	for (let place = 0; place < 6; place++) {
		const profile = {
			name: `Realm ${String(place)}`,
			realmType: 'PARTNER',
			domains: ['one.example'],
		};
		const { id: realmId } = realms.realms.add((id) => ({
			id,
			created: now,
			lastUpdated: now,
			isDefault: false,
			profile,
		}));
		if (place > 2) continue;
		for (const status of ['ACTIVE', 'INACTIVE'] as const) {
			realms.assignments.add((id) => ({
				id,
				created: now,
				lastUpdated: now,
				status,
				name: `To ${profile.name}, ${status}`,
				priority: 0,
				conditions: {
					profileSourceId: apps.list()[0]?.id ?? '',
					expression: { value: 'user.profile.company == "Car Co"' },
				},
				realmId,
			}));
		}
	}
}
