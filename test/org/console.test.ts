import { startOrg, type Org } from '.';
import { changeSomething } from './bustle';
import { admin, person, refusal } from './directory/support/admin';
import { text } from './directory/model';
import { isObject } from './directory/request';
import { OktaError } from './route';

let org: Org;

beforeEach(async () => {
	org = await startOrg({ users: 20, groups: 4, apps: 8, limits: 'integratorFree' });
});

afterEach(() => org.close());

const newUser = async (name: string): Promise<string> => {
	const user = await org.console.createUser(person(name));
	return isObject(user) ? text(user, 'id') : '';
};
const types = (): string[] => org.log.events.map(({ eventType }) => eventType);

describe('the Admin Console', () => {
	it('does what the API does, and leaves no request behind', async () => {
		const id = await newUser('Ana');
		const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		const [, app] = org.apps.list();
		await org.console.updateUser(id, { city: 'Lisbon' });
		await org.console.request('PUT', `/api/v1/users/${id}`, {
			profile: person('Ana'),
			credentials: { password: { value: 'Tr0ub4dor&3' } },
		});
		await org.console.addToGroup(group?.id ?? '', id);
		await org.console.removeFromGroup(group?.id ?? '', id);
		await org.console.assignApp(app?.id ?? '', id);
		await org.console.unassignApp(app?.id ?? '', id);
		await org.console.suspend(id);
		await org.console.unsuspend(id);
		await org.console.resetPassword(id);
		await org.console.deactivate(id);
		await org.console.activate(id);
		await org.console.deactivate(id);
		await org.console.deleteUser(id);

		expect(types()).toEqual([
			'user.lifecycle.create',
			'user.lifecycle.activate',
			'user.account.update_profile',
			'user.account.update_profile',
			'user.account.update_password',
			'group.user_membership.add',
			'group.user_membership.remove',
			'application.user_membership.add',
			'application.user_membership.remove',
			'user.lifecycle.suspend',
			'user.lifecycle.unsuspend',
			'user.account.reset_password',
			'user.lifecycle.deactivate',
			'user.lifecycle.activate',
			'user.lifecycle.deactivate',
			'user.lifecycle.delete.initiated',
			'user.lifecycle.delete.completed',
		]);
		expect(org.ledger.requests).toEqual([]);
	});

	it('is a person, with a browser', async () => {
		await org.console.deactivate(await newUser('Ana'));
		const event = org.log.events.at(-1);

		expect(event).toMatchObject({
			eventType: 'user.lifecycle.deactivate',
			actor: { ...org.directory.administrator, type: 'User' },
			client: { userAgent: { rawUserAgent: expect.stringContaining('Mozilla') as unknown } },
		});
		expect(org.directory.findUser(event?.actor.id ?? '')).toBeDefined();
	});

	it('is refused what the API would refuse', async () => {
		const id = await newUser('Ana');
		await org.console.deactivate(id);

		await expect(org.console.suspend(id)).rejects.toThrow(OktaError);
		await expect(org.console.addToGroup('00gnone', id)).rejects.toThrow('E0000007');
		await expect(org.console.request('POST', '/api/v1/nothing')).rejects.toThrow(
			'The org has no POST',
		);
		expect(
			refusal(await admin(org)('POST', `/api/v1/users/${id}/lifecycle/suspend`)).errorCode,
		).toBe('E0000001');
	});

	it('is not limited in its rate', async () => {
		for (let count = 0; count < 200; count++) await newUser(`Person${count}`);

		expect(org.users.end).toBe(220);
	});
});

describe('an org that is alive', () => {
	it('changes again and again, by the hand of its administrator', async () => {
		for (let changes = 0; changes < 200; changes++) await changeSomething(org);

		expect(new Set(types()).size).toBeGreaterThan(5);
		expect(new Set(org.log.events.map(({ actor }) => actor.id))).toEqual(
			new Set([org.directory.administrator.id]),
		);
	});
});
