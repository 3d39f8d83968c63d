import { z } from 'zod';

import { mapped } from '../engine/harness/parameters';
import { textOf } from '../engine/scenarios/scenario';
import { n8nVersions } from '../n8n/cache';
import { byHand, chain, type Link, oneItemEach } from '../n8n/chain';
import type { WorkflowFile } from '../n8n/rest';
import { openScriptedModel, type ScriptedModel, type Step } from '../n8n/scriptedModel';
import { nodeType, oktaNode, openStage, type Stage } from '../n8n/stage';
import type { User } from '../org/directory/model';
import { packedTarball } from './pack';

/** What the model fills in, in the words that n8n's editor writes for it. */
const fromAi = (name: string, type = 'string') => `={{ $fromAI('${name}', '', '${type}') }}`;

/** A locator as it is when nobody but the model has touched it. */
const filledIn = (name: string) => ({ __rl: true, mode: 'list', value: fromAi(name) });

const userId = filledIn('user');

/** Tools by the names of their nodes. */
const tools: Readonly<Record<string, Record<string, unknown>>> = {
	get_user: { resource: 'user', operation: 'get', userId },
	unlock_user: { resource: 'user', operation: 'unlock', userId },
	suspend_user: { resource: 'user', operation: 'suspend', userId },
	delete_user: { resource: 'user', operation: 'delete', userId },
	reset_factors: { resource: 'user', operation: 'resetFactors', userId },
	temporary_password: {
		resource: 'user',
		operation: 'expirePasswordWithTempPassword',
		userId,
		returnTempPassword: true,
	},
	set_title: {
		resource: 'user',
		operation: 'update',
		userId,
		profile: mapped(['title', 'string', fromAi('title')]),
	},
	map_input: {
		resource: 'user',
		operation: 'update',
		userId,
		profile: { ...mapped(['title', 'string', '']), mappingMode: 'autoMapInputData', value: null },
	},
	add_to_group: {
		resource: 'group',
		operation: 'addMember',
		groupId: filledIn('group'),
		userId,
	},
	list_members: {
		resource: 'group',
		operation: 'getMembers',
		groupId: filledIn('group'),
		returnAll: true,
	},
	assign_app: {
		resource: 'application',
		operation: 'assignUser',
		appId: filledIn('app'),
		userId,
	},
	suspend_unprotected: {
		resource: 'user',
		operation: 'suspend',
		userId,
		safeguards: { stopBefore: fromAi('most', 'number') },
	},
};

