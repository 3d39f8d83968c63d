import {
	aText,
	byId,
	including,
	like,
	textOf,
	twoUsers,
	type Item,
	type Scenarios,
} from './scenario';
import type { Org } from '../../org';

const userId = byId('={{ $json.userId }}');

const activeUsers = (org: Org): Item[] =>
	twoUsers(org, 'ACTIVE').map(({ id, profile }) => ({
		userId: id,
		login: textOf(profile, 'login'),
	}));

const options = {
	eraseAfterDays: 30,
	earlierReport: '{}',
	groupsByRule: 'leave',
	newManager: '',
	newOwner: '',
	sendEmail: false,
};

/** What takes somebody out of Okta, in one step, and back in. */
export const offboardScenarios: Scenarios = {
	'user.takeSnapshot': [
		{
			name: 'tells what is there, and what it may not read',
			items: activeUsers,
			parameters: {
				userId,
				options: { ownedGroups: true, asFile: true, binaryField: 'snapshot' },
			},
			puts: ({ userId, login }) => [
				like({
					kind: 'oktaUserSnapshot',
					userId,
					login,
					complete: false,
					user: like({ id: userId, status: 'ACTIVE', profile: like({ login }) }),
					notRead: including({ part: 'apps', why: aText }, { part: 'adminRoles', why: aText }),
				}),
			],
		},
	],
	'user.offboard': [
		{
			name: 'ends access and the account',
			items: activeUsers,
			parameters: {
				userId,
				steps: ['suspend', 'sessions', 'grants', 'factors', 'deactivate'],
				options,
			},
			puts: ({ userId, login }) => [
				like({
					userId,
					login,
					complete: true,
					steps: including(
						like({ step: 'suspend', outcome: 'done' }),
						like({ step: 'sessions', outcome: 'done' }),
						like({ step: 'deactivate', outcome: 'done' }),
					),
				}),
			],
			leaves: (items, { directory }) => {
				for (const { userId } of items) {
					expect(directory.findUser(String(userId))?.status).toBe('DEPROVISIONED');
				}
			},
		},
	],
};
