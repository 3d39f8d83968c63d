import { PERMISSIONS } from '../../nodes/Okta/table/permissions';

/** A custom role as a caller has it: what it permits, and to what it extends. */
export interface HeldRole {
	permissions: ReadonlySet<string>;
	resources: readonly Resource[];
}

/** A resource of a set: all objects of a kind, one of them, or what is in one of them. */
export interface Resource {
	/** As in the name of permissions: `users`, `groups`, `apps` … */
	area: string;
	/** Of the one object, or of the group whose members these are. */
	objectId?: string;
}

/**
 * What each permission is for, by what Okta's catalogue of permissions says. A `$` ends a path; others
 * are for all below it. Written apart from the table the node proposes roles by, which it judges.
 */
const LETS: Readonly<Record<string, readonly string[]>> = {
	'okta.users.read': [
		'GET /api/v1/users',
		'GET /api/v1/groups/{}/users',
		'GET /api/v1/apps/{}/users',
		'GET /api/v1/sessions',
		'GET /webauthn-registration',
	],
	'okta.users.create': ['POST /api/v1/users$'],
	'okta.users.manage': [
		'POST /api/v1/users',
		'PUT /api/v1/users',
		'PATCH /api/v1/users',
		'DELETE /api/v1/users',
	],
	'okta.users.userprofile.manage': ['POST /api/v1/users/{}$', 'PUT /api/v1/users/{}$'],
	'okta.users.lifecycle.activate': [
		'POST /api/v1/users/{}/lifecycle/activate',
		'POST /api/v1/users/{}/lifecycle/reactivate',
	],
	'okta.users.lifecycle.deactivate': ['POST /api/v1/users/{}/lifecycle/deactivate'],
	'okta.users.lifecycle.suspend': ['POST /api/v1/users/{}/lifecycle/suspend'],
	'okta.users.lifecycle.unsuspend': ['POST /api/v1/users/{}/lifecycle/unsuspend'],
	'okta.users.lifecycle.unlock': ['POST /api/v1/users/{}/lifecycle/unlock'],
	'okta.users.lifecycle.delete': ['DELETE /api/v1/users/{}$'],
	'okta.users.lifecycle.clearSessions': [
		'DELETE /api/v1/users/{}/sessions',
		'DELETE /api/v1/users/{}/clients',
		'DELETE /api/v1/sessions',
		'POST /api/v1/sessions',
		'POST /oauth2/v1/global-token-revocation',
	],
	'okta.users.credentials.resetFactors': [
		'POST /api/v1/users/{}/lifecycle/reset_factors',
		'DELETE /api/v1/users/{}/factors',
	],
	'okta.users.credentials.resetPassword': ['POST /api/v1/users/{}/lifecycle/reset_password'],
	'okta.users.credentials.expirePassword': [
		'POST /api/v1/users/{}/lifecycle/expire_password',
		'POST /api/v1/users/{}/lifecycle/expire_password_with_temp_password',
	],
	'okta.users.credentials.manage': [
		'POST /api/v1/users/{}/factors',
		'POST /api/v1/users/{}/credentials',
		'PUT /api/v1/users/{}/credentials',
		'POST /webauthn-registration',
		'DELETE /webauthn-registration',
		'PUT /webauthn-registration',
	],
	'okta.users.credentials.manageTemporaryAccessCode': [
		'POST /api/v1/users/{}/authenticator-enrollments/tac',
	],
	'okta.users.groupMembership.manage': [
		'PUT /api/v1/groups/{}/users',
		'DELETE /api/v1/groups/{}/users',
	],
	'okta.users.appAssignment.manage': [
		'POST /api/v1/apps/{}/users',
		'PUT /api/v1/apps/{}/users',
		'DELETE /api/v1/apps/{}/users',
	],
	'okta.users.apitokens.read': ['GET /api/v1/api-tokens'],
	'okta.users.apitokens.manage': ['DELETE /api/v1/api-tokens', 'PUT /api/v1/api-tokens'],
	'okta.groups.read': [
		'GET /api/v1/groups',
		'GET /api/v1/users/{}/groups',
		'GET /api/v1/apps/{}/groups',
	],
	'okta.groups.create': ['POST /api/v1/groups$'],
	'okta.groups.manage': ['POST /api/v1/groups', 'PUT /api/v1/groups', 'DELETE /api/v1/groups'],
	'okta.groups.members.manage': ['PUT /api/v1/groups/{}/users', 'DELETE /api/v1/groups/{}/users'],
	'okta.groups.appAssignment.manage': [
		'POST /api/v1/apps/{}/groups',
		'PUT /api/v1/apps/{}/groups',
		'PATCH /api/v1/apps/{}/groups',
		'DELETE /api/v1/apps/{}/groups',
	],
	'okta.apps.read': [
		'GET /api/v1/apps',
		'GET /oauth2/v1/clients',
		'GET /api/v1/users/{}/appLinks',
		'GET /api/v1/groups/{}/apps',
		'GET /api/v1/meta/schemas/apps',
	],
	'okta.apps.clientCredentials.read': ['GET /api/v1/apps/{}/credentials'],
	'okta.apps.assignment.manage': [
		'POST /api/v1/apps/{}/users',
		'PUT /api/v1/apps/{}/users',
		'DELETE /api/v1/apps/{}/users',
		'POST /api/v1/apps/{}/groups',
		'PUT /api/v1/apps/{}/groups',
		'PATCH /api/v1/apps/{}/groups',
		'DELETE /api/v1/apps/{}/groups',
	],
	'okta.apps.manage': [
		'POST /api/v1/apps',
		'PUT /api/v1/apps',
		'DELETE /api/v1/apps',
		'POST /oauth2/v1/clients',
		'PUT /oauth2/v1/clients',
		'DELETE /oauth2/v1/clients',
		'GET /api/v1/meta/schemas/user',
		'POST /api/v1/meta/schemas/user/linkedObjects',
		'DELETE /api/v1/meta/schemas/user/linkedObjects',
		'GET /api/v1/meta/schemas/group',
		'POST /api/v1/meta/schemas/group',
		'POST /api/v1/meta/schemas/apps',
	],
	'okta.devices.read': ['GET /api/v1/devices', 'GET /api/v1/users/{}/devices'],
	'okta.devices.manage': ['POST /api/v1/devices', 'DELETE /api/v1/devices'],
	'okta.devices.lifecycle.activate': ['POST /api/v1/devices/{}/lifecycle/activate'],
	'okta.devices.lifecycle.deactivate': ['POST /api/v1/devices/{}/lifecycle/deactivate'],
	'okta.devices.lifecycle.suspend': ['POST /api/v1/devices/{}/lifecycle/suspend'],
	'okta.devices.lifecycle.unsuspend': ['POST /api/v1/devices/{}/lifecycle/unsuspend'],
	'okta.devices.lifecycle.delete': ['DELETE /api/v1/devices/{}$'],
	'okta.policies.read': ['GET /api/v1/policies', 'POST /api/v1/policies/simulate'],
	'okta.policies.manage': [
		'POST /api/v1/policies',
		'PUT /api/v1/policies',
		'DELETE /api/v1/policies',
		'PUT /api/v1/apps/{}/policies',
	],
	'okta.iam.read': [
		'GET /api/v1/iam',
		'GET /api/v1/users/{}/roles',
		'GET /api/v1/groups/{}/roles',
		'GET /oauth2/v1/clients/{}/roles',
	],
	'okta.realms.read': ['GET /api/v1/realms', 'GET /api/v1/realm-assignments'],
	'okta.realms.manage': [
		'POST /api/v1/realms',
		'PUT /api/v1/realms',
		'DELETE /api/v1/realms',
		'POST /api/v1/realm-assignments',
		'PUT /api/v1/realm-assignments',
		'DELETE /api/v1/realm-assignments',
	],
	'okta.authzServers.read': ['GET /api/v1/authorizationServers'],
	'okta.authzServers.manage': ['PUT /api/v1/authorizationServers'],
	'okta.profilesources.import.run': [
		'GET /api/v1/identity-sources',
		'POST /api/v1/identity-sources',
		'PUT /api/v1/identity-sources',
		'PATCH /api/v1/identity-sources',
		'DELETE /api/v1/identity-sources',
	],
};

