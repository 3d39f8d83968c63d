import { checkNames, type Proposal, proposeRole } from '../../../nodes/Okta/access/proposal';
import { resources } from '../../../nodes/Okta/operations';

const org = 'https://acme.okta.com';

const proposal = (granted: readonly string[], ...wanted: string[]): Proposal =>
	proposeRole(resources, granted, org, wanted);

const everyScope = resources.flatMap(({ operations }) =>
	operations.flatMap((operation) =>
		[operation, ...(operation.variants ?? [])].flatMap(({ scopes, alsoScopes = [] }) => [
			...scopes,
			...alsoScopes,
		]),
	),
);

const nothing = { otherResources: [], standardRoles: [], superAdministratorFor: [] };

describe('the smallest role', () => {
	test('for a help desk that unlocks and resets, and finds people by their login', () => {
		expect(
			proposal(
				['okta.users.manage'],
				'User: Unlock',
				'User: Reset Password',
				'user: reset factors',
			),
		).toEqual({
			...nothing,
			permissions: [
				'okta.users.credentials.resetFactors',
				'okta.users.credentials.resetPassword',
				'okta.users.lifecycle.unlock',
				'okta.users.read',
			],
			resources: [`${org}/api/v1/users`],
		});
	});

	test('for all that a scope is for names no more than what includes the rest', () => {
		const { permissions, superAdministratorFor } = proposal(['okta.users.manage']);
		expect(permissions).toContain('okta.users.manage');
		expect(permissions.filter((name) => name.startsWith('okta.users.'))).toEqual([
			'okta.users.manage',
		]);
		expect(superAdministratorFor).toEqual([]);
	});

	test('names what a custom role has no permission for, and what only a super administrator does', () => {
		expect(
			proposal(
				everyScope,
				'Group: Get',
				'Network Zone: Add or Remove IPs',
				'System Log: Search',
				'Service App: Grant Scope',
				'Admin Role: Assign to User',
			),
		).toEqual({
			...nothing,
			permissions: ['okta.groups.read', 'okta.users.read'],
			resources: [`${org}/api/v1/groups`, `${org}/api/v1/users`],
			standardRoles: [
				{ role: 'ORG_ADMIN', for: ['Network Zone: Add or Remove IPs'] },
				{ role: 'REPORT_ADMIN', for: ['System Log: Search'] },
			],
			superAdministratorFor: ['Admin Role: Assign to User', 'Service App: Grant Scope'],
		});
	});

	test('says which resources are to be chosen in the Admin Console', () => {
		expect(proposal(everyScope, 'Policy: Create Rule')).toEqual({
			...nothing,
			permissions: ['okta.policies.manage'],
			resources: [],
			otherResources: ['policies'],
		});
	});

	test('is for the choices of an operation that the scopes cover', () => {
		const { permissions } = proposal(['okta.users.manage', 'okta.groups.manage'], 'User: Contain');
		expect(permissions).toEqual([
			'okta.groups.members.manage',
			'okta.groups.read',
			'okta.users.credentials.expirePassword',
			'okta.users.credentials.resetFactors',
			'okta.users.groupMembership.manage',
			'okta.users.lifecycle.clearSessions',
			'okta.users.lifecycle.suspend',
			'okta.users.read',
		]);
	});

	test('is none without scopes', () => {
		expect(proposal([])).toEqual({ ...nothing, permissions: [], resources: [] });
	});
});

test.each([['User: Susspend'], ['Suspend'], ['User:Suspend']])('%s is no operation', (name) => {
	expect(() => checkNames(resources, ['User: Get', name])).toThrow(
		`There is no operation "${name}"`,
	);
});
