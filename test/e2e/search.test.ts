import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Okta } from '../../nodes/Okta/Okta.node';
import codex from '../../nodes/Okta/Okta.node.json';
import { currentN8n, installedN8n } from '../n8n/cache';

/** What people type who look for one of our operations, and have never heard of us. */
const queries = [
	'add user to group',
	'remove user from group',
	'disable user',
	'deactivate user',
	'reset mfa',
	'reset password',
	'revoke sessions',
	'log out',
	'offboard',
	'onboard',
	'audit log',
	'system log',
	'find user',
	'search users',
	'create user',
	'lock user',
	'unlock',
	'who has access',
	'access review',
	'assign app',
	'remove app',
	'export users',
	'list groups',
	'admin roles',
	'mfa',
	'push',
	'temporary password',
	'network zone',
	'block ip',
	'event hook',
	'rotate key',
	'scim',
	'suspend',
	'get users',
	'get many users',
	'list users',
	'get user',
	'update user',
	'reactivate user',
	'user attributes',
	'user groups',
	'user provisioning',
	'user lifecycle',
	'user report',
	'inactive users',
	'dormant accounts',
	'sync users',
	'import users',
	'hr sync',
	'directory sync',
	'employee',
	'new hire',
	'terminate employee',
	'contractor',
	'joiners movers leavers',
	'group members',
	'add member',
	'create group',
	'group rule',
	'dynamic group',
	'custom attribute',
	'unused licenses',
	'reclaim license',
	'assign user to application',
	'unassign user',
	'app access',
	'admins',
	'who is admin',
	'mfa report',
	'authenticator',
	'passkey',
	'security key',
	'verify caller',
	'expire password',
	'expired password',
	'end sessions',
	'quarantine',
	'compromised account',
	'sign-on policy',
	'device',
	'service account',
	'api token',
	'sso',
	'saml',
	'identity provider',
	'identity governance',
	'access request',
	'access certification',
	'entitlements',
	'failed logins',
	'sign-in events',
	'security events',
];

const ours = 'n8n-nodes-okta.okta';

/** A node as n8n's search looks at it. */
interface Entry {
	key: string;
	properties: { displayName: string; codex: { alias: string[] } };
}

type Found = Array<{ score: number; item: Entry }>;

type Search = (query: string, entries: Entry[]) => Found;
type ReRank = (found: Found, factors: Record<string, Record<string, number>>) => Found;

const isFunction = (value: unknown) => typeof value === 'function';

/** n8n's own functions, which its editor calls with its own table of how popular a node is. */
const searchShape = z.object({ sublimeSearch: z.custom<Search>(isFunction) });
const reRankShape = z.object({ reRankSearchResults: z.custom<ReRank>(isFunction) });

const nodesShape = z.array(
	z.object({
		name: z.string(),
		displayName: z.string(),
		group: z.array(z.string()),
		hidden: z.boolean().optional(),
		codex: z.object({ alias: z.array(z.string()).optional() }).optional(),
	}),
);

/** All nodes that come with n8n. A trigger beside a node of its name is no entry of its own. */
function entriesOf(modules: string): Entry[] {
	const packages = [
		['n8n-nodes-base', 'n8n-nodes-base'],
		['@n8n/n8n-nodes-langchain', '@n8n/n8n-nodes-langchain'],
	] as const;
	return packages.flatMap(([name, folder]) => {
		const file = path.join(modules, folder, 'dist/types/nodes.json');
		const nodes = nodesShape.parse(JSON.parse(readFileSync(file, 'utf8')));
		const names = new Set(nodes.map((node) => node.name));
		const entries = nodes
			.filter(({ hidden }) => hidden !== true)
			.filter(
				(node) => !names.has(node.name.replace(/Trigger$/, '')) || !/Trigger$/.test(node.name),
			)
			.map((node): [string, Entry] => [
				node.name,
				{
					key: `${name}.${node.name}`,
					properties: {
						displayName: node.displayName,
						codex: { alias: node.codex?.alias ?? [] },
					},
				},
			]);
		return [...new Map(entries).values()];
	});
}

/** The table is in one of the editor's files. */
function popularityOf(modules: string): Record<string, number> {
	const folder = path.join(modules, 'n8n-editor-ui/dist/assets');
	const row = /\{id:[`"'](\S+?)[`"'],popularity:([\d.]+)\}/g;
	const tables = readdirSync(folder)
		.filter((file) => file.startsWith('canvas.eventBus') && file.endsWith('.js'))
		.map((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(row)]);
	const [table = []] = tables.filter(({ length }) => length > 500);
	return Object.fromEntries(table.map(([, id = '', share = '']) => [id, Number(share) * 100]));
}

describe(`the node search of n8n ${currentN8n}`, () => {
	let search: (query: string) => string[];
	let others: Entry[];

	beforeAll(async () => {
		const { script } = await installedN8n(currentN8n);
		const modules = path.resolve(script, '../../..');
		const utils = path.join(modules, '@n8n/utils/dist/search');
		const load = async (file: string): Promise<unknown> => await import(path.join(utils, file));
		const { sublimeSearch } = searchShape.parse(await load('sublime-search.cjs'));
		const { reRankSearchResults } = reRankShape.parse(await load('re-rank-search-results.cjs'));
		const popularity = popularityOf(modules);
		const { displayName } = new Okta().description;
		others = entriesOf(modules);
		const entries = [
			...others,
			{ key: ours, properties: { displayName, codex: { alias: codex.alias } } },
		];
		expect(entries.length).toBeGreaterThan(300);
		expect(Object.keys(popularity).length).toBeGreaterThan(500);
		search = (query) =>
			reRankSearchResults(sublimeSearch(query, entries), { popularity }).map(
				({ item }) => item.key,
			);
	});

	it('puts us first for what people type every day', () => {
		const lost = queries.flatMap((query) => {
			const [first = 'nothing'] = search(query);
			return first === ours ? [] : [`${query}: ${first}`];
		});
		expect(lost).toEqual([
			// What these are for is nearer to the words.
			'mfa: n8n-nodes-base.totp',
			'push: n8n-nodes-base.pushover',
		]);
	});

	it('leaves every other node its own name', () => {
		const names = others.map(({ properties }) => properties.displayName);
		expect(names.filter((name) => search(name)[0] === ours)).toEqual([]);
	});

	it.each(['spreadsheet', 'send email', 'slack message'])('leaves "%s" to others', (query) => {
		expect(search(query)).not.toContain(ours);
	});
});
