import { resources } from '../../../nodes/Okta/operations';
import {
	includes,
	isPermission,
	leastOf,
	PERMISSIONS,
	type Right,
} from '../../../nodes/Okta/table/permissions';
import { rightsForCall, rightsOf } from '../../../nodes/Okta/table/rightsOf';
import { standardRoles } from '../../../nodes/Okta/objects/roleNames';

/** An operation, or a choice in its form. */
const entries = resources.flatMap(({ name: resource, operations }) =>
	operations.flatMap(({ name, variants = [], ...operation }) => [
		{ title: `${resource}: ${name}`, ...operation },
		...variants.map((variant) => ({ title: `${resource}: ${name}: ${variant.name}`, ...variant })),
	]),
);

const known = new Set<string>([...PERMISSIONS, ...standardRoles.map(({ value }) => value)]);

test.each(entries)('$title says what an admin role has to allow', (entry) => {
	const { route, also = [] } = entry;
	expect([route, ...also].filter((call) => rightsForCall(call) === undefined)).toEqual([]);
	for (const right of rightsOf(entry)) expect(known).toContain(right);
	// A role that lets people read is not enough to write, and the other way round it is too much.
	const writes = [route, ...also].some((call) => /^(POST|PUT|PATCH|DELETE) /.test(call));
	const permissions = rightsOf(entry).filter(isPermission);
	if (!writes) {
		expect(permissions.filter((name) => !/\.(read|run)$|^okta\.apps\.manage$/.test(name))).toEqual(
			[],
		);
	} else {
		expect(rightsOf(entry).every((right) => /\.read$/.test(right))).toBe(false);
	}
});

test.each<[call: Parameters<typeof rightsForCall>[0], ...rights: Right[]]>([
	['POST /api/v1/users', 'okta.users.create'],
	['POST /api/v1/users/{userId}', 'okta.users.userprofile.manage'],
	['DELETE /api/v1/users/{userId}', 'okta.users.lifecycle.delete'],
	['POST /api/v1/users/{userId}/lifecycle/suspend', 'okta.users.lifecycle.suspend'],
	[
		'POST /api/v1/users/{userId}/lifecycle/expire_password',
		'okta.users.credentials.expirePassword',
	],
	[
		'POST /api/v1/users/{userId}/lifecycle/expire_password_with_temp_password',
		'okta.users.credentials.expirePassword',
	],
	['GET /api/v1/users/{userId}/roles', 'okta.iam.read'],
	['POST /api/v1/users/{userId}/roles', 'SUPER_ADMIN'],
	['GET /api/v1/groups/{groupId}', 'okta.groups.read'],
	['POST /api/v1/groups/rules', 'okta.groups.manage'],
	['PUT /api/v1/apps/{appId}/policies/{policyId}', 'okta.apps.manage', 'okta.policies.manage'],
	['POST /api/v1/apps/{appId}/grants', 'SUPER_ADMIN'],
	['PUT /api/v1/zones/{zoneId}', 'ORG_ADMIN'],
	['GET /api/v1/zones/{zoneId}', 'READ_ONLY_ADMIN'],
])('%s', (call, ...rights) => {
	expect(rightsForCall(call)).toEqual(rights);
});

/** What Okta's specification 2026.06.3 says in `x-okta-iam-permissions`; any one of them is enough. */
const SPECIFIED: ReadonlyArray<[call: Parameters<typeof rightsForCall>[0], ...any: string[]]> = [
	['GET /api/v1/meta/schemas/apps/{appId}/default', 'okta.apps.read', 'okta.apps.manage'],
	['POST /api/v1/meta/schemas/apps/{appId}/default', 'okta.apps.manage'],
	['GET /api/v1/meta/schemas/group/default', 'okta.apps.manage'],
	['POST /api/v1/meta/schemas/group/default', 'okta.apps.manage'],
	['GET /api/v1/meta/schemas/user/linkedObjects', 'okta.apps.manage'],
	['POST /api/v1/meta/schemas/user/linkedObjects', 'okta.apps.manage'],
	['DELETE /api/v1/meta/schemas/user/linkedObjects/{linkedObjectName}', 'okta.apps.manage'],
	['GET /api/v1/meta/schemas/user/{schemaId}', 'okta.apps.manage'],
	[
		'POST /api/v1/users/{userId}/authenticator-enrollments/tac',
		'okta.users.credentials.manageTemporaryAccessCode',
	],
];

