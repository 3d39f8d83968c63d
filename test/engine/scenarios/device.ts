import type { Org } from '../../org';
import type { DeviceStatus } from '../../org/directory/deviceStore';
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

const devicesIn =
	(status: DeviceStatus) =>
	({ directory }: Org): Item[] =>
		two(directory.devices.list(), 'devices').map((device) => {
			device.status = status;
			return { deviceId: device.id };
		});

const outcomes: Readonly<Record<string, string>> = {
	ACTIVE: 'unsuspended',
	DEACTIVATED: 'deactivated',
	SUSPENDED: 'suspended',
};

const move = (
	to: string,
	sdk: Scenario['sdk'],
	items = activeDevices,
	outcome = outcomes[to],
): Scenario => ({
	name: 'changes the status',
	items,
	parameters: { deviceId },
	puts: ({ deviceId }) => [{ success: true, outcome, deviceId }],
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
	'device.get': [
		{
			name: 'reads a device',
			items: activeDevices,
			parameters: { deviceId },
			puts: ({ deviceId }) => [
				like({ id: deviceId, status: 'ACTIVE', _embedded: { originatedFrom: [anObject] } }),
			],
			sdk: async (client, { deviceId = '' }) => await client.deviceApi.getDevice({ deviceId }),
		},
	],
	'device.activate': [
		move(
			'ACTIVE',
			async (client, { deviceId = '' }) => await client.deviceApi.activateDevice({ deviceId }),
			devicesIn('DEACTIVATED'),
			'activated',
		),
	],
	'device.delete': [
		{
			name: 'deletes devices that are deactivated',
			items: devicesIn('DEACTIVATED'),
			parameters: { deviceId },
			puts: ({ deviceId }) => [{ deleted: true, outcome: 'deleted', deviceId }],
			leaves: (items, { directory }) =>
				expect(items.map(({ deviceId = '' }) => directory.devices.get(deviceId))).toEqual([
					undefined,
					undefined,
				]),
			sdk: async (client, { deviceId = '' }) => await client.deviceApi.deleteDevice({ deviceId }),
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
			devicesIn('SUSPENDED'),
		),
	],
	'device.deactivate': [
		move(
			'DEACTIVATED',
			async (client, { deviceId = '' }) => await client.deviceApi.deactivateDevice({ deviceId }),
		),
	],
};
