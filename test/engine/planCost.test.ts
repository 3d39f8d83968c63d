import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Okta/operations';
import { changesSomething } from '../../nodes/Okta/table/operation';
import { scenarios, scopesOf } from './scenarios';
import { apiRequests, closeWorlds, openWorld, type World } from './world';

/** What a plan of two items reads. The same row holds for all operations under `of`. */
interface Cost {
	/** For each item. */
	each: readonly string[];
	/** Once, because both items are about it, or it holds for the whole org. */
	once?: readonly string[];
	/** How many of these the operation itself wouldn't send: for each item, and once. */
	more: readonly [each: number, once?: number];
	/** Operations, with the name of a scenario where it isn't their first. */
	of: readonly string[];
}

const user = '/users/{id}';
const group = '/groups/{id}';
const app = '/apps/{id}';
const rule = '/groups/rules/{id}';
const source = '/identity-sources/{id}';
const governance = '/governance/api/v1';
const userSchema = ['/meta/types/user/{id}', '/meta/schemas/user/{id}'];

const policy = '/policies/{id}';

const costs: readonly Cost[] = [
	{ each: ['/apps?q'], more: [0], of: ['application.create'] },
	{ each: [app], more: [0], of: ['application.update'] },
	{ each: [app], more: [1], of: ['application.delete'] },
	{ each: [app], more: [0], of: ['application.assignPolicy'] },
	{
		each: [`${app}/users/{id}`],
		once: [app],
		more: [0, 1],
		of: ['application.setAssignmentScope'],
	},
	{ each: ['/devices/{id}'], more: [1], of: ['device.activate', 'device.delete'] },
	{
		each: ['/groups/rules?search', '/groups?search'],
		once: ['/meta/schemas/group/default'],
		more: [2, 1],
		of: ['group.createWithRule'],
	},
	{ each: [], more: [0], of: ['org.removeEmailBounces'] },
	{ each: [user], more: [1], of: ['user.forgotPassword'] },
	{ each: [user, `${user}/classification`], more: [1], of: ['user.setClassification'] },
	{
		each: [user],
		more: [1],
		of: [
			'webAuthnPreregistration.enroll',
			'webAuthnPreregistration.activate',
			'webAuthnPreregistration.requestFulfillment',
			'webAuthnPreregistration.sendPin',
		],
	},
	{
		each: [user, '/webauthn-registration/api/v1/users/{id}/enrollments'],
		more: [2],
		of: ['webAuthnPreregistration.markError', 'webAuthnPreregistration.delete'],
	},
	{
		each: [user],
		more: [1],
		of: [
			'user.activate',
			'user.clearSessions',
			'user.deactivate',
			'user.expirePassword',
			'user.expirePasswordWithTempPassword',
			'user.reactivate',
			'user.resetPassword',
			'user.suspend',
			'user.unlock',
			'user.unsuspend',
			'factor.createTemporaryAccessCode',
		],
	},
	{
		each: [user],
		more: [0],
		of: [
			'user.delete',
			'user.ensureStatus',
			'user.create: returns a user who is there already as it is',
		],
	},
	{
		each: [user],
		once: ['/meta/schemas/user/default'],
		more: [1, 1],
		of: ['user.create'],
	},
	{
		each: [user],
		once: userSchema,
		more: [1, 2],
		of: ['user.replace', 'user.setPassword', 'user.update'],
	},
	{ each: [user], once: ['/meta/schemas/user/default'], more: [0, 1], of: ['user.upsert'] },
	{
		each: ['/users?search', user],
		once: userSchema,
		more: [0, 2],
		of: [
			'user.upsert: updates users found by email',
			'user.upsert: updates users found by another attribute, whatever a new one would be given',
		],
	},
	{
		each: [user],
		once: ['/meta/schemas/user/default'],
		more: [0, 1],
		of: ['directory.importUsers'],
	},
	{ each: [user, `${user}/grants`], more: [2], of: ['user.revokeGrants'] },
	{ each: [user, `${user}/factors`], more: [1], of: ['factor.challengeAndWait'] },
	{ each: [], more: [0], of: ['user.universalLogout', 'eventHook.create', 'serviceApp.create'] },
	{
		each: [user, `${user}/grants`, `${user}/clients`, `${user}/factors`],
		more: [0],
		of: ['user.offboard'],
	},
	{ each: [user, `${user}/factors`], more: [0], of: ['user.contain'] },
	{ each: [user], more: [0], of: ['user.release', 'user.restore'] },
	{
		each: [user, `${user}/factors`],
		more: [2],
		of: ['user.resetFactors', 'factor.activate', 'factor.enroll', 'factor.remove', 'factor.verify'],
	},
	{
		each: [user, `${user}/groups`],
		once: [group],
		more: [2, 1],
		of: ['group.addMember', 'group.removeMember'],
	},
	{
		each: [group, group, `${group}/users`, user, user, `${user}/groups`],
		more: [3],
		of: ['group.syncMembers'],
	},
	{
		each: [group, group, `${group}/users`, '/logs?filter?since?until'],
		once: ['/groups/rules', user, `${user}/groups`],
		more: [1, 2],
		of: ['group.removeMembersAddedBefore'],
	},
	{
		each: [
			user,
			user,
			'/groups?search',
			group,
			group,
			group,
			group,
			`${user}/groups`,
			`${user}/groups`,
		],
		once: ['/groups?search', group, '/groups/rules'],
		more: [3, 1],
		of: ['user.setGroups'],
	},
	{ each: [user], once: [group, `${group}/owners`], more: [1, 2], of: ['group.addOwner'] },
	{ each: [group, `${group}/owners`], more: [2], of: ['group.removeOwner'] },
	{ each: [group], more: [1], of: ['group.delete'] },
	{ each: [group], once: ['/meta/schemas/group/default'], more: [0, 1], of: ['group.update'] },
	{
		each: ['/groups?search'],
		once: ['/meta/schemas/group/default'],
		more: [1, 1],
		of: ['group.create'],
	},
	{
		each: ['/groups?search', '/groups?q', group],
		once: ['/meta/schemas/group/default'],
		more: [1, 1],
		of: ['group.create: returns the groups there are'],
	},
	{
		each: [rule],
		more: [0],
		of: ['groupRule.activate', 'groupRule.deactivate', 'groupRule.delete', 'groupRule.update'],
	},
	{ each: ['/groups/rules?search'], more: [1], of: ['groupRule.create'] },
	{
		each: ['/groups/rules?search', '/groups/rules?search', rule],
		more: [1],
		of: ['groupRule.create: returns the rules there are'],
	},
	{ each: [user, `${user}/roles`], more: [1], of: ['adminRole.assignToUser'] },
	{
		each: [`${user}/roles`],
		more: [0],
		of: ['adminRole.assignToUser: returns the role a user has already'],
	},
	{ each: [user, `${user}/roles`], more: [2], of: ['adminRole.removeFromUser'] },
	{ each: [app], more: [0], of: ['application.activate', 'application.deactivate'] },
	{ each: [app], more: [1], of: ['application.revokeTokens', 'serviceApp.addKey'] },
	{
		each: [group, `${app}/groups/{id}`],
		once: [app],
		more: [2, 1],
		of: ['application.assignGroup', 'application.unassignGroup'],
	},
	{ each: [user, `${app}/users/{id}`], once: [app], more: [2, 1], of: ['application.assignUser'] },
	{
		each: [user, `${app}/users/{id}`],
		once: [app, `${app}/groups`],
		more: [2, 2],
		of: ['application.unassignUser'],
	},
	{
		each: [app, app, `${app}/users?expand`, user, `${app}/users/{id}`],
		once: [user],
		more: [2, 1],
		of: ['application.syncUsers'],
	},
	{
		each: [`${app}/users/{id}`],
		once: [app],
		more: [0, 1],
		of: ['application.updateUserAssignment'],
	},
	{
		each: ['/devices/{id}'],
		more: [1],
		of: ['device.deactivate', 'device.suspend', 'device.unsuspend'],
	},
	{ each: ['/eventHooks/{id}'], more: [0], of: ['eventHook.delete'] },
	{ each: ['/eventHooks/{id}'], more: [1], of: ['eventHook.verify'] },
	{ each: ['/inlineHooks/{id}'], more: [0], of: ['inlineHook.delete', 'inlineHook.preview'] },
	{ each: ['/zones/{id}'], more: [0], of: ['networkZone.update'] },
	{ each: [], once: ['/iam/roles'], more: [0, 1], of: ['adminRole.createCustomRole'] },
	{ each: [], once: ['/iam/resource-sets'], more: [0, 1], of: ['adminRole.createResourceSet'] },
	{
		each: ['/iam/roles/{id}'],
		more: [0],
		of: ['adminRole.updateCustomRole'],
	},
	{ each: ['/iam/roles/{id}'], more: [1], of: ['adminRole.deleteCustomRole'] },
	{
		each: ['/iam/roles/{id}', '/iam/roles/{id}/permissions/{id}'],
		more: [1],
		of: ['adminRole.addPermission'],
	},
	{
		each: ['/iam/roles/{id}', '/iam/roles/{id}/permissions/{id}'],
		more: [2],
		of: ['adminRole.removePermission'],
	},
	{ each: ['/iam/resource-sets/{id}'], more: [0], of: ['adminRole.updateResourceSet'] },
	{ each: ['/iam/resource-sets/{id}'], more: [1], of: ['adminRole.deleteResourceSet'] },
	{
		each: ['/iam/resource-sets/{id}', '/iam/resource-sets/{id}/resources'],
		more: [1],
		of: ['adminRole.addResources'],
	},
	{
		each: ['/iam/resource-sets/{id}', '/iam/resource-sets/{id}/resources/{id}'],
		more: [2],
		of: ['adminRole.removeResource'],
	},
	{
		each: ['/iam/resource-sets/{id}', '/iam/resource-sets/{id}/bindings/{id}'],
		more: [1],
		of: ['adminRole.createBinding'],
	},
	{
		each: ['/iam/resource-sets/{id}', '/iam/resource-sets/{id}/bindings/{id}'],
		more: [2],
		of: ['adminRole.deleteBinding'],
	},
	{
		each: [
			'/iam/resource-sets/{id}/bindings/{id}',
			'/iam/resource-sets/{id}/bindings/{id}/members',
		],
		more: [1],
		of: ['adminRole.addBindingMembers'],
	},
	{
		each: [
			'/iam/resource-sets/{id}/bindings/{id}',
			'/iam/resource-sets/{id}/bindings/{id}/members/{id}',
		],
		more: [2],
		of: ['adminRole.removeBindingMember'],
	},
	{ each: ['/oauth2/v1/clients/{id}/roles'], more: [1], of: ['serviceApp.removeRole'] },
	{ each: ['/policies?type'], more: [1], of: ['policy.create'] },
	{
		each: [policy],
		more: [0],
		of: ['policy.activate', 'policy.deactivate', 'policy.update'],
	},
	{ each: [policy], more: [1], of: ['policy.delete'] },
	{ each: [policy, `${policy}/rules`], more: [2], of: ['policy.createRule'] },
	{
		each: [`${policy}/rules/{id}`],
		more: [0],
		of: ['policy.activateRule', 'policy.deactivateRule', 'policy.updateRule'],
	},
	{ each: [`${policy}/rules/{id}`], more: [1], of: ['policy.deleteRule'] },
	{
		each: [],
		once: ['/meta/schemas/user/default'],
		more: [0],
		of: ['schema.setUserAttribute'],
	},
	{
		each: [user, `${user}/linkedObjects/manager`],
		once: [user],
		more: [1, 1],
		of: ['linkedObject.set'],
	},
	{
		// One item is about a manager, the other about subordinates.
		each: [user],
		once: [`${user}/linkedObjects/manager`, `${user}/linkedObjects/subordinate`],
		more: [1],
		of: ['linkedObject.remove'],
	},
	{
		each: [app, `${app}/credentials/jwks`, `${app}/credentials/jwks/{id}`],
		more: [2],
		of: ['serviceApp.activateKey', 'serviceApp.deactivateKey'],
	},
	{ each: [app, `${app}/credentials/jwks`], more: [2], of: ['serviceApp.deleteKey'] },
	{ each: [app, `${app}/grants`], more: [1], of: ['serviceApp.grantScope'] },
	{ each: [app, `${app}/grants`], more: [2], of: ['serviceApp.revokeScope'] },
	{
		each: [`${source}/users/{id}`],
		more: [1],
		of: ['identitySource.replaceUser', 'identitySource.updateUser', 'identitySource.deleteUser'],
	},
	{
		each: [`${source}/groups/{id}`],
		more: [1],
		of: [
			'identitySource.updateGroup',
			'identitySource.deleteGroup',
			'identitySource.addMember',
			'identitySource.removeMember',
		],
	},
	{ each: [], more: [0], of: ['identitySource.createUser', 'identitySource.createGroup'] },
	{ each: [`${source}/sessions/{id}`], more: [1], of: ['identitySource.cancelSession'] },
	{ each: [`${source}/sessions`], more: [0], of: ['identitySource.import'] },
	{
		each: [],
		more: [0],
		of: [
			'campaign.create',
			'accessRequest.create',
			'requestCondition.create',
			'entitlement.create',
			'grant.create',
			'deviceAssurance.create',
			'realm.create',
			'realmAssignment.create',
		],
	},
	{
		each: ['/governance/api/v2/resources/{id}/request-conditions/{id}'],
		more: [1],
		of: ['requestCondition.activate', 'requestCondition.deactivate', 'requestCondition.delete'],
	},
	{ each: ['/device-assurances/{id}'], more: [0], of: ['deviceAssurance.update'] },
	{ each: ['/device-assurances/{id}'], more: [1], of: ['deviceAssurance.delete'] },
	{ each: ['/realms/{id}'], more: [0], of: ['realm.update'] },
	{ each: ['/realms/{id}'], more: [1], of: ['realm.delete'] },
	{
		each: ['/realm-assignments/{id}'],
		more: [0],
		of: ['realmAssignment.activate', 'realmAssignment.deactivate', 'realmAssignment.delete'],
	},
	{ each: ['/realm-assignments/{id}'], more: [1], of: ['realmAssignment.run'] },
	{ each: [`${governance}/entitlements/{id}`], more: [1], of: ['entitlement.delete'] },
	{ each: [`${governance}/grants/{id}`], more: [1], of: ['grant.update'] },
	{ each: ['/governance/api/v2/requests/{id}'], more: [1], of: ['accessRequest.addMessage'] },
	{
		each: [`${governance}/campaigns/{id}`],
		more: [1],
		of: ['campaign.launch', 'campaign.end', 'campaign.delete'],
	},
	{
		each: [`${governance}/campaigns/{id}`, `${governance}/reviews/{id}`],
		more: [2],
		of: ['campaign.reassignReviews'],
	},
	{ each: ['/oauth2/v1/clients/{id}/roles'], more: [0], of: ['serviceApp.assignRole'] },
];

