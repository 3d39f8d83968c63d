import type { Org } from '../../org';
import { aText, byId, including, like, two, type Item, type Scenarios } from './scenario';

const appId = byId('={{ $json.appId }}');
const entitlementId = '={{ $json.entitlementId }}';
const accessGrantId = '={{ $json.grantId }}';

const ENDS = '2030-06-30T22:00:00.000Z';

/** Two users and apps, an entitlement of each, and one of its values; asked for more than once. */
const entitlements = (org: Org): Item[] => {
	const { governance, clock } = org.directory;
	const now = clock.now();
	const by = org.users.at(0)?.id ?? '';
	const stamps = { created: now, lastUpdated: now, createdBy: by, lastUpdatedBy: by };
	for (const app of two(org.apps.list(), 'apps').slice(governance.entitlements.list().length)) {
		const value = governance.values.add((id) => ({
			id,
			name: 'Enterprise',
			externalValue: 'ent-1',
			...stamps,
		}));
		governance.entitlements.add((id) => ({
			id,
			appId: app.id,
			name: 'Licenses',
			externalValue: 'licenses',
			multiValue: true,
			dataType: 'array',
			values: [value],
			...stamps,
		}));
	}
	return governance.entitlements.list().map((one, place) => ({
		appId: one.appId,
		entitlementId: one.id,
		valueId: one.values[0]?.id ?? '',
		userId: org.users.at(place)?.id ?? '',
	}));
};

/** The same, and a grant of each. */
const grants = (org: Org): Item[] => {
	const { governance, clock } = org.directory;
	const items = entitlements(org);
	for (const { appId: app = '', userId = '' } of items.slice(governance.grants.list().length)) {
		governance.grants.add((id) => ({
			id,
			appId: app,
			userId,
			grantType: 'POLICY',
			details: { action: 'ALLOW' },
			created: clock.now(),
			lastUpdated: clock.now(),
			createdBy: userId,
			lastUpdatedBy: userId,
		}));
	}
	const all = governance.grants.list();
	return items.map((item, place) => ({ ...item, grantId: all[place]?.id ?? '' }));
};

const allGrants = ({ directory }: Org) => directory.governance.grants.list();

