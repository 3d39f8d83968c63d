/** Values as they stand in JSON. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export type Profile = Readonly<Record<string, Json>>;

export const USER_STATUSES = [
	'STAGED',
	'PROVISIONED',
	'ACTIVE',
	'RECOVERY',
	'PASSWORD_EXPIRED',
	'LOCKED_OUT',
	'SUSPENDED',
	'DEPROVISIONED',
] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

export interface Provider {
	type: string;
	name: string;
}

/** A user as the org keeps it. Records are never changed: a change puts a new one in its place. */
export interface User {
	/** Place in the order of creation; the id follows from it. */
	readonly position: number;
	readonly id: string;
	readonly status: UserStatus;
	/** All times in epoch milliseconds. */
	readonly created: number;
	readonly activated?: number;
	readonly statusChanged?: number;
	readonly lastLogin?: number;
	readonly lastUpdated: number;
	readonly passwordChanged?: number;
	readonly typeId: string;
	readonly profile: Profile;
	readonly hasPassword: boolean;
	readonly provider: Provider;
	readonly recoveryQuestion?: string;
	/** Where an asynchronous change of status is going, and when it arrives. */
	readonly transition?: { to: UserStatus; at: number };
}

/** Where the Admin Console is. Some links lead there, whatever address the org was called by. */
export const ADMIN_HOST = 'https://acme-admin.okta.example';

/** ISO 8601 in UTC with milliseconds, as Okta writes times; null for none. */
export function iso(time: number): string;
export function iso(time: number | undefined): string | null;
export function iso(time: number | undefined): string | null {
	return time === undefined ? null : new Date(time).toISOString();
}

/** A profile's text attribute, '' when it has none. */
export function text(profile: Profile, name: string): string {
	const value = profile[name];
	return typeof value === 'string' ? value : '';
}
