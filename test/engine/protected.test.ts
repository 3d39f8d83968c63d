import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Okta/operations';
import { changesSomething, type Operation } from '../../nodes/Okta/table/operation';
import { isObject } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import { MemberSet } from '../org/directory/memberSet';
import { part } from '../walks/part';
import { type Item, type Scenario, scenarios } from './scenarios';
import { like, textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const writing = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter(changesSomething)
		.map((operation) => ({ key: `${resource}.${operation.value}`, resource, operation })),
);

/** What the operation needs, and what it takes to know who is protected. */
const scopes = ({ scopes: own, alsoScopes = [] }: Operation) => [
	...new Set([
		...own,
		...alsoScopes,
		...(['users', 'groups', 'apps', 'schemas', 'roles', 'userTypes'] as const).map(
			(area) => `okta.${area}.read`,
		),
	]),
];

const writesOf = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

/** A user, a group or an app that a write names. */
interface Target {
	kind: 'user' | 'group' | 'app';
	id: string;
}

const kinds = { '00u': 'user', '00g': 'group', '0oa': 'app' } as const;

/** What the writes of a run named, the attributes of profiles left out; of a rule, its groups. */
function named(world: World): Target[] {
	const said = writesOf(world).map(({ path, body }) => {
		const { profile: _, ...rest } = isObject(body) ? body : {};
		return path + JSON.stringify(rest);
	});
	const ids = new Set(said.join(' ').match(/\b(00u|00g|0oa)\w{17}\b/g));
	return [...ids].flatMap((id) =>
		Object.entries(kinds).flatMap(([start, kind]) => (id.startsWith(start) ? [{ kind, id }] : [])),
	);
}

const naming = (world: World, { id }: Target) =>
	writesOf(world).filter(({ path, body }) => (path + JSON.stringify(body)).includes(id));

/** The groups of the rules that were there before the writes of a run. */
const ofRules = (world: World, { directory }: Org): Target[] =>
	directory.rules
		.list()
		.filter(({ id }) => writesOf(world).some(({ path }) => path.includes(id)))
		.flatMap(({ groupIds }) => groupIds.map((id): Target => ({ kind: 'group', id })));

const labelOf = ({ apps }: Org, id: string) =>
	apps.list().find((app) => app.id === id)?.label ?? '';

/** A way to protect an object, and what the refusal has to say. */
type Way = [INodeParameters, string | RegExp];

