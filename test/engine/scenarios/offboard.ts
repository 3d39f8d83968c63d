import {
	aText,
	byId,
	including,
	like,
	matching,
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

const quarantineOf = ({ groups }: Org): string =>
	groups.list().find(({ type }) => type === 'OKTA_GROUP')?.id ?? '';

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
	'user.contain': [
		{
			name: 'suspends, ends sessions, and says which step lacks a scope',
			items: (org) =>
				activeUsers(org).map((item) => ({ ...item, groupId: quarantineOf(org), report: '{}' })),
			parameters: {
				userId,
				steps: ['suspend', 'expirePassword', 'sessions', 'quarantine', 'factors'],
				groupId: byId('={{ $json.groupId }}'),
				options: { earlierReport: '={{ $json.report }}' },
			},
			puts: ({ userId, login }) => [
				like({
					userId,
					login,
					complete: false,
					steps: including(
						like({ step: 'suspend', outcome: 'done' }),
						like({ step: 'expirePassword', outcome: 'skipped' }),
						like({ step: 'sessions', outcome: 'done' }),
						like({ step: 'quarantine', outcome: 'refused', why: matching(/okta\.groups\.manage/) }),
					),
					undoable: { suspendedAt: aText, group: null },
				}),
			],
			leaves: (items, { directory }) => {
				for (const { userId } of items) {
					expect(directory.findUser(String(userId))?.status).toBe('SUSPENDED');
				}
			},
		},
	],
	'user.release': [
		{
			name: 'unsuspends whom Contain suspended',
			items: (org) =>
				twoUsers(org, 'SUSPENDED').map(({ id, profile }) => ({
					userId: id,
					login: textOf(profile, 'login'),
					report: JSON.stringify({
						userId: id,
						steps: [],
						undoable: { suspendedAt: new Date(org.clock.now()).toISOString(), group: null },
					}),
				})),
			parameters: {
				userId,
				containReport: '={{ $json.report }}',
				options: { expirePassword: false },
			},
			puts: ({ userId, login }) => [
				like({
					userId,
					login,
					complete: true,
					steps: [
						like({ step: 'suspend', outcome: 'done' }),
						like({ step: 'quarantine', outcome: 'nothing to do' }),
					],
				}),
			],
			leaves: (items, { directory }) => {
				for (const { userId } of items) {
					expect(directory.findUser(String(userId))?.status).toBe('ACTIVE');
				}
			},
		},
	],
	'user.restore': [
		{
			name: 'activates whom a snapshot has active, and says which steps lack a scope',
			items: (org) =>
				twoUsers(org, 'DEPROVISIONED').map(({ id, profile }) => ({
					userId: id,
					login: textOf(profile, 'login'),
					snapshot: JSON.stringify({
						kind: 'oktaUserSnapshot',
						version: 1,
						notRead: [],
						user: { id, status: 'ACTIVE', typeId: '', profile },
						groups: [],
						apps: [],
						adminRoles: [],
						linkedObjects: [],
						factors: [],
						devices: [],
						ownedGroups: [],
					}),
				})),
			parameters: {
				snapshot: '={{ $json.snapshot }}',
				restoreSteps: ['account', 'groups', 'apps', 'linkedObjects', 'ownership', 'adminRoles'],
				options: { sendEmail: false },
			},
			puts: ({ userId, login }) => [
				like({
					userId,
					login,
					complete: false,
					steps: including(
						like({ step: 'status', outcome: 'done' }),
						like({ step: 'apps', outcome: 'refused', why: matching(/okta\.apps\.manage/) }),
					),
				}),
			],
			leaves: (items, { directory }) => {
				for (const { userId } of items) {
					expect(directory.findUser(String(userId))?.status).not.toBe('DEPROVISIONED');
				}
			},
		},
	],
};