test.each(SPECIFIED)("%s needs what Okta's specification says", (call, ...any) => {
	const [right, ...others] = rightsForCall(call) ?? [];
	expect(any).toContain(right);
	// Where reading is enough, it is that.
	expect(right).toBe(any.find((name) => name.endsWith('.read')) ?? any[0]);
	expect(others).toEqual([]);
});

/** `RolePermissionType` in Okta's specification 2024.06.1, which has had no list since. */
const PUBLISHED = [
	'okta.apps.assignment.manage okta.apps.manage okta.apps.read',
	'okta.authzServers.manage okta.authzServers.read okta.customizations.manage okta.customizations.read',
	'okta.devices.lifecycle.activate okta.devices.lifecycle.deactivate okta.devices.lifecycle.delete',
	'okta.devices.lifecycle.manage okta.devices.lifecycle.suspend okta.devices.lifecycle.unsuspend',
	'okta.devices.manage okta.devices.read',
	'okta.groups.appAssignment.manage okta.groups.create okta.groups.manage okta.groups.members.manage',
	'okta.groups.read okta.identityProviders.manage okta.identityProviders.read',
	'okta.profilesources.import.run okta.users.appAssignment.manage okta.users.create',
	'okta.users.credentials.expirePassword okta.users.credentials.manage',
	'okta.users.credentials.resetFactors okta.users.credentials.resetPassword',
	'okta.users.groupMembership.manage okta.users.lifecycle.activate okta.users.lifecycle.clearSessions',
	'okta.users.lifecycle.deactivate okta.users.lifecycle.delete okta.users.lifecycle.manage',
	'okta.users.lifecycle.suspend okta.users.lifecycle.unlock okta.users.lifecycle.unsuspend',
	'okta.users.manage okta.users.read okta.users.userprofile.manage',
].flatMap((line) => line.split(' '));

test('the catalogue has every permission Okta published, once and in order', () => {
	expect(PUBLISHED.filter((name) => !known.has(name))).toEqual([]);
	expect([...PERMISSIONS]).toEqual([...new Set<string>(PERMISSIONS)].toSorted());
});

test.each<[Right, Right, boolean]>([
	['okta.users.manage', 'okta.users.lifecycle.suspend', true],
	['okta.users.manage', 'okta.users.read', true],
	['okta.users.manage', 'okta.users.apitokens.read', false],
	['okta.users.apitokens.manage', 'okta.users.apitokens.read', true],
	['okta.users.lifecycle.manage', 'okta.users.lifecycle.delete', true],
	['okta.users.lifecycle.manage', 'okta.users.read', false],
	['okta.users.lifecycle.suspend', 'okta.users.read', false],
	['okta.groups.manage', 'okta.groups.members.manage', true],
	['okta.groups.members.manage', 'okta.groups.read', false],
	['okta.apps.manage', 'okta.groups.read', false],
	['okta.users.read', 'okta.users.manage', false],
	['SUPER_ADMIN', 'okta.users.manage', true],
	['ORG_ADMIN', 'READ_ONLY_ADMIN', true],
	['READ_ONLY_ADMIN', 'ORG_ADMIN', false],
])('whether %s includes %s: %s', (one, other, is) => {
	expect(includes(one, other)).toBe(is);
});

test('of several rights those remain that no other includes', () => {
	expect(
		leastOf([
			'okta.users.read',
			'okta.users.lifecycle.suspend',
			'okta.users.lifecycle.manage',
			'okta.users.read',
		]),
	).toEqual(['okta.users.lifecycle.manage', 'okta.users.read']);
	expect(leastOf(['okta.users.manage', 'SUPER_ADMIN'])).toEqual(['SUPER_ADMIN']);
});

test('an operation may say what it needs, where that is not what its calls need', () => {
	const { permissions } = { permissions: ['okta.users.manage'] as const };
	expect(rightsOf({ route: 'POST /api/v1/users/{userId}', permissions })).toEqual([
		'okta.users.manage',
	]);
});
