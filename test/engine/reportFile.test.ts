import type { INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import { byId, mapped } from './scenarios';
import { closeWorlds, openWorld, type World } from './world';

afterEach(closeWorlds);

const first = <T>([one]: readonly T[]): T => {
	if (one === undefined) throw new Error('The org is too small');
	return one;
};

const loginIn = ({ org }: World, isIn: boolean) => {
	const group = first(org.groups.byName('Engineering'));
	const user = org.users
		.list()
		.find((one) => one.status === 'ACTIVE' && org.directory.isMember(group, one.position) === isIn);
	return text(user?.profile['login']);
};

const group = ({ org }: World) => byId(first(org.groups.byName('Engineering')).id);
const app = ({ org }: World) => byId(first(org.apps.list()).id);

const people = [
	'nobody@acme.example',
	(world: World) => loginIn(world, true),
	(world: World) => loginIn(world, false),
];

interface Case {
	form: (world: World) => INodeParameters;
	name: string;
	head: string;
	/** How often there is which outcome. */
	summary: object;
	/** Which outcomes the file has, in its order. */
	outcomes: string[];
}

test.each<[string, Case]>([
	[
		'Sync Members',
		{
			form: (world) => ({
				resource: 'group',
				operation: 'syncMembers',
				groupId: group(world),
				member: '={{ $json.login }}',
				membership: 'add',
			}),
			name: 'okta-members-report.csv',
			head: 'item,row,userId,login,outcome,why',
			summary: { groupName: 'Engineering', refused: 1, unchanged: 1, added: 1 },
			outcomes: ['refused', 'added'],
		},
	],
	[
		'Sync Users',
		{
			form: (world) => ({
				resource: 'application',
				operation: 'syncUsers',
				appId: app(world),
				person: '={{ $json.login }}',
				assignments: 'remove',
			}),
			name: 'okta-app-users-report.csv',
			head: 'item,row,userId,login,outcome,changes,notTaken,why',
			summary: { unchanged: 3 },
			outcomes: [],
		},
	],
	[
		'Set Groups, one file for all users',
		{
			form: () => ({
				resource: 'user',
				operation: 'setGroups',
				userId: { __rl: true, mode: 'login', value: '={{ $json.known }}' },
				groups: 'Engineering',
				membership: 'add',
			}),
			name: 'okta-groups-report.csv',
			head: 'item,userId,login,outcome,added,removed,unchanged,skipped,why',
			summary: { updated: 1, unchanged: 1, skipped: 1 },
			outcomes: ['skipped', 'updated'],
		},
	],
	[
		'Import into an identity source',
		{
			form: (world) => ({
				resource: 'identitySource',
				operation: 'import',
				appId: app(world),
				externalId: '={{ $json.login }}',
				userName: '={{ $json.login }}',
				profile: mapped(['firstName', 'string', 'Ada']),
			}),
			name: 'okta-identity-source-report.csv',
			head: 'item,externalId,userName,outcome,userId,userStatus,sessionId,sessionStatus,why',
			summary: { accepted: 3 },
			outcomes: ['accepted', 'accepted', 'accepted'],
		},
	],
])(
	'%s leaves a file with a line for each row',
	async (_, { form, name, head, summary, outcomes }) => {
		const scopes = [
			'okta.identitySources.manage',
			'okta.users.read',
			'okta.groups.manage',
		] as const;
		const world = await openWorld({
			app: { scopes: [...scopes, 'okta.apps.manage', 'okta.logs.read'] },
		});
		world.org.directory.addIdentitySource(first(world.org.apps.list()));
		const logins = people.map((one) => (typeof one === 'string' ? one : one(world)));
		const parameters = form(world);
		const options = {
			reportAs: 'csv',
			...(parameters['resource'] === 'identitySource'
				? { lookAfterwards: false }
				: { report: 'differences' }),
		};
		const { items, error } = await world.n8n.run({
			parameters: { ...parameters, options },
			items: logins.map((login, at) => ({ login, known: logins[Math.max(at, 1)] })),
			credential: world.credential,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ summary: true, ...summary });
		const file = items[0]?.binary?.['report'];
		expect(file?.fileName).toBe(name);
		const [names, ...lines] = Buffer.from(file?.data ?? '', 'base64')
			.toString()
			.trim()
			.split('\r\n');
		expect(names).toBe(head);
		const at = head.split(',').indexOf('outcome');
		expect(lines.map((line) => line.split(',')[at])).toEqual(outcomes);
	},
);
