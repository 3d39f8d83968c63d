import { Client } from '@okta/okta-sdk-nodejs';
import { everybody, type Job, type Prepare, type Work } from '../job';

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

/** So many calls at a time, as a program that uses an SDK does it. */
async function inTurn(
	ids: readonly string[],
	atOnce: number,
	call: (id: string) => Promise<void>,
): Promise<() => Promise<Work>> {
	const left = ids.values();
	const failures: string[] = [];
	let done = 0;
	const lane = async (): Promise<void> => {
		for (const id of left) {
			try {
				await call(id);
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
