import type { App } from '../directory/appStore';
import { Collection } from '../directory/collection';
import type { Ids } from '../directory/ids';
import type { Json } from '../directory/model';

type Members = Readonly<Record<string, Json>>;

/** When and by whom something was made and changed. */
export interface Stamps {
	readonly created: number;
	lastUpdated: number;
	readonly createdBy: string;
	lastUpdatedBy: string;
}

export interface Campaign extends Stamps {
	readonly id: string;
	status: 'SCHEDULED' | 'ACTIVE' | 'COMPLETED' | 'ERROR';
	/** What the caller gave: name, settings. */
	readonly details: Members;
}

/** What one reviewer has to decide in a campaign. */
export interface Review extends Stamps {
	readonly id: string;
	readonly campaignId: string;
	readonly resourceId: string;
	/** Whose access it is. */
	readonly principalId: string;
	reviewerId: string;
	decision: 'UNREVIEWED' | 'APPROVE' | 'REVOKE';
	decided?: number;
}

/** Who may ask for what of an app, and who approves it. */
export interface RequestCondition extends Stamps {
	readonly id: string;
	readonly appId: string;
	status: 'ACTIVE' | 'INACTIVE' | 'INVALID';
	details: Members;
}

/** The steps by which a request is approved. */
export interface RequestSequence {
	readonly id: string;
	readonly name: string;
	readonly description: string;
}

/** What can be asked for. */
export interface CatalogEntry {
	readonly id: string;
	readonly appId: string;
	readonly name: string;
	/** The entry it is a part of. */
	readonly parent?: string;
}

export interface AccessRequest extends Stamps {
	readonly id: string;
	readonly entryId: string;
	readonly appId: string;
	readonly requestedBy: string;
	readonly requestedFor: string;
	readonly values: Json;
	status: 'PENDING' | 'APPROVED' | 'DENIED' | 'CANCELED' | 'EXPIRED' | 'REJECTED';
	readonly messages: string[];
}

/** What users may do within an app. */
export interface Entitlement extends Stamps {
	readonly id: string;
	readonly appId: string;
	readonly name: string;
	readonly externalValue: string;
	readonly description?: string;
	readonly multiValue: boolean;
	readonly dataType: string;
	readonly values: readonly EntitlementValue[];
}

export interface EntitlementValue extends Stamps {
	readonly id: string;
	readonly name: string;
	readonly externalValue: string;
	readonly description?: string;
}

/** An entitlement, a bundle of them or what the policy says, given to a user. */
export interface EntitlementGrant extends Stamps {
	readonly id: string;
	readonly appId: string;
	readonly userId: string;
	readonly grantType: string;
	/** What the caller gave. */
	details: Members;
}

/** Okta Identity Governance: certifications, access requests and entitlements. */
export interface Governance {
	readonly campaigns: Collection<Campaign>;
	readonly reviews: Collection<Review>;
	readonly conditions: Collection<RequestCondition>;
	readonly sequences: readonly RequestSequence[];
	readonly entries: Collection<CatalogEntry>;
	readonly requests: Collection<AccessRequest>;
	readonly entitlements: Collection<Entitlement>;
	/** Of entitlements, of which each knows its own. */
	readonly values: Collection<EntitlementValue>;
	readonly grants: Collection<EntitlementGrant>;
}

/** @param apps that can be asked for, each with a part of it */
export function newGovernance(ids: Ids, apps: readonly App[]): Governance {
	const entries = new Collection<CatalogEntry>(ids, 'cen');
	for (const { id: appId, label: name } of apps) {
		const { id: parent } = entries.add((id) => ({ id, appId, name }));
		entries.add((id) => ({ id, appId, name: `${name}: Reader`, parent }));
	}
	return {
		campaigns: new Collection(ids, 'ici'),
		reviews: new Collection(ids, 'icr'),
		conditions: new Collection(ids, 'rco'),
		sequences: [
			{
				id: '61eb2db568c7c300079fefd0',
				name: 'Manager',
				description: 'The manager approves',
			},
			{
				id: '61eb2db568c7c300079fefd1',
				name: 'Manager and Owner',
				description: 'The manager approves, and then the owner of the app',
			},
		],
		entries,
		requests: new Collection(ids, 'req'),
		entitlements: new Collection(ids, 'esp'),
		values: new Collection(ids, 'ent'),
		grants: new Collection(ids, 'gra'),
	};
}

/** Everything in it that changes, with what it is. */
export const governed = ({
	campaigns,
	reviews,
	conditions,
	requests,
	entitlements,
	grants,
}: Governance): Array<readonly [kind: string, one: { readonly id: string }]> => [
	...campaigns.list().map((one) => ['campaign', one] as const),
	...reviews.list().map((one) => ['review', one] as const),
	...conditions.list().map((one) => ['request condition', one] as const),
	...requests.list().map((one) => ['access request', one] as const),
	...entitlements.list().map((one) => ['entitlement', one] as const),
	...grants.list().map((one) => ['entitlement grant', one] as const),
];
