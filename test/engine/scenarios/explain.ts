import type { Org } from '../../org';
import { byId, like, textOf, twoUsers, two, type Item, type Scenarios } from './scenario';

const userId = byId('={{ $json.userId }}');
const groupId = byId('={{ $json.groupId }}');
const appId = byId('={{ $json.appId }}');

const activeUsers = (org: Org): Item[] =>
	twoUsers(org, 'ACTIVE').map(({ id, profile }) => ({
		userId: id,
		login: textOf(profile, 'login'),
	}));

/** Each with a group the user is in, and one without. */
const oneGroup = (org: Org): Item[] =>
	twoUsers(org, 'ACTIVE').map(({ id, position }) => {
		const group = org.directory.groupsOf(position).find(({ type }) => type === 'OKTA_GROUP');
		return { userId: id, groupId: group?.id ?? '' };
	});

/** Apps that somebody has, and somebody to ask about. */
const oneApp = (org: Org): Item[] => {
	const users = twoUsers(org, 'ACTIVE');
	const { apps } = org.directory;
	const used = apps.list().filter((app) => !org.directory.appUsersFrom(app, 0).next().done);
	return two(used, 'apps').map(({ id }, index) => ({
		userId: users[index]?.id ?? '',
		appId: id,
	}));
};

const options = { askLog: true };

const names = ({ directory }: Org, { userId = '' }: Item) => {
	const position = directory.findUser(userId)?.position ?? -1;
	return directory.groupsOf(position).map((group) => textOf(group.profile, 'name'));
};

/** Why somebody has what he has. */
export const explainScenarios: Scenarios = {
	'user.explainAccess': [
		{
			name: 'tells of all groups, and what it may not read',
			items: activeUsers,
			parameters: { userId, explain: 'everything', options },
			puts: (item, org) => [
				like({
					userId: item['userId'],
					login: item['login'],
					explains: 'everything',
					complete: false,
					apps: [],
					groups: names(org, item).map((name) => like({ name })),
				}),
			],
		},
		{
			name: 'tells of one group',
			items: oneGroup,
			parameters: { userId, explain: 'group', groupId, options },
			puts: (item) => [
				like({ userId: item['userId'], groupId: item['groupId'], explains: 'group', has: true }),
			],
		},
		{
			name: 'does not know of an app that it may not read',
			items: oneApp,
			parameters: { userId, explain: 'app', appId, options },
			puts: (item) => [
				like({ userId: item['userId'], appId: item['appId'], has: null, complete: false }),
			],
		},
	],
	'group.explainAccess': [
		{
			name: 'tells of all members',
			items: ({ directory }) =>
				two(
					directory.groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
					'groups',
				).map(({ id }) => ({ groupId: id })),
			parameters: { groupId, returnAll: true, options },
			puts: (item, { directory }) => {
				const group = directory.groups.get(String(item['groupId']));
				const members = group ? [...directory.membersFrom(group, 0)] : [];
				return members.map((position) =>
					like({ groupId: item['groupId'], userId: directory.users.at(position)?.id }),
				);
			},
		},
	],
	'application.explainAccess': [
		{
			name: 'tells of all who have it',
			items: oneApp,
			parameters: { appId, returnAll: true, options },
			puts: (item, { directory }) => {
				const app = directory.apps.get(String(item['appId']));
				const users = app ? [...directory.appUsersFrom(app, 0)] : [];
				return users.map((position) =>
					like({ appId: item['appId'], userId: directory.users.at(position)?.id }),
				);
			},
		},
	],
};
