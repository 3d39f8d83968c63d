import { writeSync } from 'node:fs';

/** Often enough to show life, seldom enough for a log file. */
const EVERY_MS = 5_000;

/** One line on standard output, also where a test runner has put its hands on `console`. */
export function say(line = ''): void {
	writeSync(1, `${line}\n`);
}

/** Runs something slow, with a line at the start, every few seconds, and at the end. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;

	say(`${title} …`);
	const timer = setInterval(() => say(`  … ${elapsed()}`), EVERY_MS);
	try {
		const result = await work();
		say(`  done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
