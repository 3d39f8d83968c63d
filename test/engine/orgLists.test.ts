import type { INodeParameters } from 'n8n-workflow';
import type { OktaScope } from '../../credentials/oauth/scopes';
import { byId, like } from './scenarios';
import { closeWorlds, openWorld } from './world';

afterEach(closeWorlds);

/** Opens a drop-down list of the node, with one scope and what the form holds by then. */
async function open(
	method: string,
	scope: OktaScope,
	parameters: INodeParameters = {},
	filter?: string,
) {
	const { n8n, org, credential } = await openWorld({ app: { scopes: [scope] } });
	const { results } = await n8n.listSearch({
		method,
		parameters: { resource: 'device', operation: 'suspend', ...parameters },
		credential,
		filter,
	});
	return { org, results };
}

describe('lists to choose from', () => {
	test('user types stand for their schemas', async () => {
		const { org, results } = await open('searchUserTypes', 'okta.userTypes.read');
		const types = org.directory.schemas.types();
		expect(results.map(({ value }) => value)).toEqual(types.map(({ schemaId }) => schemaId));
	});

	test('devices are found by the start of their name', async () => {
		const { results } = await open('searchDevices', 'okta.devices.read', {}, 'Slate');
		expect(results.length).toBeGreaterThan(0);
		for (const { name } of results) expect(name).toMatch(/^Slate 5 \d+ \(SN\d+(, suspended)?\)$/);
	});

	test('policies are those of the type chosen', async () => {
		const form = { resource: 'policy', operation: 'getRules', type: 'PASSWORD' };
		const { results } = await open('searchPolicies', 'okta.policies.read', form, 'Con');
		expect(results).toEqual([like({ name: 'Contractor Passwords' })]);
	});

	test('network zones are found by any part of their name', async () => {
		const { results } = await open('searchZones', 'okta.networkZones.read', {}, 'ipzone');
		expect(results.map(({ name }) => name)).toEqual([
			'LegacyIpZone',
			'BlockedIpZone',
			'DefaultExemptIpZone',
		]);
	});

	test('roles are those the user chosen has by himself', async () => {
		const world = await openWorld({ app: { scopes: ['okta.roles.read'] } });
		const { directory, clock, groups, users } = world.org;
		const [admin] = users.list();
		const [group] = groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		group?.members?.add(admin?.position ?? 0);
		directory.roles.add(group?.id ?? '', 'APP_ADMIN', clock.now());
		const parameters = {
			resource: 'adminRole',
			operation: 'removeFromUser',
			userId: byId(admin?.id ?? ''),
		};
		const { results } = await world.n8n.listSearch({
			method: 'searchRolesOfUser',
			parameters,
			credential: world.credential,
		});
		expect(results).toEqual([like({ name: 'Super Administrator' })]);
	});

	test('custom roles and resource sets come out of the object Okta wraps them in', async () => {
		const roles = await open('searchCustomRoles', 'okta.roles.read');
		expect(roles.results.map(({ name }) => name)).toEqual(['Password Helper', 'Group Keeper']);
		const sets = await open('searchResourceSets', 'okta.roles.read');
		expect(sets.results.map(({ name }) => name)).toEqual(['Sales Users']);
	});

	test('event hooks say what keeps them from working', async () => {
		const world = await openWorld({ app: { scopes: ['okta.eventHooks.read'] } });
		world.org.directory.eventHooks.add((id) => ({
			id,
			name: 'Leavers',
			description: '',
			status: 'INACTIVE',
			verificationStatus: 'UNVERIFIED',
			created: 0,
			lastUpdated: 0,
			createdBy: '00u1',
			items: ['user.lifecycle.deactivate'],
			uri: 'https://hooks.acme.example/',
			headers: [],
		}));
		const { results } = await world.n8n.listSearch({
			method: 'searchEventHooks',
			parameters: { resource: 'eventHook', operation: 'verify' },
			credential: world.credential,
		});
		expect(results).toEqual([like({ name: 'Leavers (inactive, unverified)' })]);
	});

	test('inline hooks say which of them Okta does not ask by', async () => {
		const world = await openWorld({ app: { scopes: ['okta.inlineHooks.read'] } });
		for (const status of ['ACTIVE', 'INACTIVE'] as const) {
			world.org.directory.inlineHooks.add((id) => ({
				id,
				name: `Joiners, ${status}`,
				type: 'com.okta.user.pre-registration',
				version: '1.0.0',
				status,
				created: 0,
				lastUpdated: 0,
				uri: 'https://hooks.acme.example/',
				headers: [],
			}));
		}
		const { results } = await world.n8n.listSearch({
			method: 'searchInlineHooks',
			parameters: { resource: 'inlineHook', operation: 'delete' },
			credential: world.credential,
		});
		expect(results).toEqual([
			like({ name: 'Joiners, ACTIVE' }),
			like({ name: 'Joiners, INACTIVE (inactive)' }),
		]);
	});
});