/** What these read follows from what is typed in, or from the plan. */
const ofNoKind = ['customApiCall.request', 'directory.applyPlan'];

const writing = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter(changesSomething)
		.map((operation) => ({ key: `${resource}.${operation.value}`, resource, operation })),
);

const readScopes = ['users', 'groups', 'apps', 'schemas', 'roles', 'userTypes'].map(
	(area) => `okta.${area}.read`,
);

/** What a plan reads of the app's own roles, once a run. */
const OWN_ROLES = /^\/oauth2\/v1\/clients\/(\w+)\/roles$/;

/** A read without its IDs and pages, and with the names of what it asks for. */
const shapeOf = (path: string, query: object) =>
	[
		path
			.replace(/^\/api\/v1/, '')
			.replace(/\b[0-9A-Za-z]{20}\b|[^/]+%40[^/]+|\bokta(\.\w+)+/g, '{id}'),
		...Object.keys(query).filter((name) => name !== 'limit'),
	].join('?');

type Counts = ReadonlyMap<string, number>;

/** How often each read was sent, those of the app's own roles apart. */
function readsIn({ org, app: own }: World): { counts: Counts; ownRoles: number } {
	const counts = new Map<string, number>();
	let ownRoles = 0;
	for (const { method, path, query } of apiRequests(org)) {
		if (method !== 'GET') continue;
		if (OWN_ROLES.exec(path)?.[1] === own.clientId) {
			ownRoles++;
			continue;
		}
		const shape = shapeOf(path, query);
		counts.set(shape, (counts.get(shape) ?? 0) + 1);
	}
	return { counts, ownRoles };
}

