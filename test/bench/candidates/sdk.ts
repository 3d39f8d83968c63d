import { Client, type User } from '@okta/okta-sdk-nodejs';
import { columns, key, scope, type Person } from '../feed';
import { everybody, type DoWork, type Job, type Prepare, type Work } from '../job';

type Call = () => Promise<unknown>;
type Count = Awaited<ReturnType<DoWork>>;

/** Okta's own SDK as its manual shows it, with the service app's key. */
export const sdk: Prepare = async ({ org, task, atMost }: Job) => {
	const { url, clientId, scopes, privateKey, keyId } = org;
	const client = new Client({
		orgUrl: url,
		authorizationMode: 'PrivateKey',
		clientId,
		scopes,
		privateKey,
		keyId,
	});
	const until = Date.now() + atMost * 1000;

	if (task.name === 'updateUsers') {
		return async () =>
			await inTurn(task.users, task.atOnce, async (userId) => {
				await client.userApi.updateUser({ userId, user: { profile: { title: 'Moved' } } });
			});
	}
	if (task.name === 'addMembers') {
		return async () =>
			await inTurn(task.users, task.atOnce, async (userId) => {
				await client.groupApi.assignUserToGroup({ groupId: task.group, userId });
			});
	}
	if (task.name === 'importPeople') {
		return async () => await importPeople(client, task.people);
	}
	if (task.name === 'syncMembers') {
		return async () => await syncMembers(client, task.group, task.logins);
	}
	if (task.name !== 'export') throw new Error('The SDK writes no files');
	return async () => {
		const ids = new Set<unknown>();
		let done = 0;
		const users = await client.userApi.listUsers({ limit: 200, filter: everybody });
		for await (const user of users) {
			done++;
			ids.add(user?.id);
			if (Date.now() > until) break;
		}
		return async (): Promise<Work> => ({ done, distinct: ids.size, failed: 0 });
	};
};

/** Reads everybody in the scope, compares, and writes one after another. */
async function importPeople(client: Client, people: readonly Person[]): Promise<Count> {
	const users = new Map<string, User>();
	for await (const user of await client.userApi.listUsers({ search: scope, limit: 200 })) {
		if (user?.profile?.employeeNumber) users.set(user.profile.employeeNumber, user);
	}
	const calls: Call[] = [];
	for (const profile of people) {
		const number = profile[key] ?? '';
		const user = users.get(number);
		users.delete(number);
		if (!user) {
			calls.push(() => client.userApi.createUser({ body: { profile }, activate: true }));
		} else if (columns.some((name) => (user.profile?.[name] ?? '') !== (profile[name] ?? ''))) {
			const userId = user.id ?? '';
			calls.push(() => client.userApi.updateUser({ userId, user: { profile } }));
		}
	}
	for (const { id: userId = '', status } of users.values()) {
		if (status === 'ACTIVE') calls.push(() => client.userApi.suspendUser({ userId }));
	}
	return await inTurn(calls, 1, async (call) => void (await call()));
}

/** Reads the members, compares, looks up who is new, and writes one after another. */
async function syncMembers(
	client: Client,
	groupId: string,
	logins: readonly string[],
): Promise<Count> {
	const members = new Map<string, string>();
	for await (const user of await client.groupApi.listGroupUsers({ groupId, limit: 1_000 })) {
		if (user?.profile?.login) members.set(user.profile.login, user.id ?? '');
	}
	const calls: Call[] = [];
	for (const login of logins) {
		if (members.delete(login)) continue;
		calls.push(async () => {
			// Not by `getUser`: the SDK's proof is for the login in percent-encoding, which Okta refuses.
			const search = `profile.login eq "${login}"`;
			const { value } = await (await client.userApi.listUsers({ search })).next();
			await client.groupApi.assignUserToGroup({ groupId, userId: value?.id ?? '' });
		});
	}
	for (const userId of members.values()) {
		calls.push(() => client.groupApi.unassignUserFromGroup({ groupId, userId }));
	}
	return await inTurn(calls, 1, async (call) => void (await call()));
}

/** So many calls at a time, as a program that uses an SDK does it. */
async function inTurn<One>(
	all: readonly One[],
	atOnce: number,
	call: (one: One) => Promise<void>,
): Promise<Count> {
	const left = all.values();
	const failures: string[] = [];
	let done = 0;
	const lane = async (): Promise<void> => {
		for (const one of left) {
			try {
				await call(one);
				done++;
			} catch (error) {
				failures.push(error instanceof Error ? error.message : String(error));
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	const [remark] = failures;
	return async () => ({ done, distinct: done, failed: failures.length, remark });
}
