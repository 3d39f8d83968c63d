import { NOWHERE, type Operation, type Route, splitRoute } from './operation';
import { leastOf, type Right } from './permissions';

type Entry = readonly [calls: string, ...rights: Right[]];

/**
 * What an admin role has to allow for the calls of a part of Okta's API. Of the entries that fit a
 * call the first one counts: those of one path, then those of all below it. A word in place of a method
 * is for all methods but GET.
 *
 * Okta's reference names permissions for few calls (`x-okta-iam-permissions`); the others follow from
 * what the catalogue says each permission is for. Where a custom role has none, it is the standard
 * role that Okta's help gives the least to.
 */
const ENTRIES: readonly Entry[] = [
	['GET /api/v1/users/{}/roles', 'okta.iam.read'],
	['WRITE /api/v1/users/{}/roles', 'SUPER_ADMIN'],
	['GET /api/v1/users/{}/groups', 'okta.users.read', 'okta.groups.read'],
	['GET /api/v1/users/{}/appLinks', 'okta.users.read', 'okta.apps.read'],
	['GET /api/v1/users/{}/devices', 'okta.users.read', 'okta.devices.read'],
	['WRITE /api/v1/users/{}/lifecycle/activate', 'okta.users.lifecycle.activate'],
	['WRITE /api/v1/users/{}/lifecycle/reactivate', 'okta.users.lifecycle.activate'],
	['WRITE /api/v1/users/{}/lifecycle/deactivate', 'okta.users.lifecycle.deactivate'],
	['WRITE /api/v1/users/{}/lifecycle/suspend', 'okta.users.lifecycle.suspend'],
	['WRITE /api/v1/users/{}/lifecycle/unsuspend', 'okta.users.lifecycle.unsuspend'],
	['WRITE /api/v1/users/{}/lifecycle/unlock', 'okta.users.lifecycle.unlock'],
	['WRITE /api/v1/users/{}/lifecycle/reset_password', 'okta.users.credentials.resetPassword'],
	['WRITE /api/v1/users/{}/lifecycle/expire_password', 'okta.users.credentials.expirePassword'],
	[
		'WRITE /api/v1/users/{}/lifecycle/expire_password_with_temp_password',
		'okta.users.credentials.expirePassword',
	],
	['WRITE /api/v1/users/{}/lifecycle/reset_factors', 'okta.users.credentials.resetFactors'],
	['DELETE /api/v1/users/{}/sessions', 'okta.users.lifecycle.clearSessions'],
	['DELETE /api/v1/users/{}/clients', 'okta.users.lifecycle.clearSessions'],
	['DELETE /api/v1/users/{}/factors', 'okta.users.credentials.resetFactors'],
	['WRITE /api/v1/users/{}/factors', 'okta.users.credentials.manage'],
	['WRITE /api/v1/users/{}/credentials', 'okta.users.credentials.manage'],
	[
		'WRITE /api/v1/users/{}/authenticator-enrollments/tac',
		'okta.users.credentials.manageTemporaryAccessCode',
	],
	['DELETE /api/v1/users/{}$', 'okta.users.lifecycle.delete'],
	['WRITE /api/v1/users/{}$', 'okta.users.userprofile.manage'],
	['WRITE /api/v1/users$', 'okta.users.create'],
	['GET /api/v1/users', 'okta.users.read'],
	['WRITE /api/v1/users', 'okta.users.manage'],
	['WRITE /oauth2/v1/global-token-revocation', 'okta.users.lifecycle.clearSessions'],
	['GET /webauthn-registration/api/v1', 'okta.users.read'],
	['WRITE /webauthn-registration/api/v1', 'okta.users.credentials.manage'],
	['GET /api/v1/sessions', 'okta.users.read'],
	['WRITE /api/v1/sessions', 'okta.users.lifecycle.clearSessions'],

	['GET /api/v1/groups/{}/roles', 'okta.iam.read'],
	['WRITE /api/v1/groups/{}/roles', 'SUPER_ADMIN'],
	['GET /api/v1/groups/{}/users', 'okta.groups.read', 'okta.users.read'],
	['GET /api/v1/groups/{}/apps', 'okta.groups.read', 'okta.apps.read'],
	[
		'WRITE /api/v1/groups/{}/users',
		'okta.groups.members.manage',
		'okta.users.groupMembership.manage',
	],
	['WRITE /api/v1/groups$', 'okta.groups.create'],
	['GET /api/v1/groups', 'okta.groups.read'],
	['WRITE /api/v1/groups', 'okta.groups.manage'],

	['ANY /api/v1/apps/{}/grants', 'SUPER_ADMIN'],
	['GET /api/v1/apps/{}/credentials', 'okta.apps.read', 'okta.apps.clientCredentials.read'],
	['WRITE /api/v1/apps/{}/credentials/jwks', 'SUPER_ADMIN'],
	['WRITE /api/v1/apps/{}/credentials/secrets', 'SUPER_ADMIN'],
	['GET /api/v1/apps/{}/users', 'okta.apps.read', 'okta.users.read'],
	['GET /api/v1/apps/{}/groups', 'okta.apps.read', 'okta.groups.read'],
	['WRITE /api/v1/apps/{}/users', 'okta.apps.assignment.manage', 'okta.users.appAssignment.manage'],
	[
		'WRITE /api/v1/apps/{}/groups',
		'okta.apps.assignment.manage',
		'okta.groups.appAssignment.manage',
	],
	['WRITE /api/v1/apps/{}/policies', 'okta.apps.manage', 'okta.policies.manage'],
	['GET /api/v1/apps', 'okta.apps.read'],
	['WRITE /api/v1/apps', 'okta.apps.manage'],
	['GET /oauth2/v1/clients/{}/roles', 'okta.iam.read'],
	['WRITE /oauth2/v1/clients/{}/roles', 'SUPER_ADMIN'],
	['GET /oauth2/v1/clients', 'okta.apps.read'],
	['WRITE /oauth2/v1/clients', 'okta.apps.manage'],

	['GET /api/v1/iam', 'okta.iam.read'],
	['WRITE /api/v1/iam', 'SUPER_ADMIN'],
	['GET /api/v1/roles', 'okta.iam.read'],
	['WRITE /api/v1/roles', 'SUPER_ADMIN'],

	['WRITE /api/v1/devices/{}/lifecycle/activate', 'okta.devices.lifecycle.activate'],
	['WRITE /api/v1/devices/{}/lifecycle/deactivate', 'okta.devices.lifecycle.deactivate'],
	['WRITE /api/v1/devices/{}/lifecycle/suspend', 'okta.devices.lifecycle.suspend'],
	['WRITE /api/v1/devices/{}/lifecycle/unsuspend', 'okta.devices.lifecycle.unsuspend'],
	['DELETE /api/v1/devices/{}$', 'okta.devices.lifecycle.delete'],
	['GET /api/v1/devices', 'okta.devices.read'],
	['WRITE /api/v1/devices', 'okta.devices.manage'],

	['WRITE /api/v1/policies/simulate', 'okta.policies.read'],
	['GET /api/v1/policies', 'okta.policies.read'],
	['WRITE /api/v1/policies', 'okta.policies.manage'],
	['GET /api/v1/authorizationServers', 'okta.authzServers.read'],
	['WRITE /api/v1/authorizationServers', 'okta.authzServers.manage'],
	['GET /api/v1/brands', 'okta.customizations.read'],
	['WRITE /api/v1/brands', 'okta.customizations.manage'],
	['GET /api/v1/idps', 'okta.identityProviders.read'],
	['WRITE /api/v1/idps', 'okta.identityProviders.manage'],
	['GET /api/v1/realms', 'okta.realms.read'],
	['WRITE /api/v1/realms', 'okta.realms.manage'],
	['GET /api/v1/realm-assignments', 'okta.realms.read'],
	['WRITE /api/v1/realm-assignments', 'okta.realms.manage'],
	['GET /api/v1/api-tokens', 'okta.users.apitokens.read'],
	['WRITE /api/v1/api-tokens', 'okta.users.apitokens.manage'],
	['ANY /api/v1/identity-sources', 'okta.profilesources.import.run'],

	['WRITE /api/v1/meta/schemas/user/{}$', 'APP_ADMIN'],
	['GET /api/v1/meta/schemas/apps', 'okta.apps.read'],
	['ANY /api/v1/meta/schemas/logStream', 'SUPER_ADMIN'],
	['ANY /api/v1/meta/schemas', 'okta.apps.manage'],
	['ANY /api/v1/meta/uischemas', 'APP_ADMIN'],
	['ANY /api/v1/mappings', 'APP_ADMIN'],
	['ANY /api/v1/logs', 'REPORT_ADMIN'],
	['ANY /api/v1/logStreams', 'SUPER_ADMIN'],
	['GET /api/v1/eventHooks', 'READ_ONLY_ADMIN'],
	['WRITE /api/v1/eventHooks', 'SUPER_ADMIN'],
	['GET /api/v1/inlineHooks', 'READ_ONLY_ADMIN'],
	['WRITE /api/v1/inlineHooks', 'SUPER_ADMIN'],
	['ANY /api/v1/hook-keys', 'SUPER_ADMIN'],
	['ANY /api/v1/features', 'SUPER_ADMIN'],
	['ANY /api/v1/principal-rate-limits', 'SUPER_ADMIN'],
	['ANY /api/v1/org/privacy', 'SUPER_ADMIN'],
	['WRITE /api/v1/org/orgSettings', 'SUPER_ADMIN'],
	['WRITE /api/v1/org/settings', 'SUPER_ADMIN'],
	['ANY /governance/api/v1/campaigns', 'ACCESS_CERTIFICATIONS_ADMIN'],
	['ANY /governance/api/v1/reviews', 'ACCESS_CERTIFICATIONS_ADMIN'],
	['ANY /governance/api/v2/security-access-reviews', 'ACCESS_CERTIFICATIONS_ADMIN'],
	['ANY /governance/api/v1/entitlements', 'APP_ADMIN'],
	['ANY /governance/api/v1/entitlement-bundles', 'APP_ADMIN'],
	['ANY /governance/api/v1/grants', 'APP_ADMIN'],
	['ANY /governance/api/v1/principal-entitlements', 'APP_ADMIN'],
	['ANY /governance/api/v1', 'SUPER_ADMIN'],
	['ANY /governance', 'ACCESS_REQUESTS_ADMIN'],
	['ANY /integrations/api/v1/api-services', 'SUPER_ADMIN'],

	// Settings of the whole org, which custom roles can't be given.
	['GET /api/v1', 'READ_ONLY_ADMIN'],
	['WRITE /api/v1', 'ORG_ADMIN'],
];

