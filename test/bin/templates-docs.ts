import { readFileSync } from 'node:fs';
import path from 'node:path';

import { eventName } from '../../nodes/Okta/objects/eventTypes';
import { resources } from '../../nodes/Okta/operations';
import { n8n } from '../../package.json';
import { inHouseStyle } from './format';
import { type Build, buildOf, type Verdict, verdictOf } from './templates/builds';
import { templates } from './templates/templates';

/** Where the document is kept. */
export const templatesFile = path.resolve(__dirname, '../../docs/templates.md');

/** Where the counts are kept. */
export const readmeFile = path.resolve(__dirname, '../../README.md');

/** The nodes of the package, by the words of their files: `Okta Trigger`. */
const nodes = n8n.nodes.map((file) =>
	path.basename(file, '.node.js').replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
);

/** Okta's templates against the operations as they are now. */
export const builds: readonly Build[] = templates.map((template) =>
	buildOf(template, resources, nodes),
);

const having = (verdict: Verdict): Build[] =>
	builds.filter((build) => verdictOf(build) === verdict);

/** What the templates take that no operation and no node does, with those that take it. */
export function missing(): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const { template, unnamed, missingNode } of having('unnamed')) {
		for (const name of [...unnamed, ...(missingNode === undefined ? [] : [missingNode])]) {
			found.set(name, [...(found.get(name) ?? []), template.name]);
		}
	}
	return found;
}

/** How many templates can be built of what: the end of a sentence. */
function counts(): string {
	const [named, unnamed, impossible] = (['named', 'unnamed', 'impossible'] as const).map(
		(verdict) => String(having(verdict).length),
	);
	const rest =
		unnamed === '0' ? '' : ` ${unnamed} more with _Custom API Call_ or a Webhook node for a part,`;
	return (
		`of the ${String(builds.length)} that touch Okta, ${named} can be built from operations ` +
		`and triggers that are there by name,${rest} and ${impossible} cannot`
	);
}

const BEGIN = '<!-- Written by `npm run generate` from docs/templates.md: -->\n\n';
const END = '\n\n<!-- so far. -->';

/** README with the counts of now. @throws when it has no place for them */
export async function renderReadme(readme = readFileSync(readmeFile, 'utf8')): Promise<string> {
	const from = readme.indexOf(BEGIN);
	const to = readme.indexOf(END, from);
	if (from < 0 || to < 0) throw new Error(`README.md has no ${BEGIN}…${END}`);
	const said =
		"Okta's own [workflow templates](https://github.com/okta/workflows-templates): " +
		`${counts()}. [docs/templates.md](docs/templates.md) names what each takes.`;
	const written = (await inHouseStyle(wrapped(said), 'markdown')).trim();
	return readme.slice(0, from + BEGIN.length) + written + readme.slice(to);
}

/** A paragraph in lines of at most a hundred characters, as the rest of README has them. */
function wrapped(text: string): string {
	return text.replace(/(?=.{101})(.{1,100})\s/g, '$1\n');
}

/** Each template and what builds it, and what is missing, as a document. */
export async function renderTemplates(): Promise<string> {
	const text = [
		"# Okta's own workflow templates, in n8n",
		'',
		'<!-- Written by `npm run generate` from test/bin/templates. -->',
		'',
		'Okta publishes [templates](https://github.com/okta/workflows-templates) for Okta Workflows. These',
		'are the ones that touch Okta, by folder, and what the same is built from here: **Okta Trigger** with',
		'its events, operations of **Okta Admin**, and nodes that n8n or others have. A user who comes with an',
		'event needs no _User: Get_, if the trigger adds current details.',
		'',
		`So far: ${counts()}.`,
		'',
		'| template | what it does | built from |',
		'| --- | --- | --- |',
		...builds.map(renderBuild),
		'',
		'## What is missing',
		'',
		...renderMissing(),
	].join('\n');
	return await inHouseStyle(text, 'markdown');
}

function renderBuild(build: Build): string {
	const { name, purpose } = build.template;
	const address = `https://github.com/okta/workflows-templates/tree/HEAD/workflows/${name}`;
	return `| [${name}](${address}) | ${purpose} | ${partsOf(build).join('<br>')} |`;
}

function partsOf({ template, operations, unnamed }: Build): string[] {
	const { events = [], startedBy, n8n = [], impossible } = template;
	if (impossible !== undefined) return [`Not to be built here. ${impossible}`];
	const names = events.map((event) => eventName(event) ?? `\`${event}\``);
	return [
		...(names.length > 0 ? [`Okta Trigger (${names.join(', ')})`] : []),
		...(startedBy === undefined ? [] : [startedBy]),
		...(operations.length > 0 ? [operations.join(', ')] : []),
		...unnamed.map((call) => `Custom API Call \`${call}\``),
		...(n8n.length > 0 ? [`with ${n8n.join(', ')}`] : []),
	];
}

function renderMissing(): string[] {
	const rows = [...missing()].toSorted(([, one], [, other]) => other.length - one.length);
	if (rows.length === 0) return ['Nothing but what cannot be built.'];
	return [
		'| no operation, or no node | templates |',
		'| --- | --- |',
		...rows.map(([name, all]) => `| \`${name}\` | ${all.join(', ')} |`),
	];
}
