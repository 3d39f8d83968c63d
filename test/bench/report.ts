import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { inHouseStyle } from '../bin/format';
import { n8nVersions } from '../n8n/cache';
import { root } from '../n8n/paths';
import { sentence } from './figures';
import type { Part, Result } from './part';

/** Where the results are published. */
export const docsFile = path.join(root, 'docs/benchmarks.md');

const introduction = `# Benchmarks

Written by \`npm run bench\`, on a machine of your own too: \`npm run bench -- export\` measures one part,
\`--quick\` a small part of everything. Everybody who is compared calls the same practice org (a server
of this repository that answers as Okta does), on the same machine, in a process of their own, in turns.
Absolute times are this machine's; what counts are the ratios. Figures are medians.
`;

/** What the figures were taken on. */
export function machine(): string {
	const [cpu] = cpus();
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	return [
		`${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}`,
		`${gigabytes} GB`,
		`Node ${process.versions.node}`,
		`n8n ${n8nVersions[0]}`,
	].join(', ');
}

/** One part's section, with its heading. */
export function section({ title }: Part, { report, goals }: Result, rounds: number): string {
	const date = new Date().toISOString().slice(0, 10);
	return `## ${title}

_${date}, ${machine()}, ${rounds === 1 ? '1 run' : `${String(rounds)} runs`} each._

${report.trim()}

${goals.map(sentence).join('\n')}
`;
}

/** The document with these sections in place of the ones of the same title. */
export async function withSections(parts: readonly Part[], fresh: ReadonlyMap<Part, string>) {
	const before = existsSync(docsFile) ? readFileSync(docsFile, 'utf8') : '';
	const known = before.split(/^(?=## )/m);
	const sections = parts.map(
		(part) => fresh.get(part) ?? known.find((text) => text.startsWith(`## ${part.title}\n`)) ?? '',
	);
	return await inHouseStyle([introduction, ...sections].join('\n'), 'markdown');
}
