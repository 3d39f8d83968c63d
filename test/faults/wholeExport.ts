import type { Point } from './points';

/** What the node has to say of faults after which there is no export. */
export const reasons: Partial<Record<Point['kind'], RegExp>> = {
	'a refusal': /Okta/,
	'a page at another host': /is not the org this credential belongs to/,
	Stop: /^The execution was stopped/,
};

/** IDs of the users in a JSON Lines file. */
export function idsInLines(file: string): unknown[] {
	const lines = file.split('\n').filter(Boolean);
	return lines.map((line) => {
		const row: unknown = JSON.parse(line);
		return row instanceof Object && 'id' in row ? row.id : undefined;
	});
}
