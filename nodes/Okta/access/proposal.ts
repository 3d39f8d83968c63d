import { UserError } from 'n8n-workflow';

import type { Resource } from '../table/operation';
import { isPermission, leastOf, type Permission, type Right } from '../table/permissions';
import { rightsOf } from '../table/rightsOf';
import { coveredBy, type Entry } from './operations';

/** The least that a service app needs, for what it is meant to do. */
export interface Proposal {
	/** Of a custom role. */
	permissions: string[];
	/** What the resource set of the role takes; with fewer of them the role reaches less. */
	resources: string[];
	/** Kinds of resources to choose in the Admin Console, as there is no address for them. */
	otherResources: string[];
	/** Where custom roles have no permission for an operation: the standard role that has. */
	standardRoles: Array<{ role: string; for: string[] }>;
	/** What nobody but a super administrator can do. */
	superAdministratorFor: string[];
}

/** Where the objects of an area are that resource sets take by their address. */
const ADDRESSES = new Map([
	['apps', '/api/v1/apps'],
	['authzServers', '/api/v1/authorizationServers'],
	['devices', '/api/v1/devices'],
	['groups', '/api/v1/groups'],
	['realms', '/api/v1/realms'],
	['users', '/api/v1/users'],
]);

/** Names are looked up in these, which takes reading them. */
const NAMED = ['apps', 'groups', 'users'] as const;

/**
 * The smallest role for all that the scopes are for, or for some operations only.
 *
 * @param wanted - as `User: Suspend`; all there are if it is empty
 * @throws UserError when one of them is none
 */
export function proposeRole(
	resources: readonly Resource[],
	granted: readonly string[],
	orgUrl: string,
	wanted: readonly string[],
): Proposal {
	const entries = chosenFrom(coveredBy(resources, granted), wanted);
	const needed = entries.map(({ title, what }) => ({ title, rights: rightsOf(what) }));
	const forWhat = (role: Right) =>
		needed.filter(({ rights }) => rights.includes(role)).map(({ title }) => title);
	const within = needed.filter(({ rights }) => !rights.includes('SUPER_ADMIN'));
	const rights = leastOf(within.flatMap((one) => one.rights));
	const permissions = withReading(rights.filter(isPermission));
	const areas = [...new Set(permissions.flatMap(areasOf))].toSorted();
	const standard = [...new Set(within.flatMap((one) => one.rights))]
		.filter((right) => !isPermission(right))
		.toSorted();
	return {
		permissions,
		resources: areas.flatMap((area) => {
			const address = ADDRESSES.get(area);
			return address === undefined ? [] : [orgUrl + address];
		}),
		otherResources: areas.filter((area) => !ADDRESSES.has(area)),
		standardRoles: standard.map((role) => ({ role, for: forWhat(role) })),
		superAdministratorFor: forWhat('SUPER_ADMIN'),
	};
}

/** @throws UserError before anything is sent, when one of the names is that of no operation */
export function checkNames(resources: readonly Resource[], wanted: readonly string[]): void {
	const known = new Set(
		resources.flatMap(({ name, operations }) =>
			operations.map((operation) => `${name}: ${operation.name}`.toLowerCase()),
		),
	);
	const [unknown] = wanted.filter((title) => !known.has(title.toLowerCase()));
	if (unknown === undefined) return;
	throw new UserError(`There is no operation "${unknown}"`, {
		description:
			'Write resource and operation as in the list of this node, such as "User: Suspend", with commas between.',
	});
}

/** The choices in its form belong to an operation. */
function chosenFrom(entries: readonly Entry[], wanted: readonly string[]): Entry[] {
	const names = wanted.map((title) => title.toLowerCase());
	return entries.filter(
		({ operation }) => names.length === 0 || names.includes(operation.toLowerCase()),
	);
}

function withReading(permissions: readonly Permission[]): Permission[] {
	const areas = new Set(permissions.map(areaOf));
	const reads = NAMED.filter((area) => areas.has(area)).map((area) => `okta.${area}.read` as const);
	return leastOf([...permissions, ...reads]).filter(isPermission);
}

const areaOf = (permission: string): string => permission.split('.')[1] ?? '';

/** What a permission is for; Okta has a new user created where it is a group's to be. */
function areasOf(permission: Permission): string[] {
	if (permission === 'okta.users.create') return ['groups', 'users'];
	return [permission === 'okta.profilesources.import.run' ? 'apps' : areaOf(permission)];
}
