import { once } from 'node:events';
import { createServer } from 'node:http';
import type { INodeParameters } from 'n8n-workflow';
import { hookKinds, type HookType } from '../../../nodes/Okta/objects/inlineHooks';
import type { Org } from '../../org';
import { aText, byId, like, type Item, type Scenario, type Scenarios } from './scenario';

const inlineHookId = byId('={{ $json.inlineHookId }}');
const command = { type: 'com.okta.action.update', value: { registration: 'DENY' } };

/** Answers Okta, as whoever is asked has to. */
const receiver = createServer((_, response) => {
	response
		.setHeader('content-type', 'application/json')
		.end(JSON.stringify({ commands: [command] }));
});

beforeAll(async () => {
	await once(receiver.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => receiver.close());

function receiverUrl(): string {
	const address = receiver.address();
	if (address === null || typeof address === 'string') throw new Error('Not listening');
	return `http://127.0.0.1:${address.port}/`;
}

/** Two hooks; a scenario's items are asked for more than once. */
const hooks =
	(status: 'ACTIVE' | 'INACTIVE') =>
	({ directory: { inlineHooks }, clock }: Org): Item[] => {
		for (const name of ['One', 'Two'].slice(inlineHooks.list().length)) {
			inlineHooks.add((id) => ({
				id,
				name,
				type: 'com.okta.user.pre-registration',
				version: '1.0.0',
				status,
				created: clock.now(),
				lastUpdated: clock.now(),
				uri: receiverUrl(),
				headers: [],
			}));
		}
		return inlineHooks.list().map(({ id }) => ({ inlineHookId: id }));
	};

const type = 'com.okta.user.pre-registration';

/** A flow that Okta has started, with the item its trigger put out. */
const answers = (
	hookType: HookType,
	name: string,
	parameters: INodeParameters,
	told: object,
): Scenario => {
	const kind = hookKinds.find((one) => one.type === hookType);
	return {
		name,
		trigger: 'n8n-nodes-okta.oktaInlineHook',
		items: () => [{ hookType, answerBy: '2999-01-01T00:00:00.000Z', who: 'grace' }],
		parameters,
		puts: () => [{ answered: kind?.name, ...told }],
	};
};

const rows = (...assigned: Array<[name: string, value: string]>) => ({
	assignments: assigned.map(([name, value]) => ({ id: name, name, value, type: 'string' })),
});
const nothing = { commands: [] };
const failed = (errorSummary: string) => ({ commands: [], error: { errorSummary } });

export const inlineHookScenarios: Scenarios = {
	'inlineHook.getAll': [
		{
			name: 'lists all hooks',
			items: hooks('ACTIVE'),
			parameters: { returnAll: true },
			puts: () => [like({ name: 'One', type, status: 'ACTIVE' }), like({ name: 'Two' })],
			sdk: async (client) =>
				await (await client.inlineHookApi.listInlineHooks()).each(() => undefined),
		},
		{
			name: 'lists those of a type',
			items: hooks('ACTIVE'),
			parameters: { returnAll: true, options: { hookType: 'com.okta.telephony.provider' } },
			puts: () => [],
			sdk: async (client) =>
				await (
					await client.inlineHookApi.listInlineHooks({ type: 'com.okta.telephony.provider' })
				).each(() => undefined),
		},
	],
	'inlineHook.preview': [
		{
			name: 'has Okta ask, and puts out the answer',
			items: hooks('ACTIVE'),
			parameters: { inlineHookId, data: '' },
			puts: () => [{ hook: aText, hookType: type, commands: [command] }],
		},
		{
			name: 'has Okta ask about something else',
			items: hooks('ACTIVE'),
			parameters: { inlineHookId, data: '{ "userProfile": { "login": "ada" } }' },
			puts: () => [like({ commands: [command] })],
		},
	],
	'inlineHook.delete': [
		{
			name: 'deactivates hooks first',
			items: hooks('ACTIVE'),
			parameters: { inlineHookId },
			puts: ({ inlineHookId }) => [{ deleted: true, outcome: 'deleted', inlineHookId }],
			leaves: (_, { directory }) => expect(directory.inlineHooks.list()).toEqual([]),
			sdk: async ({ inlineHookApi }, { inlineHookId = '' }) => {
				await inlineHookApi.getInlineHook({ inlineHookId });
				await inlineHookApi.deactivateInlineHook({ inlineHookId });
				await inlineHookApi.deleteInlineHook({ inlineHookId });
			},
		},
		{
			name: 'deletes inactive hooks at once',
			items: hooks('INACTIVE'),
			parameters: { inlineHookId },
			puts: ({ inlineHookId }) => [{ deleted: true, outcome: 'deleted', inlineHookId }],
			sdk: async ({ inlineHookApi }, { inlineHookId = '' }) => {
				await inlineHookApi.getInlineHook({ inlineHookId });
				await inlineHookApi.deleteInlineHook({ inlineHookId });
			},
		},
	],
	'inlineHook.answerPasswordImport': [
		answers(
			'com.okta.user.credential.password.import',
			'says that a password is right',
			{ verdict: 'VERIFIED' },
			{ commands: [{ type: 'com.okta.action.update', value: { credential: 'VERIFIED' } }] },
		),
	],
	'inlineHook.answerRegistration': [
		answers(
			type,
			'lets somebody in, with attributes',
			{ decision: 'ALLOW', attributes: rows(['nickName', '={{ $json.who }}']) },
			{ commands: [{ type: 'com.okta.user.profile.update', value: { nickName: 'grace' } }] },
		),
		answers(
			type,
			'refuses somebody, and says why',
			{
				decision: 'DENY',
				message: 'Not you',
				options: { reasons: { reason: [{ attribute: 'email', message: 'Ours only' }] } },
			},
			{
				commands: [command],
				error: {
					errorSummary: 'Not you',
					errorCauses: [
						{
							errorSummary: 'Ours only',
							reason: 'REGISTRATION_DENIED',
							locationType: 'body',
							location: 'data.userProfile.email',
							domain: 'end-user',
						},
					],
				},
			},
		),
	],
	'inlineHook.answerSaml': [
		answers(
			'com.okta.saml.tokens.transform',
			'adds attributes and changes others',
			{
				attributes: rows(['role', 'admin']),
				options: {
					nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
					subjectName: '={{ $json.who }}',
					changes: { change: [{ path: '/authentication/sessionIndex', value: 'one' }] },
				},
			},
			{
				commands: [
					{
						type: 'com.okta.assertion.patch',
						value: [
							{
								op: 'add',
								path: '/claims/role',
								value: {
									attributes: { NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic' },
									attributeValues: [{ attributes: { 'xsi:type': 'xs:string' }, value: 'admin' }],
								},
							},
							{ op: 'replace', path: '/subject/nameId', value: 'grace' },
							{ op: 'replace', path: '/authentication/sessionIndex', value: 'one' },
						],
					},
				],
			},
		),
		answers(
			'com.okta.saml.tokens.transform',
			'says what is wrong',
			{ options: { errorMessage: 'No role' } },
			failed('No role'),
		),
	],
	'inlineHook.answerTelephony': [
		answers(
			'com.okta.telephony.provider',
			'says that a code was sent',
			{
				delivery: 'PENDING',
				provider: 'Acme SMS',
				transactionId: '={{ $json.who }}',
				options: { transactionMetadata: 'duration=300ms' },
			},
			{
				commands: [
					{
						type: 'com.okta.telephony.action',
						value: [
							{
								status: 'PENDING',
								provider: 'Acme SMS',
								transactionId: 'grace',
								transactionMetadata: 'duration=300ms',
							},
						],
					},
				],
			},
		),
		answers(
			'com.okta.telephony.provider',
			'says that it went wrong',
			{ options: { errorMessage: 'No credit left' } },
			failed('No credit left'),
		),
	],
	'inlineHook.answerToken': [
		answers(
			'com.okta.oauth2.tokens.transform',
			'leaves out what is for tokens that Okta does not issue',
			{
				accessClaims: rows(['level', '7']),
				idClaims: rows(['team', 'red']),
				options: {
					accessClaimsToRemove: 'department',
					accessLifetime: 600,
					idClaimsToRemove: 'locale',
					idLifetime: 900,
				},
			},
			{
				...nothing,
				leftOut: ['Okta issues no access token here', 'Okta issues no ID token here'],
			},
		),
		answers(
			'com.okta.oauth2.tokens.transform',
			'says what is wrong',
			{ options: { errorMessage: 'No licence' } },
			failed('No licence'),
		),
	],
	'inlineHook.answerUserImport': [
		answers(
			'com.okta.import.transform',
			'links somebody, with attributes',
			{
				result: 'LINK_USER',
				linkedUserId: '00u1abcd2345EFGHI6789',
				userAttributes: rows(['nickName', '={{ $json.who }}']),
				appAttributes: rows(['badge', '7']),
			},
			{
				commands: [
					{ type: 'com.okta.action.update', value: { result: 'LINK_USER' } },
					{ type: 'com.okta.user.update', value: { id: '00u1abcd2345EFGHI6789' } },
					{ type: 'com.okta.appUser.profile.update', value: { badge: '7' } },
					{ type: 'com.okta.user.profile.update', value: { nickName: 'grace' } },
				],
			},
		),
		answers(
			'com.okta.import.transform',
			'says what is wrong',
			{ options: { errorMessage: 'Nobody knows' } },
			failed('Nobody knows'),
		),
	],
};
