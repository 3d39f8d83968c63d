import type { INodeParameters } from 'n8n-workflow';

import { mapped } from './scenarios';
import { textOf } from './scenarios/scenario';
import { closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

/** What somebody gets wrong, in an org where it is wrong, and what the node says of it. */
interface Mistake {
	mistake: string;
	parameters: (people: People) => INodeParameters;
	says: (people: People) => string[];
}

/** Who and what there is to get wrong. */
interface People {
	login: string;
	active: string;
	staged: string;
	everyone: string;
}

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

const nobody = '00u00000000000000000';

const mistakes: readonly Mistake[] = [
	{
		mistake: 'somebody is taken out of Everyone',
		parameters: ({ everyone, active }) => ({
			resource: 'group',
			operation: 'removeMember',
			groupId: locator('id', everyone),
			userId: locator('id', active),
		}),
		says: ({ everyone, active }) => [
			'Okta does not allow this for this group',
			'only those of type OKTA_GROUP can be changed here',
			'Unsupported operation.',
			'HTTP 501, E0000060',
			`About: group ${everyone}, user ${active}.`,
		],
	},
	{
		mistake: "a group's name in the place of its ID",
		parameters: ({ active }) => ({
			resource: 'group',
			operation: 'addMember',
			groupId: locator('id', 'Engineering'),
			userId: locator('id', active),
		}),
		says: ({ active }) => [
			'There is no group with the ID "Engineering" in Okta',
			'This looks like a name: choose “By Name” in the field Group.',
			`About: user ${active}.`,
		],
	},
	{
		mistake: "an app's label in the place of its ID",
		parameters: () => ({
			resource: 'application',
			operation: 'get',
			appId: locator('id', 'Salesforce'),
		}),
		says: () => [
			'There is no application with the ID "Salesforce" in Okta',
			'choose “By Name” in the field Application.',
		],
	},
	{
		mistake: 'a login nobody has, in the place of an ID',
		parameters: () => ({
			resource: 'user',
			operation: 'get',
			userId: locator('id', 'nobody@acme.example'),
		}),
		says: () => ['There is no user with the login "nobody@acme.example" in Okta'],
	},
	{
		mistake: 'a user who is gone',
		parameters: () => ({
			resource: 'user',
			operation: 'suspend',
			userId: locator('id', nobody),
		}),
		says: () => [
			`There is no user with the ID "${nobody}" in Okta`,
			'It may have been deleted, be in another org',
		],
	},
	{
		mistake: 'a user who is there already',
		parameters: ({ login }) => ({
			resource: 'user',
			operation: 'create',
			profile: mapped(
				['login', 'string', login],
				['email', 'string', login],
				['firstName', 'string', 'Ada'],
				['lastName', 'string', 'Byron'],
			),
		}),
		says: ({ login }) => [
			`Okta has one with the login "${login}" already`,
			'“If It Exists”, below, says what to do then',
			'An object with this field already exists in the current organization.',
		],
	},
	{
		mistake: 'a login that is no address',
		parameters: () => ({
			resource: 'user',
			operation: 'create',
			profile: mapped(
				['login', 'string', 'ada.byron'],
				['email', 'string', 'ada@acme.example'],
				['firstName', 'string', 'Ada'],
				['lastName', 'string', 'Byron'],
			),
		}),
		says: () => [
			'Okta refused the values: login: Username must be in the form of an email address',
			'About: login ada.byron.',
		],
	},
	...['suspend', 'expirePassword', 'resetPassword'].map((operation): Mistake => ({
		mistake: `${operation} of somebody who was never activated`,
		parameters: ({ staged }) => ({
			resource: 'user',
			operation,
			userId: locator('id', staged),
		}),
		says: ({ staged }) => [
			'The status is STAGED, which does not allow this',
			`About: user ${staged}.`,
		],
	})),
];

function peopleOf({ org }: World): People {
	const users = [...org.users.list()];
	const active = users.find(({ status }) => status === 'ACTIVE');
	const groups = org.groups.list();
	return {
		login: textOf(active?.profile ?? {}, 'login'),
		active: active?.id ?? '',
		staged: users.find(({ status }) => status === 'STAGED')?.id ?? '',
		everyone: groups.find(({ type }) => type === 'BUILT_IN')?.id ?? '',
	};
}

describe.each(mistakes)('$mistake', ({ parameters, says }) => {
	test('is answered in words of the form', async () => {
		const world = await openWorld();
		const people = peopleOf(world);

		const outcome = await world.n8n.run({
			parameters: parameters(people),
			credential: world.credential,
		});

		const said = complaint(outcome);
		for (const words of says(people)) expect(said).toContain(words);
		// Nothing is said twice.
		const lines = said.split('\n').map((line) => line.replace(/\.$/, ''));
		expect(lines).toEqual([...new Set(lines)]);
	});

	test('says the same where the run goes on', async () => {
		const world = await openWorld();
		const people = peopleOf(world);

		const { items } = await world.n8n.run({
			parameters: parameters(people),
			credential: world.credential,
			settings: { onError: 'continueRegularOutput' },
		});

		const [item] = items;
		expect(Object.keys(item?.json ?? {})).toEqual(['error', 'message']);
		const said = JSON.stringify(item?.json);
		for (const words of says(people)) expect(said).toContain(JSON.stringify(words).slice(1, -1));
	});
});