function waysToProtect(org: Org, { kind, id }: Target): [Way, ...Way[]] {
	const way = (field: string, label: string, value: string): Way => [
		{ [field]: value },
		`"${value}" under ${label}`,
	];
	if (kind === 'app') {
		const byLabel = way('protectedApps', 'Protected Apps', labelOf(org, id));
		return [way('protectedApps', 'Protected Apps', id), byLabel];
	}
	if (kind === 'group') {
		const name = textOf(org.groups.get(id)?.profile ?? {}, 'name');
		return [
			way('protectedGroups', 'Protected Groups', id),
			way('protectedGroups', 'Protected Groups', name),
			// A user who is named as well may be a member.
			[{ protectedMembers: name }, new RegExp(`is protected: .*"${name}"`)],
		];
	}
	const { directory } = org;
	const byId = way('protectedUsers', 'Protected Users', id);
	const user = directory.findUser(id);
	if (!user) return [byId];
	const byLogin = way('protectedUsers', 'Protected Users', textOf(user.profile, 'login'));
	// Okta ends memberships with the deactivation, and what came by them.
	if (user.status === 'DEPROVISIONED') return [byId, byLogin];
	const group = org.groups.byName('Break Glass')[0] ?? breakGlass(org);
	group.members?.add(user.position);
	const how = directory.roles.of(id).length > 0 ? /administrator \(/ : /administrator .*by a group/;
	directory.roles.add(group.id, 'HELP_DESK_ADMIN', org.clock.now());
	return [
		byId,
		byLogin,
		[{ protectedMembers: 'Break Glass' }, 'member of the group "Break Glass"'],
		[{ protectAdministrators: true }, how],
	];
}

const breakGlass = ({ groups, clock }: Org) =>
	groups.add({
		type: 'OKTA_GROUP',
		created: clock.now(),
		objectClass: ['okta:user_group'],
		profile: { name: 'Break Glass', description: '' },
		members: new MemberSet(),
	});

/** Their scenarios name neither user nor group nor app, so that nothing of them can be protected here. */
const namesNobody: Readonly<Record<string, string>> = {
	'accessRequest.addMessage': 'an access request',
	'campaign.delete': 'a campaign',
	'campaign.end': 'a campaign',
	'campaign.launch': 'a campaign',
	'entitlement.delete': 'an entitlement',
	'grant.update': 'a grant',
	'realm.create': 'what does not exist yet',
	'realm.delete': 'a realm',
	'realm.update': 'a realm',
	'realmAssignment.activate': 'a realm assignment',
	'realmAssignment.deactivate': 'a realm assignment',
	'realmAssignment.delete': 'a realm assignment',
	'realmAssignment.run': 'a realm assignment',
	'device.activate': 'a device',
	'device.deactivate': 'a device',
	'device.delete': 'a device',
	'org.removeEmailBounces': 'addresses',
	'directory.applyPlan': 'what a plan says: test/engine/applyPlan.test.ts',
	'deviceAssurance.create': 'what does not exist yet',
	'deviceAssurance.delete': 'a device assurance policy',
	'deviceAssurance.update': 'a device assurance policy',
	'device.suspend': 'a device',
	'device.unsuspend': 'a device',
	'eventHook.create': 'what does not exist yet',
	'eventHook.delete': 'an event hook',
	'eventHook.verify': 'an event hook',
	'inlineHook.delete': 'an inline hook',
	'inlineHook.preview': 'an inline hook',
	'networkZone.update': 'a network zone',
	'policy.activate': 'a policy',
	'policy.activateRule': 'a rule of a policy',
	'policy.deactivate': 'a policy',
	'policy.deactivateRule': 'a rule of a policy',
	'policy.delete': 'a policy',
	'policy.deleteRule': 'a rule of a policy',
	'schema.setUserAttribute': 'the schema',
	'adminRole.updateCustomRole': 'a custom role',
	'adminRole.deleteCustomRole': 'a custom role',
	'adminRole.addPermission': 'a custom role',
	'adminRole.removePermission': 'a custom role',
	'adminRole.updateResourceSet': 'a resource set',
	'adminRole.deleteResourceSet': 'a resource set',
	'adminRole.addResources': 'addresses of all objects of a kind',
	'adminRole.removeResource': 'a resource set',
	'adminRole.deleteBinding': 'a custom role, whoever has it',
	'adminRole.removeBindingMember': 'an assignment, by its own ID',
	'adminRole.createCustomRole': 'what does not exist yet',
	'adminRole.createResourceSet': 'addresses of all objects of a kind',
	'serviceApp.create': 'what does not exist yet',
};

/** What is switched off to be changed has been switched off by then, and is on again: no item is left out. */
const refusedLate = ['changes rules that are active, and leaves them active'];

describe.each(part(writing))('$key', ({ key, resource, operation }) => {
	const run = async (
		{ n8n, credential }: World,
		{ parameters }: Scenario,
		items: Item[],
		safeguards: INodeParameters = {},
	) =>
		await n8n.run({
			parameters: { resource, operation: operation.value, ...parameters, safeguards },
			items,
			credential,
		});

	test('changes nothing that is protected, whatever protects it', async () => {
		let tried = 0;
		for (const scenario of scenarios[key] ?? []) {
			const free = await openWorld({ app: { scopes: scopes(operation) } });
			const world = await openWorld({ app: { scopes: scopes(operation) } });
			const [first = {}] = scenario.items(free.org);
			const [item = {}] = scenario.items(world.org);
			const open = { changeOwnApp: true };
			await run(free, scenario, [first], open);
			for (const target of [...named(free), ...ofRules(free, world.org)]) {
				const ways = waysToProtect(world.org, target);
				for (const [safeguards, rule] of ways) {
					const said = complaint(await run(world, scenario, [item], { ...open, ...safeguards }));
					expect(said).toMatch(rule);
					expect(naming(world, target)).toEqual([]);
				}
				tried += ways.length;
				const [[by, rule]] = ways;
				const safeguards = { ...open, ...by };

				const planned = await run(world, scenario, [item], { ...safeguards, dryRun: true });
				const aRule: unknown = expect.stringContaining(String(rule));
				expect(planned.items.map(({ json }) => json)).toContainEqual(
					like({ would: 'be refused', why: aRule, object: like({ id: target.id }) }),
				);
				if (refusedLate.includes(scenario.name)) continue;
				const skip = { ...safeguards, ifProtected: 'skip', checkFirst: true };
				const left = await run(world, scenario, [item], skip);
				expect(left.items.map(({ json }) => json)).toContainEqual({
					outcome: 'skipped',
					protectedBy: rule,
					object: like({ id: target.id }),
				});
				expect(naming(world, target)).toEqual([]);
			}
		}
		expect(tried > 0).toBe(!(key in namesNobody));
	});
});
