import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { artifacts } from '../n8n/paths';
import { say, step } from '../n8n/progress';
import { isMet, type Goal } from './figures';
import { bulk } from './parts/bulk';
import { exportUsers } from './parts/exportUsers';
import { importUsers } from './parts/importUsers';
import { memory } from './parts/memory';
import { package_ } from './parts/package';
import { plan } from './parts/plan';
import { queue } from './parts/queue';
import { requests } from './parts/requests';
import { sync } from './parts/sync';
import { windows } from './parts/windows';
import type { Part } from './part';
import { docsFile, section, withSections } from './report';

/** In the order of the document. */
const parts: Readonly<Record<string, Part>> = {
	export: exportUsers,
	memory,
	bulk,
	queue,
	requests,
	sync,
	import: importUsers,
	windows,
	plan,
	package: package_,
};

const help = `Measures this package beside others, and writes docs/benchmarks.md.

  npm run bench -- [parts] [options]

  parts         ${Object.keys(parts).join(', ')} (default: all);
                queue wants PostgreSQL and Redis on 127.0.0.1
  --rounds N    how often everything is repeated (default: 5)
  --quick       a small part of each, once; writes no document
  --before DIR  this package in another checkout, built, to be measured beside it (plan)
  --help        this text
`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			quick: { type: 'boolean', default: false },
			rounds: { type: 'string' },
			before: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const unknown = positionals.filter((name) => !(name in parts));
	if (values.help || unknown.length > 0) {
		process.stdout.write(
			`${unknown.map((name) => `There is no part ${name}.\n\n`).join('')}${help}`,
		);
		process.exitCode = unknown.length > 0 ? 1 : 0;
		return;
	}
	const { quick, before } = values;
	const scale = { quick, before, rounds: Number(values.rounds ?? (quick ? 1 : 5)) };
	const names = positionals.length > 0 ? positionals : Object.keys(parts);
	const folder = path.join(artifacts, 'bench');
	mkdirSync(folder, { recursive: true });

	const sections = new Map<Part, string>();
	const missed: Goal[] = [];
	const measure = async (name: string): Promise<void> => {
		const part = parts[name];
		if (!part) return;
		const result = await step(part.title, () => part.run(scale));
		writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(result.raw, undefined, '\t'));
		const text = section(part, result, scale.rounds);
		say(`\n${text}`);
		sections.set(part, text);
		missed.push(...result.goals.filter((goal) => !isMet(goal)));
	};
	// Many rounds at the same time would be in each other's way.
	const isBeside = (name: string): boolean => scale.rounds === 1 && parts[name]?.waits === true;
	try {
		for (const name of names) if (!isBeside(name)) await measure(name);
		const ends = await Promise.allSettled(names.filter(isBeside).map(measure));
		for (const end of ends) if (end.status === 'rejected') throw end.reason;
	} finally {
		if (!quick) writeFileSync(docsFile, await withSections(Object.values(parts), sections));
	}
	say(
		missed.length === 0 ? 'All goals are met.' : `Missed: ${missed.map(({ of }) => of).join('; ')}`,
	);
	process.exitCode = missed.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
