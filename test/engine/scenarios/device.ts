import type { Org } from '../../org';
import {
	aText,
	anObject,
	byId,
	like,
	two,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const deviceId = byId('={{ $json.deviceId }}');

const activeDevices = ({ directory }: Org): Item[] =>
	two(
		directory.devices.list().filter(({ status }) => status === 'ACTIVE'),
		'active devices',
	).map(({ id }) => ({ deviceId: id }));

const suspendedDevices = ({ directory }: Org): Item[] =>
	two(directory.devices.list(), 'devices').map((device) => {
		device.status = 'SUSPENDED';
		return { deviceId: device.id };
	});

const outcomes: Readonly<Record<string, string>> = {
	ACTIVE: 'unsuspended',
	DEACTIVATED: 'deactivated',
	SUSPENDED: 'suspended',
};

const move = (to: string, sdk: Scenario['sdk'], items = activeDevices): Scenario => ({
	name: 'changes the status',
	items,
	parameters: { deviceId },
	puts: ({ deviceId }) => [{ success: true, outcome: outcomes[to], deviceId }],
	leaves: (items, { directory }) =>
		expect(items.map(({ deviceId = '' }) => directory.devices.get(deviceId)?.status)).toEqual([
			to,
			to,
		]),
	sdk,
});

const search = '(profile.platform eq "MACOS") and status eq "ACTIVE" and profile.managed eq true';

export const deviceScenarios: Scenarios = {
	'device.getAll': [
		{
			name: 'lists those that match, with their users',
			items: () => [{}, {}],
			parameters: {
				returnAll: true,
				conditions: {
					all: [
						{ attribute: 'status', operator: 'eq', choice: 'ACTIVE' },
						{ attribute: 'profile.managed', operator: 'eq', isTrue: true },
					],
				},
				options: { search: 'profile.platform eq "MACOS"', expand: 'userSummary' },
			},
			puts: (_, { directory }) =>
				directory.devices
					.list()
					.filter(
						({ status, profile }) =>
							status === 'ACTIVE' && profile.managed === true && profile.platform === 'MACOS',
					)
					.map(({ id }) =>
						like({ id, profile: anObject, _embedded: { users: [like({ created: aText })] } }),
					),
			sdk: async (client) =>
				await (
					await client.deviceApi.listDevices({ search, expand: 'userSummary', limit: 200 })
				).each(() => undefined),
		},
	],
	'device.suspend': [
		move(
			'SUSPENDED',
			async (client, { deviceId = '' }) => await client.deviceApi.suspendDevice({ deviceId }),
		),
	],
	'device.unsuspend': [
		move(
			'ACTIVE',
			async (client, { deviceId = '' }) => await client.deviceApi.unsuspendDevice({ deviceId }),
			suspendedDevices,
		),
	],
	'device.deactivate': [
		move(
			'DEACTIVATED',
			async (client, { deviceId = '' }) => await client.deviceApi.deactivateDevice({ deviceId }),
		),
	],
};
