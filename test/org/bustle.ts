import { randomInt } from 'node:crypto';
import { DEPARTMENTS, FIRST_NAMES, LAST_NAMES } from './directory/names';
import type { User } from './directory/model';
import type { Org } from './org';
import { OktaError } from './route';

const anyOf = <Item>(items: readonly Item[]): Item | undefined =>
	items.length > 0 ? items[randomInt(items.length)] : undefined;

async function hire({ console }: Org): Promise<void> {
	const [first = 'Ana', last = 'Example'] = [anyOf(FIRST_NAMES), anyOf(LAST_NAMES)];
	const login = `${first}.${last}.${randomInt(1e6)}@acme.example`.toLowerCase();
	await console.createUser({ firstName: first, lastName: last, email: login, login });
}

/** Everyday work of an administrator. */
const chores: ReadonlyArray<(org: Org, user: User) => Promise<void>> = [
	hire,
	async ({ console }, { id }) => await console.updateUser(id, { department: anyOf(DEPARTMENTS) }),
	async ({ console, groups }, { id }) => {
		const group = anyOf(groups.list().filter(({ type }) => type === 'OKTA_GROUP'));
		if (group) await console.addToGroup(group.id, id);
	},
	async ({ console, apps }, { id }) => {
		const app = anyOf(apps.list().filter(({ status }) => status === 'ACTIVE'));
		if (app) await console.assignApp(app.id, id);
	},
	async ({ console }, { id, status }) =>
		await (status === 'SUSPENDED' ? console.unsuspend(id) : console.suspend(id)),
	async ({ console }, { id }) => await console.deactivate(id),
];

/** Makes one change at random, as a person in the Admin Console would. */
export async function changeSomething(org: Org): Promise<void> {
	const user = org.users.end > 0 ? org.users.at(randomInt(org.users.end)) : undefined;
	const chore = anyOf(chores);
	try {
		await (user && chore ? chore(org, user) : hire(org));
	} catch (error) {
		// What somebody's status doesn't allow is not done; there is a next time.
		if (!(error instanceof OktaError)) throw error;
	}
}
