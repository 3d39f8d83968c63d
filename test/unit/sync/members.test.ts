import { compareMembers } from '../../../nodes/Okta/jobs/sync/members';
import { Locator, Values } from '../../../nodes/Okta/table/values';
import type { Okta } from '../../../nodes/Okta/transport/types';
import { unused, unusedForm, unusedHost } from '../node/unused';

const user = (id: string, employeeNumber: string) => ({
	id,
	status: 'ACTIVE',
	profile: { login: `${id}@acme.example`, employeeNumber },
});

/** A group of two, one of whom has just got another number. */
const org: Okta = {
	...unused,
	send: async ({ path }) =>
		await Promise.resolve({
			status: 200,
			headers: {},
			body: path.endsWith('00u2')
				? user('00u2', 'new')
				: { id: '00g1', type: 'OKTA_GROUP', profile: { name: 'Staff' } },
		}),
	async *pages({ path }) {
		const isMembers = path.endsWith('/users') && path !== '/api/v1/users';
		yield await Promise.resolve(isMembers ? [user('00u1', 'one'), user('00u2', 'old')] : []);
	},
};

const row = (item: number, member: string) => ({
	item,
	json: {},
	values: new Values(
		new Map<string, unknown>([
			['groupId', new Locator('id', '00g1')],
			['member', member],
			['matchBy', 'other'],
			['matchAttribute', 'employeeNumber'],
			['membership', 'exactly'],
		]),
	),
});

const outcomes = async (...members: [string, ...string[]]) => {
	const [first, ...rest] = members;
	const { tasks } = await compareMembers({
		okta: org,
		rows: [row(0, first), ...rest.map((member, index) => row(index + 1, member))],
		run: {},
		isRepeated: false,
		form: unusedForm,
		store: unusedHost.store,
	});
	return tasks.map((task) => task.result()['outcome']);
};

it('a member is not removed who has just become whom a row names that found nobody', async () => {
	expect(await outcomes('one', 'new')).toEqual(['unchanged', 'refused', 'skipped']);
});

it('a member is removed whom no row names by any number', async () => {
	expect(await outcomes('one', 'other')).toEqual(['unchanged', 'refused', 'removed']);
});