/** Calls below one that a permission is for, which it is not for. */
const NOT_FOR: readonly string[] = [
	'GET /api/v1/apps/{}/grants',
	'POST /api/v1/apps/{}/grants',
	'DELETE /api/v1/apps/{}/grants',
	'POST /api/v1/apps/{}/credentials/jwks',
	'DELETE /api/v1/apps/{}/credentials/jwks',
	'POST /api/v1/apps/{}/credentials/secrets',
	'POST /oauth2/v1/clients/{}/roles',
	'DELETE /oauth2/v1/clients/{}/roles',
	'POST /api/v1/users/{}/roles',
	'DELETE /api/v1/users/{}/roles',
	'PUT /api/v1/users/{}/roles',
	'POST /api/v1/groups/{}/roles',
	'DELETE /api/v1/groups/{}/roles',
];

/** Calls for which a permission of the one area is enough, though those of another list all below. */
const APART: ReadonlyArray<readonly [calls: string, ...areas: string[]]> = [
	['GET /api/v1/users/{}/roles', 'iam'],
	['GET /api/v1/groups/{}/roles', 'iam'],
	['GET /oauth2/v1/clients/{}/roles', 'iam'],
	['PUT /api/v1/groups/{}/users', 'groups', 'users'],
	['DELETE /api/v1/groups/{}/users', 'groups', 'users'],
];

const areaOf = (permission: string): string =>
	permission === 'okta.profilesources.import.run' ? 'apps' : (permission.split('.')[1] ?? '');

