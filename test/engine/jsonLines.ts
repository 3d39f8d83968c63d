import { z } from 'zod';

const row = z.record(z.string(), z.unknown());

/** The rows of a file of JSON Lines. @throws Error when a line is no JSON object. */
export const rowsInLines = (file: Buffer): Array<Record<string, unknown>> =>
	file
		.toString()
		.split('\n')
		.filter(Boolean)
		.map((line) => row.parse(JSON.parse(line)));
