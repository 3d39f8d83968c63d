import type { INodeParameters } from 'n8n-workflow';

import { mapped } from './scenarios';
import { textOf } from './scenarios/scenario';
import { closeWorlds, complaint, openWorld } from './world';

afterEach(closeWorlds);

/** Creates somebody whose login is taken; the holder has an employee number or none. */
async function create(held: string, own: string, more: INodeParameters = {}) {
	const { n8n, org, credential } = await openWorld();
	const holder = org.users.list().find(({ status }) => status === 'ACTIVE');
	if (!holder) throw new Error('The org has no active user');
	const login = textOf(holder.profile, 'login');
	org.users.put({
		...holder,
		profile: { ...holder.profile, employeeNumber: held === '' ? null : held },
	});
	const before = org.users.list().length;
	const number: Parameters<typeof mapped> = own === '' ? [] : [['employeeNumber', 'string', own]];
	const outcome = await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'create',
			activate: false,
			profile: mapped(
				['login', 'string', login],
				['email', 'string', 'another@acme.example'],
				['firstName', 'string', 'New'],
				['lastName', 'string', 'Comer'],
				...number,
			),
			options: { ifLoginTaken: 'number' },
			...more,
		},
		credential,
	});
	return { outcome, holder, login, made: org.users.list().length - before };
}

test('somebody else has the login: the new user gets a number, and keeps another email', async () => {
	const { outcome, login, made } = await create('E-1', 'E-2');
	expect(outcome.items.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			outcome: 'created',
			login: login.replace('@', '2@'),
			email: 'another@acme.example',
		}),
	]);
	expect(made).toBe(1);
});

test.each([
	['the holder has no number', '', 'E-2', 'may be that of the very person'],
	['the new user has no number', 'E-1', '', 'The new user has no employeeNumber'],
	['it is the very person', 'E-1', 'E-1', 'The person is a user already'],
])('nobody is created where %s', async (_, held, own, words) => {
	const { outcome, made } = await create(held, own);
	expect(complaint(outcome)).toContain(words);
	expect(made).toBe(0);
});

test.each([
	['return', 'unchanged', (holder: string) => ({ id: holder })],
	['update', 'updated', (holder: string) => ({ id: holder, firstName: 'New' })],
])('the very person is treated as If It Exists says: %s', async (ifExists, word, shown) => {
	const { outcome, holder, login, made } = await create('E-1', 'E-1', { ifExists });
	expect(outcome.items.map(({ json }) => json)).toEqual([
		expect.objectContaining({ outcome: word, login, ...shown(holder.id) }),
	]);
	expect(made).toBe(0);
});
