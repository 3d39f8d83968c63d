import type { Format } from './format';

/** One JSON object a line (jsonlines.org). */
export const jsonLines: Format = {
	extension: 'jsonl',
	mimeType: 'application/jsonl',
	head: () => '',
	body: (names, rows) =>
		rows
			.map((row) => `${JSON.stringify(Object.fromEntries(row.map((v, i) => [names[i], v])))}\n`)
			.join(''),
};