/** What was sent for both of two items, and what once. */
function split(counts: Counts): { each: string[]; once: string[] } {
	const times = (how: (count: number) => number) =>
		[...counts].flatMap(([shape, count]) => Array<string>(how(count)).fill(shape)).toSorted();
	return { each: times((count) => Math.floor(count / 2)), once: times((count) => count % 2) };
}

afterEach(closeWorlds);

describe('what a plan reads', () => {
	test('is known of every operation that changes something', () => {
		const known = costs.flatMap((cost) => cost.of.map((name) => name.split(':', 1)[0]));
		expect([...new Set([...known, ...ofNoKind])].toSorted()).toEqual(
			writing.map(({ key }) => key).toSorted(),
		);
	});

	const cases = costs.flatMap(({ of, ...cost }) => of.map((name) => ({ name, ...cost })));

	test.each(cases)(
		'for $name',
		async ({ name, each, once = [], more: [eachMore, onceMore = 0] }) => {
			const [key = '', title = ''] = name.split(/: (.*)/);
			const one = writing.find((entry) => entry.key === key);
			const scenario = scenarios[key]?.find((entry) => title === '' || entry.name === title);
			if (!one || !scenario) throw new Error(`There is no ${name}`);
			const world = await openWorld({
				app: { scopes: [...new Set([...scopesOf(one.operation), ...readScopes])] },
			});
			const items = scenario.items(world.org);
			const run = async (safeguards: INodeParameters) => {
				world.org.ledger.clear();
				const outcome = await world.n8n.run({
					parameters: {
						resource: one.resource,
						operation: one.operation.value,
						...scenario.parameters,
						requestOptions: { parallel: 1 },
						safeguards,
					},
					items,
					credential: world.credential,
					settings: { onError: 'continueRegularOutput' },
				});
				expect(outcome.error).toBeUndefined();
				return readsIn(world);
			};

			const planned = await run({ dryRun: true });
			expect({ ...split(planned.counts), ownRoles: planned.ownRoles }).toEqual({
				each: each.toSorted(),
				once: once.toSorted(),
				ownRoles: 1,
			});

			const itself = await run({});
			const beyond = new Map(
				[...planned.counts].map(([shape, count]): [string, number] => [
					shape,
					Math.max(0, count - (itself.counts.get(shape) ?? 0)),
				]),
			);
			const { each: eachBeyond, once: onceBeyond } = split(beyond);
			expect([eachBeyond.length, onceBeyond.length]).toEqual([eachMore, onceMore]);
		},
	);
});
