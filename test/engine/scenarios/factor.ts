import type { Org } from '../../org';
import { tacAuthenticatorId } from '../../org/directory/authenticators';
import type { FactorType } from '../../org/directory/factorStore';
import {
	aText,
	anObject,
	byId,
	like,
	not,
	textOf,
	two,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const userId = byId('={{ $json.userId }}');
const factorId = byId('={{ $json.factorId }}');

/** Two active users who have a factor of a type. */
const having =
	(factorType: FactorType) =>
	({ users, directory }: Org): Item[] => {
		const found = users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.flatMap((user) =>
				directory
					.factorsOf(user)
					.filter((factor) => factor.factorType === factorType)
					.map(({ id }) => ({ userId: user.id, factorId: id })),
			);
		return two(found, `users with ${factorType}`);
	};

const factorIn = ({ directory }: Org, { userId = '', factorId }: Item) => {
	const user = directory.findUser(userId);
	return user && directory.factorsOf(user).find(({ id }) => id === factorId);
};

/** The same, and the code that was sent to them last. */
const holdingCode =
	(factorType: FactorType, status: 'ACTIVE' | 'PENDING_ACTIVATION') =>
	(org: Org): Item[] =>
		having(factorType)(org).map((item) => {
			const factor = factorIn(org, item);
			if (factor === undefined) throw new Error('The factor is gone');
			factor.status = status;
			factor.code = { value: '314159', sentAt: org.clock.now() };
			return { ...item, code: '314159' };
		});

/** Two users without any factor. */
const without = ({ users, directory }: Org): Item[] =>
	two(
		users
			.list()
			.filter((user) => user.status === 'ACTIVE' && directory.factorsOf(user).length === 0),
		'users without a factor',
	).map(({ id, profile }) => ({ userId: id, email: textOf(profile, 'email') }));

type Body = { factorType: FactorType; provider: 'OKTA' | 'GOOGLE'; profile?: object };

const enroll = (
	name: string,
	parameters: Scenario['parameters'],
	body: (item: Item) => Body,
	puts: Scenario['puts'],
	query: {
		activate?: boolean;
		updatePhone?: boolean;
		templateId?: string;
		tokenLifetimeSeconds?: number;
		acceptLanguage?: string;
	} = {},
): Scenario => ({
	name,
	items: without,
	parameters: { userId, ...parameters },
	puts,
	sdk: async ({ userFactorApi }, item) =>
		await userFactorApi.enrollFactor({ userId: item.userId ?? '', body: body(item), ...query }),
});

const waiting = { patience: 60, ipAddress: '203.0.113.7', userAgent: 'Help desk' };

/** What became of a push nobody sent: only the request can be compared, as push IDs are random. */
const unknownPush: Scenario = {
	name: 'asks for one push',
	items: having('push'),
	parameters: { userId, factorId, transactionId: 'v2mst.GldKV5VxTrifyeZmWSQguA' },
	sdk: async ({ userFactorApi }, { userId = '', factorId = '' }) =>
		await userFactorApi.getFactorTransactionStatus({
			userId,
			factorId,
			transactionId: 'v2mst.GldKV5VxTrifyeZmWSQguA',
		}),
};

export const factorScenarios: Scenarios = {
	'factor.getAll': [
		{
			name: 'lists what a user has',
			items: having('push'),
			parameters: { userId, returnAll: true },
			puts: (item, org) => {
				const user = org.directory.findUser(item.userId ?? '');
				return user ? org.directory.factorsOf(user).map(({ id }) => like({ id })) : [];
			},
			sdk: async ({ userFactorApi }, { userId = '' }) =>
				await (await userFactorApi.listFactors({ userId })).each(() => undefined),
		},
	],
	'factor.remove': [
		{
			name: 'takes one factor away',
			items: having('push'),
			parameters: { userId, factorId, options: { removeRecoveryEnrollment: true } },
			puts: ({ userId, factorId }) => [{ success: true, outcome: 'removed', userId, factorId }],
			leaves: (items, org) =>
				expect(items.map((item) => factorIn(org, item))).toEqual([undefined, undefined]),
			sdk: async ({ userFactorApi }, { userId = '', factorId = '' }) =>
				await userFactorApi.unenrollFactor({ userId, factorId, removeRecoveryEnrollment: true }),
		},
	],
	'factor.enroll': [
		enroll(
			'sends an SMS',
			{
				factorType: 'sms',
				phoneNumber: '+15554151337',
				options: { templateId: 'cstk2flOtuCMDJK4b0g3', updatePhone: true, acceptLanguage: 'de' },
			},
			() => ({ factorType: 'sms', provider: 'OKTA', profile: { phoneNumber: '+15554151337' } }),
			() => [like({ factorType: 'sms', status: 'PENDING_ACTIVATION' })],
			{ templateId: 'cstk2flOtuCMDJK4b0g3', updatePhone: true, acceptLanguage: 'de' },
		),
		enroll(
			'activates a phone at once',
			{
				factorType: 'call',
				phoneNumber: '+15554151337',
				options: { activate: true, phoneExtension: '1234' },
			},
			() => ({
				factorType: 'call',
				provider: 'OKTA',
				profile: { phoneNumber: '+15554151337', phoneExtension: '1234' },
			}),
			() => [like({ factorType: 'call', status: 'ACTIVE' })],
			{ activate: true },
		),
		enroll(
			'sends an email',
			{
				factorType: 'email',
				email: '={{ $json.email }}',
				options: { tokenLifetimeSeconds: 600 },
			},
			({ email }) => ({ factorType: 'email', provider: 'OKTA', profile: { email } }),
			() => [like({ factorType: 'email', status: 'PENDING_ACTIVATION' })],
			{ tokenLifetimeSeconds: 600 },
		),
		enroll(
			'sets a security question',
			{ factorType: 'question', question: 'disliked_food', answer: 'mayonnaise' },
			() => ({
				factorType: 'question',
				provider: 'OKTA',
				profile: { question: 'disliked_food', answer: 'mayonnaise' },
			}),
			() => [like({ factorType: 'question', status: 'ACTIVE' })],
		),
		enroll(
			'keeps the seed of an authenticator app back',
			{ factorType: 'token:software:totp', provider: 'GOOGLE' },
			() => ({ factorType: 'token:software:totp', provider: 'GOOGLE' }),
			() => [like({ provider: 'GOOGLE', _embedded: { activation: not({ sharedSecret: aText }) } })],
		),
		enroll(
			'returns the seed of an authenticator app',
			{ factorType: 'token:software:totp', options: { returnActivation: true } },
			() => ({ factorType: 'token:software:totp', provider: 'OKTA' }),
			() => [like({ _embedded: { activation: like({ sharedSecret: aText }) } })],
		),
	],
	'factor.activate': [
		{
			name: 'takes the code that was sent',
			items: holdingCode('sms', 'PENDING_ACTIVATION'),
			parameters: { userId, factorId, passCode: '={{ $json.code }}' },
			puts: ({ factorId }) => [like({ id: factorId, status: 'ACTIVE' })],
			sdk: async ({ userFactorApi }, { userId = '', factorId = '', code = '' }) =>
				await userFactorApi.activateFactor({ userId, factorId, body: { passCode: code } }),
		},
		{
			name: 'asks for a number to be matched',
			items: holdingCode('push', 'PENDING_ACTIVATION'),
			parameters: {
				userId,
				factorId,
				options: { useNumberMatchingChallenge: true, returnActivation: true },
			},
			puts: ({ factorId }) => [like({ id: factorId })],
			sdk: async ({ userFactorApi }, { userId = '', factorId = '' }) =>
				await userFactorApi.activateFactor({
					userId,
					factorId,
					body: { useNumberMatchingChallenge: true },
				}),
		},
	],
	'factor.challengeAndWait': [
		{
			name: 'waits until the push is answered',
			items: (org) => {
				org.directory.factors.acceptPushAfter = 0;
				return having('push')(org);
			},
			parameters: { userId, pushFactor: 'latest', options: waiting },
			puts: (item) => [like({ ...item, factorResult: 'SUCCESS', verified: true })],
		},
		{
			name: 'asks the factor that is named',
			items: (org) => {
				org.directory.factors.acceptPushAfter = 0;
				return having('push')(org);
			},
			parameters: { userId, pushFactor: 'chosen', factorId, options: waiting },
			puts: (item) => [like({ ...item, factorResult: 'SUCCESS', verified: true })],
		},
	],
	'factor.verify': [
		{
			name: 'sends a push and tells its ID',
			items: having('push'),
			parameters: {
				userId,
				factorId,
				options: {
					useNumberMatchingChallenge: true,
					ipAddress: '203.0.113.7',
					userAgent: 'Help desk',
				},
			},
			puts: () => [
				like({ factorResult: 'WAITING', transactionId: aText, _links: like({ poll: anObject }) }),
			],
			sdk: async ({ userFactorApi }, { userId = '', factorId = '' }) =>
				await userFactorApi.verifyFactor({
					userId,
					factorId,
					xForwardedFor: '203.0.113.7',
					userAgent: 'Help desk',
					body: { useNumberMatchingChallenge: true },
				}),
		},
		{
			name: 'sends a code in a language of the org',
			items: having('sms'),
			parameters: {
				userId,
				factorId,
				options: {
					templateId: 'cstk2flOtuCMDJK4b0g3',
					tokenLifetimeSeconds: 600,
					acceptLanguage: 'de',
				},
			},
			puts: () => [{ factorResult: 'CHALLENGE' }],
			sdk: async ({ userFactorApi }, { userId = '', factorId = '' }) =>
				await userFactorApi.verifyFactor({
					userId,
					factorId,
					templateId: 'cstk2flOtuCMDJK4b0g3',
					tokenLifetimeSeconds: 600,
					acceptLanguage: 'de',
					body: {},
				}),
		},
		{
			name: 'checks a code',
			items: holdingCode('sms', 'ACTIVE'),
			parameters: { userId, factorId, passCode: '={{ $json.code }}' },
			puts: () => [{ factorResult: 'SUCCESS' }],
			sdk: async ({ userFactorApi }, { userId = '', factorId = '', code = '' }) =>
				await userFactorApi.verifyFactor({ userId, factorId, body: { passCode: code } }),
		},
		{
			name: 'checks an answer',
			items: having('sms'),
			parameters: { userId, factorId, answer: 'mayonnaise' },
			sdk: async ({ userFactorApi }, { userId = '', factorId = '' }) =>
				await userFactorApi.verifyFactor({ userId, factorId, body: { answer: 'mayonnaise' } }),
		},
	],
	'factor.getPushResult': [
		{
			name: 'tells that the user has not answered yet',
			items: (org) =>
				having('push')(org).map((item) => {
					const factor = factorIn(org, item);
					if (factor === undefined) throw new Error('The factor is gone');
					const { id } = org.directory.factors.push(factor, org.clock.now());
					return { ...item, transactionId: id };
				}),
			parameters: { userId, factorId, transactionId: '={{ $json.transactionId }}' },
			puts: () => [like({ factorResult: 'WAITING' })],
		},
		unknownPush,
	],
	'factor.createTemporaryAccessCode': [
		{
			name: 'returns the code',
			items: (org) =>
				without(org).map((item) => ({ ...item, authenticatorId: tacAuthenticatorId({ org }) })),
			parameters: {
				userId,
				authenticatorId: byId('={{ $json.authenticatorId }}'),
				returnCode: true,
				options: { ttl: 90, multiUse: true },
			},
			puts: () => [like({ profile: { multiUse: true, expiresAt: aText, tac: aText } })],
			sdk: async ({ userAuthenticatorEnrollmentsApi }, { userId = '', authenticatorId = '' }) =>
				await userAuthenticatorEnrollmentsApi.createTacAuthenticatorEnrollment({
					userId,
					authenticator: {
						authenticatorId,
						profile: { ttl: '90', multiUse: true },
					},
				}),
		},
	],
};
