import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Okta/operations';
import { NOWHERE } from '../../nodes/Okta/table/operation';
import { PERMISSIONS } from '../../nodes/Okta/table/permissions';
import { isObject, isObjectList, text } from '../../nodes/Okta/transport/json';
import type { Org, ServiceApp } from '../org';
import { part } from '../walks/part';
import { byId, type Scenario, scenarios, scopesOf } from './scenarios';
import { closeWorlds, openWorld, putOutFor, type World } from './world';

afterEach(closeWorlds);

/** What Check Access names for the Admin Console only, by its ORN; the reference shows the form. */
const ORNS: Readonly<Record<string, string>> = {
	customizations: 'orn:okta:idp:00o1:customizations',
	iam: 'orn:okta:iam:00o1:contained_resources',
	identityProviders: 'orn:okta:idp:00o1:identity_providers',
	policies: 'orn:okta:idp:00o1:policies',
};

interface Case {
	key: string;
	/** As Check Access calls it. */
	title: string;
	scenario: Scenario;
	/** Resource and operation of the node. */
	named: INodeParameters;
	scopes: readonly string[];
}

/** Operations that take no scope need no role. */
const cases: Case[] = resources.flatMap(({ name, value: resource, operations }) =>
	operations
		.filter(({ route, scopes }) => route !== NOWHERE && scopes.length > 0)
		.flatMap((operation) => {
			const { name: called, value, shaped } = operation;
			const key = `${resource}.${value}`;
			const [scenario] = (scenarios[key] ?? []).filter(({ puts }) => puts !== undefined);
			if (scenario === undefined) return [];
			const named = { resource, operation: value, ...(shaped && { output: 'everything' }) };
			return [{ key, title: `${name}: ${called}`, scenario, named, scopes: scopesOf(operation) }];
		}),
);

const run = async (world: World, parameters: INodeParameters, items = [{}], trigger?: string) =>
	await world.n8n.run({ parameters, items, credential: world.credential, trigger });

const listIn = (object: unknown, member: string): unknown[] => {
	const found = isObject(object) ? object[member] : undefined;
	return Array.isArray(found) ? found : [];
};

/** What the credential itself says is the smallest role for an operation. */
async function proposed(world: World, title: string) {
	const parameters = {
		resource: 'serviceApp',
		operation: 'checkAccess',
		options: { proposeFor: title },
	};
	const { items, error } = await run(world, parameters);
	expect(error).toBeUndefined();
	const role = items[0]?.json['smallestRole'];
	const texts = (member: string) => listIn(role, member).map(text);
	const standard = listIn(role, 'standardRoles');
	return {
		permissions: texts('permissions'),
		resources: [
			...texts('resources'),
			...texts('otherResources').map((kind) => ORNS[kind] ?? kind),
		],
		standardRoles: isObjectList(standard)
			? standard
					.filter((one) => listIn(one, 'for').includes(title))
					.map(({ role: name }) => text(name))
			: [],
		needsSuperAdministrator: texts('superAdministratorFor').includes(title),
	};
}

/** By our own operations, with the credential of a super administrator. */
async function give(
	{ n8n, org }: World,
	app: ServiceApp,
	{ permissions, resources: reach, standardRoles }: Partial<Awaited<ReturnType<typeof proposed>>>,
): Promise<void> {
	const owner = await org.serviceApp({
		key: 'ES256',
		scopes: ['okta.roles.read', 'okta.roles.manage'],
	});
	const credential = await n8n.credential('oktaServiceAppApi', owner.credential());
	const act = async (parameters: INodeParameters): Promise<string> => {
		const { items, error } = await n8n.run({ parameters, items: [{}], credential });
		expect(error).toBeUndefined();
		return text(items[0]?.json['id']);
	};
	const named = { resource: 'adminRole', label: 'Just enough', description: 'For n8n' };
	const clientId = byId(app.clientId);
	if (permissions && permissions.length > 0) {
		const role = await act({ ...named, operation: 'createCustomRole', permissions });
		const set = await act({ ...named, operation: 'createResourceSet', resources: reach?.join() });
		await act({
			resource: 'serviceApp',
			operation: 'assignRole',
			clientId,
			type: 'CUSTOM',
			customRoleId: byId(role),
			resourceSetId: byId(set),
		});
	}
	for (const type of standardRoles ?? [])
		await act({ resource: 'serviceApp', operation: 'assignRole', clientId, type });
}

const EVERYTHING = {
	permissions: [...PERMISSIONS],
	resources: ['users', 'groups', 'apps', 'devices', 'realms', 'authorizationServers']
		.map((kind) => `https://acme.okta.com/api/v1/${kind}`)
		.concat(Object.values(ORNS)),
};

/** The same org for each attempt, as writes leave something behind. */
async function attempt(
	{ scenario, named, scopes }: Case,
	prepare: (world: World) => Promise<void>,
) {
	const world = await openWorld({ app: { scopes, roles: [] } });
	const items = scenario.items(world.org);
	await prepare(world);
	const expected = items.map((item) => scenario.puts?.(item, world.org));
	const outcome = await run(world, { ...named, ...scenario.parameters }, items, scenario.trigger);
	const puts = items.map((_, place) => putOutFor(outcome.items, place));
	return { world, outcome, puts, expected };
}

const refusals = ({ ledger }: Org) => ledger.requests.filter(({ status }) => status === 403).length;

describe.each(part(cases))('$title', (it) => {
	test('works with the role that Check Access proposes, made and bound by the node', async () => {
		let plan: Awaited<ReturnType<typeof proposed>> | undefined;
		const { outcome, puts, expected } = await attempt(it, async (world) => {
			plan = await proposed(world, it.title);
			if (plan.needsSuperAdministrator) return give(world, world.app, EVERYTHING);
			return give(world, world.app, plan);
		});
		if (plan?.needsSuperAdministrator === true) {
			// Whatever a custom role permits, it is not enough.
			expect({ worked: outcome.error === undefined && puts.flat().length > 0 }).toEqual({
				worked: false,
			});
			return;
		}
		expect(outcome.error?.message).toBeUndefined();
		expect(puts).toEqual(expected);
	});

	test('does not work without it', async () => {
		const { world, puts, expected } = await attempt(it, async () => Promise.resolve());
		expect(puts).not.toEqual(expected);
		expect([refusals(world.org) > 0, puts.flat().length === 0]).toContain(true);
	});
});
