import { createHash } from 'node:crypto';
import type { Call } from '../route';
import { iso, text, type Profile, type User, type UserStatus } from './model';

/** Parts of a user that a caller may do without: the `okta-response` parameter of `Content-Type`. */
interface Omitted {
	credentials: boolean;
	credentialsLinks: boolean;
	transitioningToStatus: boolean;
}

function omitted(call: Call): Omitted {
	const parameter = /;\s*okta-response\s*=\s*"?([^";]*)"?/i.exec(
		call.headers['content-type'] ?? '',
	);
	const names = (parameter?.[1] ?? '').split(',').map((name) => name.trim().toLowerCase());
	return {
		credentials: names.includes('omitcredentials'),
		credentialsLinks: names.includes('omitcredentialslinks'),
		transitioningToStatus: names.includes('omittransitioningtostatus'),
	};
}

/** A user as it goes over the wire. */
export interface ShownUser {
	id: string;
	profile: Profile;
	[member: string]: unknown;
}

/** How one request wants users shown. Make it once for all users of a page. */
export function userView(call: Call, links: 'all' | 'self'): (user: User) => ShownUser {
	const omit = omitted(call);
	return (user) => ({
		id: user.id,
		status: user.status,
		created: iso(user.created),
		activated: iso(user.activated),
		statusChanged: iso(user.statusChanged),
		lastLogin: iso(user.lastLogin),
		lastUpdated: iso(user.lastUpdated),
		passwordChanged: iso(user.passwordChanged),
		type: { id: user.typeId },
		...(user.transition && !omit.transitioningToStatus
			? { transitioningToStatus: user.transition.to }
			: {}),
		profile: user.profile,
		...(omit.credentials ? {} : { credentials: credentials(user) }),
		_links:
			links === 'self'
				? { self: { href: `${call.origin}/api/v1/users/${user.id}` } }
				: allLinks(call, user, omit.credentialsLinks),
	});
}

function credentials(user: User): Record<string, unknown> {
	return {
		...(user.hasPassword ? { password: {}, emails: emailsOf(user) } : {}),
		...(user.recoveryQuestion === undefined
			? {}
			: { recovery_question: { question: user.recoveryQuestion } }),
		provider: user.provider,
	};
}

function emailsOf({ profile }: User): Array<Record<string, string>> {
	return (
		[
			['PRIMARY', text(profile, 'email')],
			['SECONDARY', text(profile, 'secondEmail')],
		] as const
	).flatMap(([type, value]) => (value === '' ? [] : [{ value, status: 'VERIFIED', type }]));
}

/** Changes of status that the link relations of a user offer, by the status they are offered in. */
const LIFECYCLE: Readonly<Record<UserStatus, readonly string[]>> = {
	STAGED: ['activate'],
	PROVISIONED: ['suspend', 'reactivate', 'resetPassword', 'deactivate'],
	ACTIVE: ['suspend', 'resetPassword', 'expirePassword', 'deactivate'],
	RECOVERY: ['suspend', 'reactivate', 'resetPassword', 'deactivate'],
	PASSWORD_EXPIRED: ['suspend', 'resetPassword', 'expirePassword', 'deactivate'],
	LOCKED_OUT: ['unlock', 'resetPassword', 'deactivate'],
	SUSPENDED: ['unsuspend', 'deactivate'],
	DEPROVISIONED: ['activate', 'delete'],
};
const CREDENTIAL_LINKS = new Set(['resetPassword', 'expirePassword']);
const PATHS: Readonly<Record<string, string>> = {
	resetPassword: '/lifecycle/reset_password',
	expirePassword: '/lifecycle/expire_password',
	resetFactors: '/lifecycle/reset_factors',
	delete: '',
};

function allLinks(
	{ origin, org }: Call,
	user: User,
	omitCredentials: boolean,
): Record<string, unknown> {
	const type = org.directory.schemas.type(user.typeId);
	const self = `${origin}/api/v1/users/${user.id}`;
	const links: Record<string, unknown> = {
		self: { href: self },
		schema: { href: `${origin}/api/v1/meta/schemas/user/${type?.schemaId ?? 'default'}` },
		type: { href: `${origin}/api/v1/meta/types/user/${user.typeId}` },
	};
	for (const relation of [...LIFECYCLE[user.status], 'resetFactors']) {
		if (omitCredentials && CREDENTIAL_LINKS.has(relation)) continue;
		links[relation] = {
			href: self + (PATHS[relation] ?? `/lifecycle/${relation}`),
			method: relation === 'delete' ? 'DELETE' : 'POST',
		};
	}
	const hasSignedUp = user.status === 'ACTIVE' || user.status === 'PASSWORD_EXPIRED';
	if (user.hasPassword && hasSignedUp && !omitCredentials)
		for (const relation of ['changePassword', 'changeRecoveryQuestion', 'forgotPassword']) {
			const path = relation.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
			links[relation] = { href: `${self}/credentials/${path}`, method: 'POST' };
		}
	return links;
}

/** What keeps a user from signing in. */
export const blocksOf = ({ status }: User) =>
	status === 'LOCKED_OUT' ? [{ type: 'DEVICE_BASED', appliesTo: 'ANY_DEVICES' }] : [];

/** The entity tag of a user's present version. */
export const etagOf = (user: User): string =>
	`W/"${createHash('sha256').update(JSON.stringify(user)).digest('hex').slice(0, 32)}"`;

/**
 * Reads `fields`, such as `id,status,profile:(firstName,lastName)`, into a reduction of users to
 * these fields and `id`.
 */
export function projection(fields: string | null): (user: ShownUser) => Record<string, unknown> {
	if (!fields) return (user) => user;
	const names = new Set(['id']);
	let profile: Set<string> | undefined;
	for (const [, name = '', inner] of fields.matchAll(/([\w-]+)(?::\(([^)]*)\))?/g)) {
		names.add(name);
		if (name === 'profile' && inner !== undefined)
			profile = new Set(inner.split(',').map((attribute) => attribute.trim()));
	}
	return (user) => {
		const kept = pickMembers(user, names);
		if (profile) kept.profile = pickMembers(user.profile, profile);
		return kept;
	};
}

const pickMembers = (
	object: Readonly<Record<string, unknown>>,
	names: ReadonlySet<string>,
): Record<string, unknown> =>
	Object.fromEntries(Object.entries(object).filter(([name]) => names.has(name)));