/** Calls that nobody needs a role for: the user's own path, no call, and what is public. */
const FREE: readonly Route[] = ['ANY /', NOWHERE, 'GET /.well-known/oauth-authorization-server'];

/** What an admin role has to allow for one call; undefined for one that is of none of these parts. */
export function rightsForCall(route: Route): readonly Right[] | undefined {
	if (FREE.includes(route)) return [];
	const { method, path } = splitRoute(route);
	const shape = path.replaceAll(/\{\w+\}/g, '{}');
	const entry = ENTRIES.find(([calls]) => fits(calls, method, shape));
	return entry?.slice(1).filter((right): right is Right => right !== entry[0]);
}

function fits(calls: string, method: string, path: string): boolean {
	const [which = '', from = ''] = calls.split(' ');
	const isMethod = which === 'ANY' || (which === 'WRITE' ? method !== 'GET' : which === method);
	const isExact = from.endsWith('$');
	return isMethod && (isExact ? `${path}$` === from : `${path}/`.startsWith(`${from}/`));
}

/**
 * What an admin role has to allow for an operation, or for one choice in its form: all of it. Nothing
 * is named that something else of it includes.
 */
export function rightsOf({
	route,
	also = [],
	permissions,
}: Pick<Operation, 'route' | 'also' | 'permissions'>): Right[] {
	return leastOf(permissions ?? [route, ...also].flatMap((call) => rightsForCall(call) ?? []));
}