export const entitlementScenarios: Scenarios = {
	'entitlement.getAll': [
		{
			name: 'lists entitlements of an app by the start of their name',
			items: entitlements,
			parameters: {
				appId,
				returnAll: true,
				conditions: { all: [{ attribute: 'name', operator: 'sw', value: 'Lic' }] },
				options: { orderBy: 'created desc' },
			},
			puts: ({ entitlementId: id }) => [like({ id, externalValue: 'licenses' })],
		},
	],
	'entitlement.get': [
		{
			name: 'reads an entitlement with its values',
			items: entitlements,
			parameters: { entitlementId },
			puts: ({ entitlementId: id, valueId }) => [like({ id, values: [like({ id: valueId })] })],
		},
	],
	'entitlement.getValues': [
		{
			name: 'lists values by a part of their name',
			items: entitlements,
			parameters: {
				entitlementId,
				returnAll: true,
				conditions: { all: [{ attribute: 'name', operator: 'co', value: 'prise' }] },
				options: { filter: 'created gt "2020-01-01T00:00:00.000Z"', orderBy: 'name asc' },
			},
			puts: ({ entitlementId: id, valueId }) => [like({ id: valueId, entitlementId: id })],
		},
	],
	'entitlement.create': [
		{
			name: 'adds an entitlement of several values',
			items: (org) =>
				two(org.apps.list(), 'apps').map(({ id }, place) => ({
					appId: id,
					external: `role-${String(place)}`,
				})),
			parameters: {
				appId,
				name: 'Roles',
				externalValue: '={{ $json.external }}',
				multiValue: true,
				entitlementValues: { value: [{ name: 'Editor', externalValue: 'edit' }] },
				options: { description: 'What users may do' },
			},
			puts: ({ external }) => [
				like({ id: aText, outcome: 'created', externalValue: external, dataType: 'array' }),
			],
			leaves: (items, { directory }) =>
				expect(directory.governance.entitlements.list()).toEqual(
					including(
						...items.map(({ appId: app }) =>
							like({ appId: app, values: [like({ externalValue: 'edit' })] }),
						),
					),
				),
		},
		{
			name: 'adds one of a single value, with none yet',
			items: (org) =>
				two(org.apps.list(), 'apps').map(({ id }, place) => ({
					appId: id,
					external: `plan-${String(place)}`,
				})),
			parameters: {
				appId,
				name: 'Plan',
				externalValue: '={{ $json.external }}',
				multiValue: false,
			},
			puts: () => [like({ dataType: 'string', values: [] })],
		},
	],
	'entitlement.delete': [
		{
			name: 'deletes entitlements',
			items: entitlements,
			parameters: { entitlementId },
			puts: ({ entitlementId: id }) => [{ deleted: true, outcome: 'deleted', entitlementId: id }],
			leaves: (_, { directory }) => expect(directory.governance.entitlements.list()).toEqual([]),
		},
	],
	'grant.getAll': [
		{
			name: 'lists what a user has of an app',
			items: grants,
			parameters: {
				appId,
				returnAll: true,
				conditions: {
					all: [
						{
							attribute: 'targetPrincipal.externalId',
							operator: 'eq',
							value: '={{ $json.userId }}',
						},
					],
				},
				options: { include: ['full_entitlements'] },
			},
			puts: ({ grantId }) => [like({ id: grantId, status: 'ACTIVE' })],
		},
	],
	'grant.get': [
		{
			name: 'reads a grant',
			items: grants,
			parameters: { accessGrantId, options: { include: ['metadata'] } },
			puts: ({ grantId, userId }) => [
				like({ id: grantId, targetPrincipal: like({ externalId: userId }) }),
			],
		},
	],
	'grant.create': [
		{
			name: 'gives a bundle',
			items: entitlements,
			parameters: {
				userId: byId('={{ $json.userId }}'),
				grantType: 'ENTITLEMENT-BUNDLE',
				bundleId: 'enbogpaj9XUzcLhWf0g4',
			},
			puts: ({ userId }) => [
				like({
					id: aText,
					outcome: 'granted',
					entitlementBundleId: 'enbogpaj9XUzcLhWf0g4',
					targetPrincipal: like({ externalId: userId }),
				}),
			],
		},
		{
			name: 'gives values of entitlements until a date',
			items: entitlements,
			parameters: {
				userId: byId('={{ $json.userId }}'),
				grantType: 'CUSTOM',
				appId,
				grantedValues: {
					entitlement: [{ id: '={{ $json.entitlementId }}', values: '={{ $json.valueId }}' }],
				},
				options: { action: 'ALLOW', expirationDate: ENDS, timeZone: 'Europe/Berlin' },
			},
			puts: ({ appId: app, entitlementId: id, valueId }) => [
				like({
					grantType: 'CUSTOM',
					target: { externalId: app, type: 'APPLICATION' },
					entitlements: [{ id, values: [{ id: valueId }] }],
					scheduleSettings: { expirationDate: ENDS, timeZone: 'Europe/Berlin' },
				}),
			],
			leaves: (items, org) =>
				expect(allGrants(org).map(({ userId }) => userId)).toEqual(
					including(...items.map(({ userId }) => userId)),
				),
		},
		{
			name: 'gives what the policy says',
			items: entitlements,
			parameters: { userId: byId('={{ $json.userId }}'), grantType: 'POLICY', appId },
			puts: ({ appId: app }) => [
				like({ grantType: 'POLICY', target: { externalId: app, type: 'APPLICATION' } }),
			],
		},
	],
	'grant.update': [
		{
			name: 'sets an end',
			items: grants,
			parameters: { accessGrantId, expirationDate: ENDS, options: { timeZone: 'Etc/UTC' } },
			puts: ({ grantId }) => [
				like({ id: grantId, scheduleSettings: { expirationDate: ENDS, timeZone: 'Etc/UTC' } }),
			],
			leaves: (_, org) =>
				expect(allGrants(org).map(({ details }) => details.scheduleSettings)).toEqual([
					{ expirationDate: ENDS, timeZone: 'Etc/UTC' },
					{ expirationDate: ENDS, timeZone: 'Etc/UTC' },
				]),
		},
	],
};
