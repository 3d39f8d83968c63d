import type { Org } from '../../org';
import type { Preregistration } from '../../org/directory/preregistrations';
import { aText, byId, like, twoUsers, type Item, type Scenarios } from './scenario';

const userId = byId('={{ $json.userId }}');
const authenticatorEnrollmentId = '={{ $json.enrollment }}';

const transportKey = {
	kty: 'EC',
	crv: 'P-384',
	x: 'one',
	y: 'two',
	kid: 'transport',
	use: 'enc',
} as const;

const people = (org: Org): Item[] => twoUsers(org, 'ACTIVE').map(({ id }) => ({ userId: id }));

/** Two people with a key each; the same ones when asked again. */
const holders = (org: Org): Item[] =>
	twoUsers(org, 'ACTIVE').map(({ id }, index) => {
		const key: Preregistration = {
			id: `fwf2rovRxogXJ0nDy0g${index}`,
			status: 'PENDING_ACTIVATION',
			created: 0,
			lastUpdated: 0,
		};
		org.directory.preregistrations.set(id, [key]);
		return { userId: id, enrollment: key.id };
	});

const statusesIn = (items: Item[], { directory }: Org) =>
	items.map(({ userId: id = '' }) =>
		(directory.preregistrations.get(id) ?? []).map(({ status }) => status),
	);

const provider = { fulfillmentProvider: 'yubico' as const };

export const webAuthnScenarios: Scenarios = {
	'webAuthnPreregistration.enroll': [
		{
			name: 'begins to set up a key for each domain',
			items: people,
			parameters: {
				userId,
				fulfillmentProvider: 'yubico',
				transportKey: JSON.stringify(transportKey),
				relyingParties: 'acme.okta.com, login.acme.example',
			},
			puts: ({ userId: id }) => [
				like({
					userId: id,
					outcome: 'enrolled',
					credRequests: [
						like({ authenticatorEnrollmentId: aText }),
						like({ authenticatorEnrollmentId: aText }),
					],
				}),
			],
			sdk: async ({ webAuthnPreregistrationApi }, { userId: id = '' }) =>
				await webAuthnPreregistrationApi.enrollPreregistrationEnrollment({
					body: Object.assign(
						{ userId: id, ...provider, enrollmentRpIds: ['acme.okta.com', 'login.acme.example'] },
						{ yubicoTransportKeyJWK: transportKey },
					),
				}),
		},
	],
	'webAuthnPreregistration.activate': [
		{
			name: 'hands over what the provider answered',
			items: holders,
			parameters: {
				userId,
				fulfillmentProvider: 'yubico',
				serial: '12345678',
				version: '5.7.1',
				credentialResponses:
					'=[{ "authenticatorEnrollmentId": "{{ $json.enrollment }}", "credResponseJwe": "e30..a" }]',
				pinResponse: 'e30..b',
				signingKeys: JSON.stringify([transportKey]),
			},
			puts: ({ userId: id, enrollment }) => [
				like({ userId: id, outcome: 'activated', authenticatorEnrollmentIds: [enrollment] }),
			],
			leaves: (items, org) => expect(statusesIn(items, org)).toEqual([['ACTIVE'], ['ACTIVE']]),
		},
	],
	'webAuthnPreregistration.requestFulfillment': [
		{
			name: 'has keys ordered',
			items: people,
			parameters: {
				userId,
				fulfillmentProvider: 'yubico',
				order: '[{ "productId": "29", "customizationId": "c1", "inventoryProductId": "i1" }]',
			},
			puts: () => [like({ success: true, outcome: 'requested' })],
			sdk: async ({ webAuthnPreregistrationApi }, { userId: id = '' }) =>
				await webAuthnPreregistrationApi.generateFulfillmentRequest({
					body: {
						userId: id,
						...provider,
						fulfillmentData: [{ productId: '29', customizationId: 'c1', inventoryProductId: 'i1' }],
					},
				}),
		},
	],
	'webAuthnPreregistration.sendPin': [
		{
			name: 'has the PIN sent',
			items: holders,
			parameters: { userId, fulfillmentProvider: 'yubico', authenticatorEnrollmentId },
			puts: () => [like({ success: true, outcome: 'sent' })],
			sdk: async ({ webAuthnPreregistrationApi }, { userId: id = '', enrollment = '' }) =>
				await webAuthnPreregistrationApi.sendPin({
					body: { userId: id, ...provider, authenticatorEnrollmentId: enrollment },
				}),
		},
	],
	'webAuthnPreregistration.getAll': [
		{
			name: 'lists the keys of users',
			items: holders,
			parameters: { userId, returnAll: true },
			puts: ({ enrollment }) => [like({ id: enrollment, status: 'PENDING_ACTIVATION' })],
			sdk: async ({ webAuthnPreregistrationApi }, { userId: id = '' }) =>
				await (
					await webAuthnPreregistrationApi.listWebAuthnPreregistrationFactors({ userId: id })
				).each(() => undefined),
		},
	],
	'webAuthnPreregistration.markError': [
		{
			name: 'notes what went wrong',
			items: holders,
			parameters: { userId, authenticatorEnrollmentId },
			puts: () => [like({ success: true, outcome: 'marked' })],
			leaves: (items, org) => expect(statusesIn(items, org)).toEqual([['INACTIVE'], ['INACTIVE']]),
			sdk: async ({ webAuthnPreregistrationApi }, { userId: id = '', enrollment = '' }) =>
				await webAuthnPreregistrationApi.assignFulfillmentErrorWebAuthnPreregistrationFactor({
					userId: id,
					authenticatorEnrollmentId: enrollment,
				}),
		},
	],
	'webAuthnPreregistration.delete': [
		{
			name: 'takes keys back',
			items: holders,
			parameters: { userId, authenticatorEnrollmentId },
			puts: () => [like({ deleted: true, outcome: 'deleted' })],
			leaves: (items, org) => expect(statusesIn(items, org)).toEqual([[], []]),
			sdk: async ({ webAuthnPreregistrationApi }, { userId: id = '', enrollment = '' }) =>
				await webAuthnPreregistrationApi.deleteWebAuthnPreregistrationFactor({
					userId: id,
					authenticatorEnrollmentId: enrollment,
				}),
		},
	],
};
