import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { INodeParameters } from 'n8n-workflow';
import { mapped } from '../engine/harness/parameters';
import type { OpenOrg } from './org';

/** A row of the feed. */
export type Person = Record<string, string>;

/** The columns of the feed, which are called like the attributes. */
export const columns = [
	'login',
	'email',
	'firstName',
	'lastName',
	'employeeNumber',
	'department',
] as const;

/** By what a row and a user are the same person. */
export const key = 'employeeNumber';

/** Whom the feed has to name, as a search. */
export const scope = `profile.${key} pr`;

/** How many rows differ, are new, and are missing. */
export interface Differences {
	changed: number;
	added: number;
	absent: number;
}

const needed = ['login', 'email', 'firstName', 'lastName'];

/** _Import Users_, filled in. */
export const importing: INodeParameters = {
	resource: 'directory',
	operation: 'importUsers',
	importBy: 'other',
	importAttribute: key,
	profile: {
		mappingMode: 'autoMapInputData',
		value: null,
		schema: columns.map((id) => ({
			id,
			displayName: id,
			type: 'string' as const,
			required: false,
			display: true,
			defaultMatch: false,
			isNeeded: needed.includes(id),
		})),
	},
	absent: 'suspend',
	scopeBy: 'search',
	scopeSearch: scope,
};

/** _Create or Update_, filled in. */
export const upserting: INodeParameters = {
	resource: 'user',
	operation: 'upsert',
	matchBy: 'other',
	matchAttribute: key,
	profile: mapped(
		...columns.map((name): [string, 'string', string] => [name, 'string', `={{ $json.${name} }}`]),
	),
};

/** What a changed row says of somebody. */
export const department = 'Moved by the bench';

/** What the feed says: everybody but a few, some of them changed, and some who are new. */
export async function feedOf(
	org: OpenOrg,
	{ changed, added, absent }: Differences,
): Promise<Person[]> {
	const all = await org.people();
	const active = all.filter(({ status }) => status === 'ACTIVE');
	if (active.length < absent + changed) throw new Error('The org has too few active users');
	const gone = new Set(active.slice(0, absent));
	const moved = new Set(active.slice(absent, absent + changed));
	const rows = all
		.filter((person) => !gone.has(person))
		.map((person): Person => {
			const { status: _, ...row } = person;
			return moved.has(person) ? { ...row, department } : row;
		});
	const news = Array.from({ length: added }, (_, index): Person => ({
		login: `new.${String(index)}@acme.example`,
		email: `new.${String(index)}@acme.example`,
		firstName: 'New',
		lastName: String(index),
		employeeNumber: `NEW${String(index)}`,
		department: 'Sales',
	}));
	return [...rows, ...news];
}

/** Writes a feed as CSV. */
export async function writeFeed(file: string, people: readonly Person[]): Promise<void> {
	const out = createWriteStream(file);
	out.write(`${columns.join()}\n`);
	for (const person of people) {
		const line = columns.map((name) => `"${(person[name] ?? '').replaceAll('"', '""')}"`).join();
		if (!out.write(`${line}\n`)) await once(out, 'drain');
	}
	out.end();
	await once(out, 'finish');
}
