import type { Org } from '../../org';
import type { JsonObject } from '../../org/directory/request';
import { aText, byId, type Item, like, type Scenarios, textOf } from './scenario';

const deviceAssuranceId = byId('={{ $json.deviceAssuranceId }}');
const NAMES = ['Managed Macs', 'Loaned Macs'];

const terms = {
	platform: 'MACOS' as const,
	osVersion: { minimum: '13.0' },
	screenLockType: { include: ['BIOMETRIC'] },
};

/** Some of these names; a scenario's items are asked for more than once. */
const some =
	(names: readonly string[], demanded: JsonObject) =>
	({ directory: { deviceAssurances }, clock }: Org): Item[] => {
		for (const name of names.slice(deviceAssurances.list().length)) {
			const now = clock.now();
			deviceAssurances.add((id) => ({
				id,
				created: now,
				lastUpdated: now,
				terms: { ...demanded, name },
			}));
		}
		return deviceAssurances
			.list()
			.map((one) => ({ deviceAssuranceId: one.id, name: textOf(one.terms, 'name') }));
	};

const policies = some(NAMES, terms);
const phones = some(['Phones', 'Tablets'], { platform: 'ANDROID', jailbreak: true });

export const deviceAssuranceScenarios: Scenarios = {
	'deviceAssurance.getAll': [
		{
			name: 'lists what devices have to have',
			items: policies,
			parameters: { returnAll: true },
			puts: () => NAMES.map((name) => like({ ...terms, id: aText, name })),
			sdk: async ({ deviceAssuranceApi }) =>
				await (await deviceAssuranceApi.listDeviceAssurancePolicies()).each(() => undefined),
		},
	],
	'deviceAssurance.get': [
		{
			name: 'reads a policy',
			items: policies,
			parameters: { deviceAssuranceId },
			puts: ({ deviceAssuranceId: id, name }) => [like({ ...terms, id, name })],
			sdk: async ({ deviceAssuranceApi }, { deviceAssuranceId: id = '' }) =>
				await deviceAssuranceApi.getDeviceAssurancePolicy({ deviceAssuranceId: id }),
		},
	],
	'deviceAssurance.create': [
		{
			name: 'adds policies for Windows',
			items: () => NAMES.map((name) => ({ name })),
			parameters: {
				name: '={{ $json.name }}',
				platform: 'WINDOWS',
				options: {
					diskEncryption: ['ALL_INTERNAL_VOLUMES'],
					minimumVersion: '10.0.19045.0',
					remediation: 'SHOW',
					screenLock: ['BIOMETRIC', 'PASSCODE'],
					secureHardware: true,
					more: '{ "gracePeriod": { "type": "BY_DURATION", "expiry": "P7D" } }',
				},
			},
			puts: ({ name }) => [
				like({
					id: aText,
					name,
					outcome: 'created',
					platform: 'WINDOWS',
					osVersion: { minimum: '10.0.19045.0' },
					diskEncryptionType: { include: ['ALL_INTERNAL_VOLUMES'] },
					screenLockType: { include: ['BIOMETRIC', 'PASSCODE'] },
					secureHardwarePresent: true,
					gracePeriod: { type: 'BY_DURATION', expiry: 'P7D' },
				}),
			],
			leaves: (_, { directory }) => expect(directory.deviceAssurances.list()).toHaveLength(2),
		},
		{
			name: 'adds policies for Android',
			items: () => NAMES.map((name) => ({ name })),
			parameters: {
				name: '={{ $json.name }}',
				platform: 'ANDROID',
				options: { diskEncryption: ['FULL'], jailbreak: false },
			},
			puts: ({ name }) => [
				like({ name, jailbreak: false, diskEncryptionType: { include: ['FULL'] } }),
			],
			sdk: async ({ deviceAssuranceApi }, { name = '' }) => {
				const deviceAssurance = {
					name,
					platform: 'ANDROID' as const,
					jailbreak: false,
					diskEncryptionType: { include: ['FULL'] },
				};
				await deviceAssuranceApi.createDeviceAssurancePolicy({ deviceAssurance });
			},
		},
	],
	'deviceAssurance.update': [
		{
			name: 'asks for a newer version, and keeps the rest',
			items: policies,
			parameters: { deviceAssuranceId, options: { minimumVersion: '14.2' } },
			puts: ({ deviceAssuranceId: id, name }) => [
				like({ ...terms, id, name, outcome: 'updated', osVersion: { minimum: '14.2' } }),
			],
			leaves: (_, { directory }) =>
				expect(directory.deviceAssurances.list().map((one) => one.terms)).toEqual(
					NAMES.map((name) => ({ ...terms, name, osVersion: { minimum: '14.2' } })),
				),
			sdk: async ({ deviceAssuranceApi }, { deviceAssuranceId: id = '', name = '' }) => {
				await deviceAssuranceApi.getDeviceAssurancePolicy({ deviceAssuranceId: id });
				const deviceAssurance = { ...terms, name, osVersion: { minimum: '14.2' } };
				await deviceAssuranceApi.replaceDeviceAssurancePolicy({
					deviceAssuranceId: id,
					deviceAssurance,
				});
			},
		},
		{
			name: 'changes whatever a phone has to have',
			items: phones,
			parameters: {
				deviceAssuranceId,
				name: '={{ $json.name }} of Sales',
				options: {
					diskEncryption: ['USER'],
					jailbreak: false,
					minimumVersion: '15',
					remediation: 'HIDE',
					screenLock: ['PASSCODE'],
					secureHardware: true,
					more: '{ "callerContext": { "managedApp": true } }',
				},
			},
			puts: ({ name = '' }) => [
				like({
					name: `${name} of Sales`,
					platform: 'ANDROID',
					diskEncryptionType: { include: ['USER'] },
					jailbreak: false,
					displayRemediationMode: 'HIDE',
					callerContext: { managedApp: true },
				}),
			],
		},
	],
	'deviceAssurance.delete': [
		{
			name: 'deletes policies',
			items: policies,
			parameters: { deviceAssuranceId },
			puts: ({ deviceAssuranceId: id }) => [
				{ deleted: true, outcome: 'deleted', deviceAssuranceId: id },
			],
			leaves: (_, { directory }) => expect(directory.deviceAssurances.list()).toEqual([]),
			sdk: async ({ deviceAssuranceApi }, { deviceAssuranceId: id = '' }) =>
				await deviceAssuranceApi.deleteDeviceAssurancePolicy({ deviceAssuranceId: id }),
		},
	],
};
