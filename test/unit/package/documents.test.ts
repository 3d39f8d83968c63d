import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OktaServiceAppApi } from '../../../credentials/OktaServiceAppApi.credentials';
import { resources } from '../../../nodes/Okta/operations';
import codex from '../../../nodes/Okta/Okta.node.json';
import { root } from '../../n8n/paths';

const documents = ['.', 'docs', 'docs/workflows', '.github'].flatMap((folder) =>
	readdirSync(path.join(root, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join(folder, file)),
);

const read = (document: string) => readFileSync(path.join(root, document), 'utf8');

/** The anchors GitHub gives the headings of a document. */
const anchorsOf = (document: string) =>
	[...read(document).matchAll(/^#+ (.+)$/gm)].map(
		([, heading = '']) =>
			`#${heading
				.toLowerCase()
				.replace(/[^\w\s-]/g, '')
				.replace(/\s/g, '-')}`,
	);

/** The cells of the rows below a table's header. */
function table(document: string, header: RegExp): string[][] {
	const lines = read(document).split('\n');
	const start = lines.findIndex((line) => header.test(line)) + 2;
	const end = lines.findIndex((line, index) => index >= start && !line.startsWith('|'));
	return lines.slice(start, end).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

describe.each(documents)('%s', (document) => {
	const links = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);

	it('links to files and headings that exist', () => {
		const dead = links
			.filter((link) => !/^https?:/.test(link))
			.filter((link) => {
				const [file = '', heading] = link.split('#', 2);
				const target = file === '' ? document : path.join(path.dirname(document), file);
				if (!existsSync(path.join(root, target))) return true;
				return heading !== undefined && !anchorsOf(target).includes(`#${heading}`);
			});
		expect(dead).toEqual([]);
	});
});

describe('the README', () => {
	it('has the headings that n8n links to', () => {
		const { credentialDocumentation, primaryDocumentation } = codex.resources;
		const urls = [...credentialDocumentation, ...primaryDocumentation].map(({ url }) => url);
		const hashes = [...urls, new OktaServiceAppApi().documentationUrl].map(
			(url) => new URL(url).hash,
		);
		const anchors = [...anchorsOf('README.md'), '', '#readme'];
		expect(hashes.filter((hash) => !anchors.includes(hash))).toEqual([]);
	});

	it('explains every field of the credential', () => {
		const fields = new OktaServiceAppApi().properties
			.filter(({ type, displayOptions }) => !/hidden|notice/.test(type) && !displayOptions)
			.map(({ displayName }) => displayName);
		expect(table('README.md', /^\| Field /).map(([field]) => field)).toEqual(fields);
	});

	it('names every operation', () => {
		const named = Object.fromEntries(
			table('README.md', /^\| Resource /).map(([resource = '', operations = '']) => [
				resource,
				operations.split(', '),
			]),
		);
		for (const { name, operations } of resources) {
			if (operations.length === 1) continue;
			expect([name, named[name]?.toSorted()]).toEqual([
				name,
				operations.map((operation) => operation.name).toSorted(),
			]);
		}
		expect(Object.keys(named).toSorted()).toEqual(resources.map(({ name }) => name).toSorted());
	});
});

describe('the gallery of workflows', () => {
	const files = readdirSync(path.join(root, 'docs/workflows')).filter((file) =>
		file.endsWith('.json'),
	);
	const inReadme = table('README.md', /^\| Workflow +\| Starts/).map(([name = '', ...cells]) => [
		/^\[([\w-]+)\]/.exec(name)?.[1],
		...cells,
	]);

	it('has each of them, as the README does', () => {
		const gallery = read('docs/workflows/README.md');
		expect(inReadme.map(([name]) => `${String(name)}.json`).toSorted()).toEqual(files.toSorted());
		for (const [name, starts, does, nodes] of inReadme) {
			expect(gallery).toContain(
				`[${String(name)}.json](${String(name)}.json) starts: ${String(starts)}. It ${String(does)}. Okta nodes: ${String(nodes)}.`,
			);
			expect(gallery).toContain(`src="../pictures/${String(name)}-light.webp"`);
			expect(existsSync(path.join(root, `docs/pictures/${String(name)}-light.webp`))).toBe(true);
		}
	});
});

describe('the changelog', () => {
	it('has a link for each version', () => {
		const changelog = read('CHANGELOG.md');
		const versions = [...changelog.matchAll(/^## \[([^\]]+)\]/gm)].map(([, version]) => version);
		expect(versions[0]).toBe('Unreleased');
		for (const version of versions) expect(changelog).toMatch(`\n[${String(version)}]: https://`);
	});
});
