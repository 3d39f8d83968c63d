import type { INodeParameters } from 'n8n-workflow';
import { createReadStream, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createEngine, keepFiles, readFile, storeFile, type Outcome } from '../../engine/harness';
import { byId, mapped } from '../../engine/harness/parameters';
import { importing } from '../feed';
import type { Job, Prepare, Work } from '../job';
import { credentialData } from '../org';
import { countItems } from './items';

/** This node, built, in n8n's engine. */
export const oktaNode: Prepare = async ({ org, task, atMost, directory }: Job) => {
	const n8n = await createEngine({ directory });
	const credential = await n8n.credential('oktaServiceAppApi', credentialData(org));
	const run = async (parameters: INodeParameters, ids: readonly string[] = ['']) =>
		await n8n.run({
			credential,
			parameters,
			items: ids.map((id) => ({ id })),
			settings: { onError: 'continueRegularOutput' },
			signal: AbortSignal.timeout(atMost * 1000),
		});

	switch (task.name) {
		case 'export':
			return async () => countRows(await run({ ...everybody, columns: task.columns }));
		case 'exportToFile': {
			const folder = await keepFiles();
			return async () => {
				const outcome = await run({ ...everybody, exportTo: 'file' });
				return async () =>
					await countLines(outcome).finally(() => rmSync(folder, { recursive: true }));
			};
		}
		case 'updateUsers':
			return async () =>
				countItems(
					await run(
						{
							resource: 'user',
							operation: 'update',
							userId: byId('={{ $json.id }}'),
							profile: mapped(['title', 'string', 'Moved']),
						},
						task.users,
					),
				);
		case 'readUsers':
			return async () =>
				countItems(
					await run(
						{ resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
						task.users,
					),
				);
		case 'suspendUsers':
			return async () =>
				countItems(
					await run(
						{ resource: 'user', operation: 'suspend', userId: byId('={{ $json.id }}') },
						task.users,
					),
				);
		case 'importPeople': {
			const { people: items } = task;
			return async () => countItems(await n8n.run({ credential, parameters: importing, items }));
		}
		case 'runForm': {
			const { parameters, items } = task;
			return async () => countItems(await n8n.run({ credential, parameters, items }));
		}
		case 'importFile': {
			const folder = await keepFiles();
			const { parameters } = task;
			const data = await storeFile(createReadStream(task.file), 'people.csv');
			return async () => {
				const { items, error } = await n8n.run({ credential, parameters, files: { data } });
				return async () => {
					await Promise.resolve();
					rmSync(folder, { recursive: true });
					const rows = Number(items[0]?.json['rows'] ?? 0);
					return { done: rows, distinct: rows, failed: 0, remark: error?.message };
				};
			};
		}
		case 'syncMembers': {
			const items = task.logins.map((login) => ({ login }));
			const parameters = {
				resource: 'group',
				operation: 'syncMembers',
				groupId: byId(task.group),
				member: '={{ $json.login }}',
			};
			return async () => countItems(await n8n.run({ credential, parameters, items }));
		}
		case 'addMembers':
			return async () =>
				countItems(
					await run(
						{
							resource: 'group',
							operation: 'addMember',
							groupId: byId(task.group),
							userId: byId('={{ $json.id }}'),
						},
						task.users,
					),
				);
	}
};

const everybody = { resource: 'directory', operation: 'export', dataSet: 'users' };

const countRows =
	({ items, error }: Outcome) =>
	async (): Promise<Work> => {
		const ids = new Set(items.map(({ json }) => json.id));
		return { done: items.length, distinct: ids.size, failed: 0, remark: error?.message };
	};

/** Rows of a CSV file; the first column is the ID, and no cell of the practice org has a line break. */
async function countLines({ items, error }: Outcome): Promise<Work> {
	const [item] = items;
	if (!item?.binary?.data) throw error ?? new Error('There is no file');
	const ids = new Set<string>();
	let lines = -1;
	for await (const line of createInterface({ input: await readFile(item.binary.data) })) {
		lines++;
		// A copy, because a slice would keep the whole line.
		if (lines > 0) ids.add(Buffer.from(line.slice(0, line.indexOf(','))).toString());
	}
	return { done: lines, distinct: ids.size, failed: 0, remark: error?.message };
}