/** `manage` of an area, or of a part of it, includes what else there is in that; tokens and risk excepted. */
function includes(held: string, wanted: string): boolean {
	if (held === wanted) return true;
	const [, area] = /^(.*\.)manage$/.exec(held) ?? [];
	const apart = /\.(apitokens|risk|universalLogout)\./;
	return area !== undefined && wanted.startsWith(area) && apart.test(held) === apart.test(wanted);
}

const fits = (calls: string, method: string, path: string): boolean => {
	const [which, from = ''] = calls.split(' ');
	return (
		which === method &&
		(from.endsWith('$') ? `${path}$` === from : `${path}/`.startsWith(`${from}/`))
	);
};

/** Which parameter of a path names an object of which area. */
const NAMES: Readonly<Record<string, string>> = {
	userId: 'users',
	groupId: 'groups',
	appId: 'apps',
	clientId: 'apps',
};

/** Who is in which group: a set may extend to the members of one. */
export type IsMember = (groupId: string, userId: string) => boolean;

/**
 * Whether custom roles permit a call: in each area it is about, one of them has a permission for it,
 * and extends to the object that the path names.
 */
export function customRolesPermit(
	held: readonly HeldRole[],
	{ method, template, params }: { method: string; template: string; params: Params },
	isMember: IsMember,
): boolean {
	const path = template.replaceAll(/\{\w+\}/g, '{}');
	if (NOT_FOR.some((calls) => fits(calls, method, path))) return false;
	const letting = Object.entries(LETS)
		.filter(([, calls]) => calls.some((one) => fits(one, method, path)))
		.map(([permission]) => permission);
	const [, ...only] = APART.find(([calls]) => fits(calls, method, path)) ?? [];
	const areas = [...new Set(letting.map(areaOf))].filter(
		(area) => only.length === 0 || only.includes(area),
	);
	return (
		areas.length > 0 &&
		areas.every((area) => {
			const inArea = letting.filter((permission) => areaOf(permission) === area);
			return held.some(
				({ permissions, resources }) =>
					inArea.some((wanted) => [...permissions].some((one) => includes(one, wanted))) &&
					extendsTo(resources, area, params, isMember),
			);
		})
	);
}

type Params = Readonly<Record<string, string>>;

function extendsTo(
	resources: readonly Resource[],
	area: string,
	params: Params,
	isMember: IsMember,
): boolean {
	const named = Object.entries(params).find(([name]) => NAMES[name] === area)?.[1];
	const ofArea = resources.filter((resource) => resource.area === area);
	if (named === undefined) return ofArea.length > 0;
	return ofArea.some((resource) => holds(resource, named, isMember));
}

/** Whether a resource is, or includes, the object. */
function holds({ area, objectId }: Resource, id: string, isMember: IsMember): boolean {
	if (objectId === undefined || objectId === id) return true;
	return area === 'users' && isMember(objectId, id);
}

/** Whether a list shows the object to whoever has these roles alone. */
export function isInReach(
	held: readonly HeldRole[],
	area: string,
	id: string,
	isMember: IsMember,
): boolean {
	return held.some(({ permissions, resources }) =>
		resources.some(
			(resource) =>
				resource.area === area &&
				[...permissions].some((one) => areaOf(one) === area) &&
				holds(resource, id, isMember),
		),
	);
}

/** By the last word of an address or the type of an ORN: the area of permissions it belongs to. */
const AREAS: Readonly<Record<string, string>> = {
	apps: 'apps',
	authorizationServers: 'authzServers',
	authorization_servers: 'authzServers',
	customizations: 'customizations',
	devices: 'devices',
	groups: 'groups',
	iam: 'iam',
	identity_providers: 'identityProviders',
	policies: 'policies',
	realms: 'realms',
	users: 'users',
};

/**
 * A resource as its address or ORN says; undefined for what is neither. Of ORNs only those of users,
 * groups, apps and of whole kinds are told apart, which Okta's reference shows; none was recorded.
 */
export function readResource(address: string): Resource | undefined {
	const [, list = '', objectId, inside] =
		/^https?:\/\/[^/]+\/api\/v1\/(\w+)(?:\/(\w+))?(?:\/(users))?$/.exec(address) ?? [];
	if (list !== '') return toResource(list, objectId, inside === 'users');
	const [orn, partition, service, org, kind, object, contained] = address.split(':');
	if (orn !== 'orn' || !partition || !service || !org || !kind) return undefined;
	if (service === 'iam') return { area: 'iam' };
	return toResource(kind, object, contained === 'contained_resources');
}

function toResource(
	kind: string,
	objectId: string | undefined,
	members: boolean,
): Resource | undefined {
	const area = members ? 'users' : AREAS[kind];
	return area === undefined ? undefined : { area, ...(objectId && { objectId }) };
}

const KNOWN = new Set<string>(PERMISSIONS);

/** Whether Okta's catalogue has a permission of this name. */
export const isKnownPermission = (name: string): boolean => KNOWN.has(name);
