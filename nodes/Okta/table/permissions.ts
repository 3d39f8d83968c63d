/**
 * What a custom role can permit, by the names of Okta's permission catalogue.
 * https://developer.okta.com/docs/api/openapi/okta-management/guides/permissions
 */
export const PERMISSIONS = [
	'okta.agents.manage',
	'okta.agents.read',
	'okta.agents.register',
	'okta.apps.assignment.manage',
	'okta.apps.clientCredentials.read',
	'okta.apps.manage',
	'okta.apps.read',
	'okta.apps.universalLogout.manage',
	'okta.apps.universalLogout.read',
	'okta.authzServers.manage',
	'okta.authzServers.read',
	'okta.customizations.manage',
	'okta.customizations.read',
	'okta.devices.lifecycle.activate',
	'okta.devices.lifecycle.deactivate',
	'okta.devices.lifecycle.delete',
	'okta.devices.lifecycle.manage',
	'okta.devices.lifecycle.suspend',
	'okta.devices.lifecycle.unsuspend',
	'okta.devices.manage',
	'okta.devices.read',
	'okta.directories.manage',
	'okta.directories.read',
	'okta.groups.appAssignment.manage',
	'okta.groups.create',
	'okta.groups.manage',
	'okta.groups.members.manage',
	'okta.groups.read',
	'okta.iam.read',
	'okta.identityProviders.manage',
	'okta.identityProviders.read',
	'okta.policies.manage',
	'okta.policies.read',
	'okta.profilesources.import.run',
	'okta.realms.manage',
	'okta.realms.read',
	'okta.ssf.securityEventsProviders.manage',
	'okta.ssf.securityEventsProviders.read',
	'okta.support.cases.manage',
	'okta.users.apitokens.clear',
	'okta.users.apitokens.manage',
	'okta.users.apitokens.read',
	'okta.users.appAssignment.manage',
	'okta.users.create',
	'okta.users.credentials.expirePassword',
	'okta.users.credentials.manage',
	'okta.users.credentials.manageTemporaryAccessCode',
	'okta.users.credentials.resetFactors',
	'okta.users.credentials.resetPassword',
	'okta.users.groupMembership.manage',
	'okta.users.lifecycle.activate',
	'okta.users.lifecycle.clearSessions',
	'okta.users.lifecycle.deactivate',
	'okta.users.lifecycle.delete',
	'okta.users.lifecycle.manage',
	'okta.users.lifecycle.suspend',
	'okta.users.lifecycle.unlock',
	'okta.users.lifecycle.unsuspend',
	'okta.users.manage',
	'okta.users.read',
	'okta.users.risk.manage',
	'okta.users.risk.read',
	'okta.users.userprofile.manage',
	'okta.users.userprofile.read',
	'okta.workflows.invoke',
	'okta.workflows.read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** A standard role, for what no permission of a custom role is for; the least that does. */
export type NeededRole =
	| 'ACCESS_CERTIFICATIONS_ADMIN'
	| 'ACCESS_REQUESTS_ADMIN'
	| 'APP_ADMIN'
	| 'ORG_ADMIN'
	| 'READ_ONLY_ADMIN'
	| 'REPORT_ADMIN'
	| 'SUPER_ADMIN';

/** What an admin role has to allow, beside the scopes of the token. */
export type Right = Permission | NeededRole;

export function isPermission(right: string): right is Permission {
	return right.startsWith('okta.');
}

/** Of areas that are cut finer than into reading and managing, what managing doesn't include. */
const APART = /^okta\.(users\.(apitokens|risk)|apps\.universalLogout)\./;

/** Standard roles that include others of them. What permissions they come to Okta doesn't list. */
const WIDER: Readonly<Partial<Record<Right, readonly Right[]>>> = {
	ORG_ADMIN: ['READ_ONLY_ADMIN', 'REPORT_ADMIN'],
	READ_ONLY_ADMIN: ['REPORT_ADMIN'],
};

/** Whether whoever has `one` may do what `other` is for, as well. */
export function includes(one: Right, other: Right): boolean {
	if (one === other || one === 'SUPER_ADMIN') return true;
	if (WIDER[one]?.includes(other)) return true;
	if (!isPermission(one) || !isPermission(other)) return false;
	const [, area] = /^(.*\.)manage$/.exec(one) ?? [];
	return area !== undefined && other.startsWith(area) && (APART.test(one) || !APART.test(other));
}

/** The same without what others of them include. */
export function leastOf(rights: readonly Right[]): Right[] {
	const all = [...new Set(rights)];
	return all
		.filter((one) => !all.some((other) => other !== one && includes(other, one)))
		.toSorted();
}
