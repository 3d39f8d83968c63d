import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { resources } from '../../../nodes/Okta/operations';
import { packInto } from '../../bin/pack';
import { installedN8n } from '../../n8n/cache';
import { root } from '../../n8n/paths';
import { digits, spread, table, type Goal } from '../figures';
import type { Part } from '../part';

const KILOBYTE = 1000;

/** What n8n does with a node's file at its start, in a process that has n8n-workflow already. */
const load = `
	const [workflow, file, name] = process.argv.slice(1);
	require(workflow);
	const before = performance.now();
	const { description } = new (require(file)[name])();
	const milliseconds = performance.now() - before;
	console.log(JSON.stringify({ milliseconds, bytes: JSON.stringify(description ?? {}).length }));
`;
const loaded = z.object({ milliseconds: z.number(), bytes: z.number() });

interface NodeFile {
	title: string;
	/** Where to find n8n-workflow. */
	modules: string;
	file: string;
	/** Of the class. */
	name: string;
}

export const package_: Part = {
	title: 'The package',
	run: async ({ rounds }) => {
		const { script, node } = await installedN8n('2.41.1');
		const modules = path.resolve(script, '../../..');
		const base = path.join(modules, 'n8n-nodes-base/dist/nodes');
		const files: NodeFile[] = [
			{
				title: 'this node',
				modules: path.join(root, 'node_modules'),
				file: path.join(root, 'dist/nodes/Okta/Okta.node.js'),
				name: 'Okta',
			},
			{
				title: "n8n's Okta node",
				modules,
				file: path.join(base, 'Okta/Okta.node.js'),
				name: 'Okta',
			},
			{
				title: "n8n's HubSpot node",
				modules,
				file: path.join(base, 'Hubspot/V2/HubspotV2.node.js'),
				name: 'HubspotV2',
			},
			{
				title: "n8n's Salesforce node",
				modules,
				file: path.join(base, 'Salesforce/Salesforce.node.js'),
				name: 'Salesforce',
			},
		];
		const times = new Map<NodeFile, Array<z.infer<typeof loaded>>>();
		for (let round = 0; round < 4 * rounds; round++) {
			for (const each of files) times.set(each, [...(times.get(each) ?? []), loadOnce(node, each)]);
		}
		const median = (each: NodeFile): number =>
			spread((times.get(each) ?? []).map(({ milliseconds }) => milliseconds)).median;
		const [, builtIn] = files;
		const rows = files.map((each) => {
			const measured = times.get(each) ?? [];
			const { min, max } = spread(measured.map(({ milliseconds }) => milliseconds));
			return [
				each.title,
				digits(median(each)),
				`${digits(min)} – ${digits(max)}`,
				builtIn ? `**${digits(median(each) / median(builtIn))}**` : '',
				digits((measured[0]?.bytes ?? NaN) / KILOBYTE),
			];
		});
		const size = packedSize() / KILOBYTE;
		const operations = resources.flatMap((resource) => resource.operations).length;
		const all = linesOf('nodes', 'credentials');
		const ofOperations = linesOf('nodes/Okta/operations').filter(
			({ file }) => !/(resource|index)\.ts$/.test(file),
		);
		const total = all.reduce((sum, { lines }) => sum + lines, 0);
		const [ours] = files;
		const goals: Goal[] = [
			{ of: 'size of the tarball', reached: size, most: 430, unit: ' kB' },
			{
				of: "loading over that of n8n's Okta node",
				reached: ours && builtIn ? median(ours) / median(builtIn) : Infinity,
				most: 5,
			},
		];
		const head = ['', 'loading, ms', 'min – max', "of n8n's Okta node", 'description, kB'];
		return {
			goals,
			report: `
${table(head, rows)}

n8n loads a node's file once, at its start or when it is first used. Ours holds the description, made when
the package was built, and requires the rest at the first run. The tarball has
${digits(size)} kB. ${digits(total)} lines of code make ${operations} operations,
${digits(total / operations)} for each; its own file has
${digits(spread(ofOperations.map(({ lines }) => lines)).median)} in the median.
`,
			raw: { times: [...times], size, operations, total },
		};
	},
};

function loadOnce(node: string, { modules, file, name }: NodeFile): z.infer<typeof loaded> {
	const workflow = path.join(modules, 'n8n-workflow');
	const answer = execFileSync(node, ['-e', load, workflow, file, name], { encoding: 'utf8' });
	return loaded.parse(JSON.parse(answer));
}

function packedSize(): number {
	const directory = mkdtempSync(path.join(tmpdir(), 'bench-'));
	try {
		return packInto(directory).size;
	} finally {
		rmSync(directory, { recursive: true });
	}
}

function linesOf(...directories: string[]): Array<{ file: string; lines: number }> {
	return directories
		.flatMap((directory) =>
			readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' }).map((file) =>
				path.join(root, directory, file),
			),
		)
		.filter((file) => file.endsWith('.ts'))
		.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }));
}
