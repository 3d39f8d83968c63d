import type { Org } from '../../org';
import type { User } from '../../org/directory/model';
import {
	aText,
	anObject,
	byId,
	like,
	matching,
	two,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const userId = byId('={{ $json.userId }}');

/** The same two users however often it is called, put into a status if they are not in it. */
export const putInto =
	(status: User['status']) =>
	({ users }: Org): Item[] => {
		const both = two(
			users.list().filter((user) => ['ACTIVE', status].includes(user.status)),
			'users',
		);
		for (const user of both) users.put({ ...user, status });
		return both.map(({ id }) => ({ userId: id }));
	};

const statusesAre =
	(status: string) =>
	(items: Item[], { directory }: Org): void => {
		expect(items.map(({ userId = '' }) => directory.findUser(userId)?.status)).toEqual(
			items.map(() => status),
		);
	};

const logged =
	(eventType: string) =>
	(items: Item[], { directory }: Org): void => {
		const targets = directory.log.events
			.filter((event) => event.eventType === eventType)
			.map(({ target }) => target?.[0]?.id);
		// Items run side by side.
		expect(targets.toSorted()).toEqual(items.map(({ userId = '' }) => userId).toSorted());
	};

const done =
	(outcome: string): Scenario['puts'] =>
	({ userId }) => [{ success: true, outcome, userId }];

/** Consents as a person gives them to an app. */
const withGrants = (org: Org): Item[] => {
	const items = putInto('ACTIVE')(org);
	for (const { userId = '' } of items) {
		if (org.directory.grants.of(userId).length > 0) continue;
		for (const scope of ['openid', 'okta.users.read.self']) {
			org.directory.grants.add(userId, '0oa1gjh63g214q0Hq0g4', scope, Date.UTC(2026, 0, 1));
		}
	}
	return items;
};

const userIn = ({ directory }: Org, { userId = '' }: Item): User => {
	const user = directory.findUser(userId);
	if (user === undefined) throw new Error(`The org has no user ${userId}`);
	return user;
};

/** Okta asks such people the question before they choose a password. */
const withQuestion = (org: Org): Item[] => {
	const items = putInto('ACTIVE')(org);
	for (const { userId: id = '' } of items) {
		const user = org.directory.findUser(id);
		if (user) org.directory.users.put({ ...user, recoveryQuestion: 'Favourite colour?' });
	}
	return items;
};

export const userAccessScenarios: Scenarios = {
	'user.reactivate': [
		{
			name: 'returns a new activation link',
			items: putInto('PROVISIONED'),
			parameters: { userId, sendEmail: false, options: { returnActivationLink: true } },
			puts: ({ userId }) => [
				{
					success: true,
					outcome: 'renewed',
					userId,
					activationUrl: matching(/^http/),
					activationToken: aText,
				},
			],
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.reactivateUser({ userId, sendEmail: false }),
		},
	],
	'user.unlock': [
		{
			name: 'lets users sign in again',
			items: putInto('LOCKED_OUT'),
			parameters: { userId },
			puts: done('unlocked'),
			leaves: statusesAre('ACTIVE'),
			sdk: async ({ userApi }, { userId = '' }) => await userApi.unlockUser({ userId }),
		},
	],
	'user.resetPassword': [
		{
			name: 'sends no email and returns no link unless asked to',
			items: putInto('ACTIVE'),
			parameters: { userId },
			puts: done('reset'),
			leaves: statusesAre('RECOVERY'),
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.generateResetPasswordToken({ userId, sendEmail: false }),
		},
		{
			name: 'returns the link and ends the sessions',
			items: putInto('ACTIVE'),
			parameters: {
				userId,
				sendEmail: false,
				returnResetLink: true,
				options: { revokeSessions: true },
			},
			puts: ({ userId }) => [
				{ success: true, outcome: 'reset', userId, resetPasswordUrl: matching(/^http/) },
			],
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.generateResetPasswordToken({
					userId,
					sendEmail: false,
					revokeSessions: true,
				}),
		},
	],
	'user.forgotPassword': [
		{
			name: 'sends no email and returns no link unless asked to',
			items: withQuestion,
			parameters: { userId },
			puts: done('started'),
			leaves: statusesAre('ACTIVE'),
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.forgotPassword({ userId, sendEmail: false }),
		},
		{
			name: 'returns the link',
			items: withQuestion,
			parameters: { userId, sendEmail: false, returnResetLink: true },
			puts: ({ userId }) => [
				{ success: true, outcome: 'started', userId, resetPasswordUrl: matching(/^http/) },
			],
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.forgotPassword({ userId, sendEmail: false }),
		},
	],
	'user.setClassification': [
		{
			name: 'counts users as lite',
			items: putInto('ACTIVE'),
			parameters: { userId, classification: 'LITE' },
			puts: ({ userId }) => [like({ type: 'LITE', outcome: 'changed', ...(userId && {}) })],
			leaves: (items, { directory }) =>
				expect(items.map(({ userId = '' }) => directory.classifications.get(userId)?.type)).toEqual(
					['LITE', 'LITE'],
				),
			sdk: async ({ userApi }, { userId = '' }) => {
				await userApi.getUserClassification({ userId });
				await userApi.replaceUserClassification({
					userId,
					replaceUserClassification: { type: 'LITE' },
				});
			},
		},
	],
	'user.expirePassword': [
		{
			name: 'changes the status',
			items: putInto('ACTIVE'),
			parameters: { userId },
			puts: ({ userId }) => [like({ id: userId, status: 'PASSWORD_EXPIRED' })],
			sdk: async ({ userApi }, { userId = '' }) => await userApi.expirePassword({ userId }),
		},
	],
	'user.expirePasswordWithTempPassword': [
		{
			name: 'returns the password and ends the sessions',
			items: putInto('ACTIVE'),
			parameters: { userId, returnTempPassword: true, options: { revokeSessions: true } },
			puts: ({ userId }) => [{ success: true, outcome: 'expired', userId, tempPassword: aText }],
			leaves: statusesAre('PASSWORD_EXPIRED'),
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.expirePasswordAndGetTemporaryPassword({ userId, revokeSessions: true }),
		},
		{
			name: 'keeps the password back if it is not wanted',
			items: putInto('ACTIVE'),
			parameters: { userId, returnTempPassword: false },
			puts: done('expired'),
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.expirePasswordAndGetTemporaryPassword({ userId }),
		},
	],
	'user.setPassword': [
		{
			name: 'gives users a password',
			items: putInto('RECOVERY'),
			parameters: { userId, password: 'Tr0ub4dor&3', options: { strict: true } },
			puts: ({ userId }) => [like({ id: userId, status: 'ACTIVE' })],
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.updateUser({
					userId,
					strict: true,
					user: { credentials: { password: { value: 'Tr0ub4dor&3' } } },
				}),
		},
		{
			name: 'insists on the version',
			items: putInto('ACTIVE'),
			parameters: { userId, password: 'Tr0ub4dor&3', options: { ifMatch: 'W/"0123456789"' } },
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.updateUser({
					userId,
					ifMatch: 'W/"0123456789"',
					user: { credentials: { password: { value: 'Tr0ub4dor&3' } } },
				}),
		},
	],
	'user.resetFactors': [
		{
			name: 'leaves no factor',
			items: putInto('ACTIVE'),
			parameters: { userId },
			puts: done('reset'),
			leaves: (items, org) =>
				expect(items.map((item) => org.directory.factorsOf(userIn(org, item)))).toEqual([[], []]),
			sdk: async ({ userApi }, { userId = '' }) => await userApi.resetFactors({ userId }),
		},
	],
	'user.clearSessions': [
		{
			name: 'keeps tokens and remembered devices unless told otherwise',
			items: putInto('ACTIVE'),
			parameters: { userId },
			puts: done('cleared'),
			leaves: logged('user.session.clear'),
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.revokeUserSessions({ userId, oauthTokens: false, forgetDevices: false }),
		},
		{
			name: 'ends everything',
			items: putInto('ACTIVE'),
			parameters: { userId, oauthTokens: true, forgetDevices: true },
			puts: done('cleared'),
			sdk: async ({ userApi }, { userId = '' }) =>
				await userApi.revokeUserSessions({ userId, oauthTokens: true, forgetDevices: true }),
		},
	],
	'user.universalLogout': [
		{
			name: 'names the user by ID',
			items: putInto('ACTIVE'),
			parameters: { userId },
			puts: done('loggedOut'),
			leaves: logged('user.authentication.universal_logout.scheduled'),
		},
	],
	'user.getGroups': [
		{
			name: 'lists all groups',
			items: putInto('ACTIVE'),
			parameters: { userId, returnAll: true },
			puts: (item, org) =>
				org.directory.groupsOf(userIn(org, item).position).map(({ id }) => like({ id })),
			sdk: async ({ userApi }, { userId = '' }) =>
				await (await userApi.listUserGroups({ userId })).each(() => undefined),
		},
	],
	'user.getAppLinks': [
		{
			name: 'lists the apps with the links that open them',
			items: putInto('ACTIVE'),
			parameters: { userId, returnAll: true },
			puts: (item, org) =>
				org.directory
					.appsOf(userIn(org, item).position)
					.filter(({ status }) => status === 'ACTIVE')
					.map(({ id }) => like({ appInstanceId: id, linkUrl: matching(/^http/) })),
			sdk: async ({ userApi }, { userId = '' }) =>
				await (await userApi.listAppLinks({ userId })).each(() => undefined),
		},
	],
	'user.getBlocks': [
		{
			name: 'tells why users cannot sign in',
			items: putInto('LOCKED_OUT'),
			parameters: { userId },
			puts: () => [{ type: 'DEVICE_BASED', appliesTo: 'ANY_DEVICES' }],
			sdk: async ({ userApi }, { userId = '' }) =>
				await (await userApi.listUserBlocks({ userId })).each(() => undefined),
		},
	],
	'user.getGrants': [
		{
			name: 'lists all consents',
			items: withGrants,
			parameters: { userId, returnAll: true },
			puts: ({ userId }) => [
				like({ userId, scopeId: 'openid' }),
				like({ userId, scopeId: 'okta.users.read.self' }),
			],
			sdk: async ({ userApi }, { userId = '' }) =>
				await (await userApi.listUserGrants({ userId, limit: 200 })).each(() => undefined),
		},
		{
			name: 'finds those to one scope',
			items: withGrants,
			parameters: {
				userId,
				returnAll: true,
				options: { scopeId: 'openid', includeScope: true },
			},
			puts: ({ userId }) => [like({ userId, scopeId: 'openid' })],
			sdk: async ({ userApi }, { userId = '' }) => {
				const query = { scopeId: 'openid', expand: 'scope', limit: 200 };
				await (await userApi.listUserGrants({ userId, ...query })).each(() => undefined);
			},
		},
	],
	'user.revokeGrants': [
		{
			name: 'leaves no consent',
			items: withGrants,
			parameters: { userId },
			puts: done('revoked'),
			leaves: (items, { directory }) =>
				expect(items.map(({ userId = '' }) => directory.grants.of(userId))).toEqual([[], []]),
			sdk: async ({ userApi }, { userId = '' }) => await userApi.revokeUserGrants({ userId }),
		},
	],
	'user.getDevices': [
		{
			name: 'lists the devices of users who have one',
			items: ({ directory }) =>
				two(directory.devices.list(), 'devices').map(({ owner }) => ({
					userId: directory.users.at(owner)?.id ?? '',
				})),
			parameters: { userId, returnAll: true },
			puts: () => [like({ deviceUserId: aText, device: anObject })],
			sdk: async ({ userApi }, { userId = '' }) =>
				await (await userApi.listUserDevices({ userId })).each(() => undefined),
		},
	],
};
