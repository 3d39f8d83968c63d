import type { INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import { form } from './importing';
import { byId } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const wish = '={{ $json.wish }}';

const first = <T>([one]: readonly T[]): T => {
	if (one === undefined) throw new Error('The org is too small');
	return one;
};

const groupId = ({ org }: World) => byId(first(org.groups.byName('Engineering')).id);
const userId = ({ org }: World) => byId(first(org.users.list()).id);
const appId = ({ org }: World) => byId(first(org.apps.list()).id);

test.each<[string, (world: World) => INodeParameters, [string, string], string]>([
	[
		'Sync Members',
		(world) => ({
			resource: 'group',
			operation: 'syncMembers',
			groupId: groupId(world),
			member: '={{ $json.login }}',
			options: { duplicateRows: wish },
		}),
		['skip', 'fail'],
		'Rows for the Same Person',
	],
	[
		'Sync Users',
		(world) => ({
			resource: 'application',
			operation: 'syncUsers',
			appId: appId(world),
			person: '={{ $json.login }}',
			options: { removeAtMost: wish },
		}),
		['1', '100 %'],
		'Remove at Most',
	],
	[
		'Set Groups',
		(world) => ({
			resource: 'user',
			operation: 'setGroups',
			userId: userId(world),
			groups: 'Engineering',
			prefix: wish,
		}),
		['Office', 'Eng'],
		'Name Begins With',
	],
	[
		'Import into an identity source',
		(world) => ({
			resource: 'identitySource',
			operation: 'import',
			appId: appId(world),
			externalId: '={{ $json.login }}',
			options: { openSession: wish },
		}),
		['fail', 'cancel'],
		'If a Session Is Open',
	],
	[
		'Import Users',
		() => form({ options: { sameRows: wish } }),
		['skip', 'fail'],
		'Rows for the Same Person',
	],
])(
	'what counts for all rows is not what one of them says: %s',
	async (_, parametersFor, [one, other], field) => {
		const world = await openWorld();
		const outcome = await world.n8n.run({
			parameters: parametersFor(world),
			items: [
				{ login: 'a@acme.example', wish: one },
				{ login: 'b@acme.example', wish: other },
			],
			credential: world.credential,
		});
		expect(complaint(outcome)).toContain(`"${field}" is not the same for item 1 and item 0`);
		expect(apiRequests(world.org).every(({ method }) => method === 'GET')).toBe(true);
	},
);

test('where each row names its group, each group may have its own', async () => {
	const world = await openWorld();
	const groups = world.org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	const login = first(world.org.users.list()).profile['login'];
	const { error } = await world.n8n.run({
		parameters: {
			resource: 'group',
			operation: 'syncMembers',
			groupId: byId('={{ $json.group }}'),
			member: '={{ $json.login }}',
			membership: 'add',
			options: { removeAtMost: wish },
		},
		items: groups.slice(0, 2).map(({ id }, at) => ({
			group: id,
			login: text(login),
			wish: at === 0 ? '1' : '2',
		})),
		credential: world.credential,
	});
	expect(error).toBeUndefined();
});
