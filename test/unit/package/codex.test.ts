import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Okta } from '../../../nodes/Okta/Okta.node';
import manifest from '../../../package.json';
import { root } from '../../n8n/paths';

/** n8n's categories, https://docs.n8n.io/connect/create-nodes/build-your-node/reference/codex-files/ */
const categories = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
] as const;

/** n8n ignores a codex file without `resources`, and says so only in its debug log. */
const codexShape = z.strictObject({
	node: z.string(),
	nodeVersion: z.literal('1.0'),
	codexVersion: z.literal('1.0'),
	categories: z.array(z.enum(categories)).min(1),
	alias: z.array(z.string()),
	resources: z.strictObject({
		credentialDocumentation: z.array(z.object({ url: z.string().url() })).min(1),
		primaryDocumentation: z.array(z.object({ url: z.string().url() })).min(1),
	}),
});

const sources = manifest.n8n.nodes.map((file) =>
	path.join(root, file.replace(/^dist\//, '').replace(/\.js$/, '')),
);

describe.each(sources)('%s', (source) => {
	const codex = codexShape.parse(JSON.parse(readFileSync(`${source}.json`, 'utf8')));

	it('is named as n8n names it', () => {
		const name = path.basename(source, '.node').replace(/^./, (first) => first.toLowerCase());
		expect(codex.node).toBe(`${manifest.name}.${name}`);
	});

	it('has no alias twice', () => {
		const lowerCase = codex.alias.map((alias) => alias.toLowerCase());
		expect(lowerCase).toEqual([...new Set(lowerCase)]);
	});
});

describe("n8n's node search", () => {
	/** The editor matches a query whose letters all occur, in order, in the name or in an alias. */
	const finds = (query: string, text: string) =>
		Array.from(query.toLowerCase()).reduce(
			(from, letter) => (from < 0 ? from : text.toLowerCase().indexOf(letter, from) + 1 || -1),
			0,
		) > 0;

	const codex = codexShape.parse(
		JSON.parse(readFileSync(path.join(root, 'nodes/Okta/Okta.node.json'), 'utf8')),
	);

	it.each([
		'okta',
		'directory',
		'deprovision',
		'deprovisioning',
		'provision',
		'identity',
		'offboard',
		'onboarding',
		'leaver',
		'SSO',
	])('finds Okta Admin by "%s"', (query) => {
		const texts = [new Okta().description.displayName, ...codex.alias];
		expect(texts.filter((text) => finds(query, text))).not.toEqual([]);
	});

	it('does not find it by what it is not', () => {
		const texts = [new Okta().description.displayName, ...codex.alias];
		expect(texts.filter((text) => finds('spreadsheet', text))).toEqual([]);
	});
});

describe('icons', () => {
	it.each(['okta.svg', 'okta.dark.svg'])('%s is square and carries no script', (icon) => {
		const file = path.join(root, 'nodes/Okta', icon);
		expect(existsSync(file)).toBe(true);
		const svg = readFileSync(file, 'utf8');
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
		expect(width).toBe(height);
		expect(svg).not.toMatch(/<script|href=|<image/);
	});
});