describe.each(n8nVersions)("n8n %s's agent at the help desk", (version) => {
	let stage: Stage;
	let model: ScriptedModel;
	let people: Record<'locked' | 'asked' | 'leaver' | 'lost' | 'new' | 'gone', User>;
	let status: string;

	const now = ({ id }: User) => stage.org.users.list().find((user) => user.id === id);
	const statusOf = (user: User) => now(user)?.status;
	const login = ({ profile }: User) => textOf(profile, 'login');
	const result = (task: keyof ReturnType<typeof script>) => model.results.get(task) ?? '';

	/** Twelve tasks in plain words, and what a model makes of them. */
	const script = () => {
		const { locked, asked, leaver, lost, new: newcomer, gone } = people;
		return {
			'Why can somebody not sign in?': { tool: 'get_user', arguments: { user: login(asked) } },
			'Let them in again': { tool: 'unlock_user', arguments: { user: login(locked) } },
			'Somebody is on leave from today': {
				tool: 'suspend_user',
				arguments: { user: login(leaver) },
			},
			'The test account can go': { tool: 'delete_user', arguments: { user: login(gone) } },
			'A phone was lost': { tool: 'reset_factors', arguments: { user: login(lost) } },
			'They need a password for today': {
				tool: 'temporary_password',
				arguments: { user: login(lost) },
			},
			'A promotion': {
				tool: 'set_title',
				arguments: { user: login(newcomer), title: 'Head of Security' },
			},
			'The same by the columns of the chat': {
				tool: 'map_input',
				arguments: { user: login(newcomer) },
			},
			'Welcome to Engineering': {
				tool: 'add_to_group',
				arguments: { group: 'Engineering', user: login(newcomer) },
			},
			'Who is in the group of the engines?': {
				tool: 'list_members',
				arguments: { group: 'Engines' },
			},
			'They need Salesforce': {
				tool: 'assign_app',
				arguments: { app: 'Salesforce', user: login(newcomer) },
			},
			'As many as you like': {
				tool: 'suspend_unprotected',
				arguments: { user: login(newcomer), most: 1000 },
			},
		} satisfies Record<string, Step>;
	};

	/** An agent with the model and all tools, which gets one task after another. */
	const workflow = (modelCredential: { id: string; name: string }): WorkflowFile => {
		const agent: Link = {
			name: 'Help desk',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			parameters: { promptType: 'define', text: '={{ $json.task }}', options: {} },
		};
		const line = chain('Help desk', byHand, ...oneItemEach('task', Object.keys(script())), agent);
		const helpers: Link[] = [
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				credentials: { openAiApi: { id: modelCredential.id, name: modelCredential.name } },
			},
			...Object.entries(tools).map(([name, parameters]) => ({
				...oktaNode(stage.credential, name, parameters),
				type: `${nodeType}Tool`,
			})),
		];
		const leadsTo = (type: string) => ({ [type]: [[{ node: agent.name, type, index: 0 }]] });
		return {
			...line,
			// Otherwise n8n goes on with the agent before the tool has run.
			settings: { executionOrder: 'v1' },
			nodes: [
				...line.nodes,
				...helpers.map((link, place) => ({
					...link,
					id: link.name,
					position: [place * 200, 200],
				})),
			],
			connections: {
				...z.record(z.string(), z.unknown()).parse(line['connections']),
				Model: leadsTo('ai_languageModel'),
				...Object.fromEntries(Object.keys(tools).map((name) => [name, leadsTo('ai_tool')])),
			},
		};
	};

	beforeAll(async () => {
		stage = await openStage({ version, tarball: packedTarball(), users: 200, limits: 'none' });
		const { org } = stage;
		const [leaver, lost, newcomer, gone] = org.users
			.list()
			.filter((user) => user.status === 'ACTIVE');
		const [locked] = org.users.list().filter((user) => user.status === 'LOCKED_OUT');
		const [asked] = org.users.list().filter((user) => user.status === 'SUSPENDED');
		if (!leaver || !lost || !newcomer || !gone || !locked || !asked)
			throw new Error('Too few people.');
		people = { locked, asked, leaver, lost, new: newcomer, gone };
		model = await openScriptedModel(script());
		const credential = await stage.n8n.rest.createCredential({
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url, header: false },
		});
		const saved = await stage.n8n.rest.createWorkflow(workflow(credential));
		({ status } = await stage.n8n.rest.run(saved, byHand.name));
	});
	afterAll(async () => {
		await model.close();
		await stage.close();
	});

	it('is told of each tool what it does, and whether that can be undone', () => {
		expect(status).toBe('success');
		expect([...model.tools.keys()].toSorted()).toEqual(Object.keys(tools).toSorted());
		const addToGroup = model.tools.get('add_to_group');
		expect(addToGroup?.parameters.toSorted()).toEqual(['group', 'user']);
		expect(addToGroup?.description).toContain('Add user to group');
		// n8n 1 gives the title of the operation and no more.
		if (version.startsWith('1.')) return;
		expect(model.tools.get('delete_user')?.description).toContain('cannot be undone');
		expect(model.tools.get('reset_factors')?.description).toContain('cannot be undone');
	});

	it('does what it is asked for, by logins and names', () => {
		const { groups, directory } = stage.org;
		const { locked, leaver, lost, new: newcomer, gone } = people;
		expect(result('Why can somebody not sign in?')).toContain('SUSPENDED');
		expect(statusOf(locked)).toBe('ACTIVE');
		expect(statusOf(leaver)).toBe('SUSPENDED');
		expect(statusOf(gone)).toBe('DEPROVISIONED');
		expect(directory.factorsOf(lost)).toEqual([]);
		expect(now(newcomer)?.profile['title']).toBe('Head of Security');
		const engineering = groups.list().find(({ profile }) => profile.name === 'Engineering');
		expect(engineering?.members?.has(newcomer.position)).toBe(true);
		const salesforce = directory.apps.list().find(({ label }) => label === 'Salesforce');
		expect(salesforce && [...directory.appUsersFrom(salesforce, 0)]).toContain(newcomer.position);
	});

	it('gets no secrets, whatever is switched on', () => {
		const said = result('They need a password for today');
		expect(said).not.toBe('');
		expect(said).not.toMatch(/tempPassword"?:\s*"\w/);
	});

	it('reads what is wrong and what to do about it, and goes on with the next task', () => {
		expect(result('Who is in the group of the engines?')).toMatch(/no group .*Engines/);
		expect(result('The same by the columns of the chat')).toContain('Map Each Column Below');
		expect(result('As many as you like')).toContain('Safeguards cannot be filled in by a model');
		expect(statusOf(people.new)).toBe('ACTIVE');
	});
});
