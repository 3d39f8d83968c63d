import type { INodeProperties } from 'n8n-workflow';

/** By what Okta Identity Governance sorts a list; what it sorts by unless asked comes first. */
export function sortBy(
	choices: ReadonlyArray<readonly [name: string, value: string]>,
): INodeProperties {
	return {
		displayName: 'Sort By',
		name: 'orderBy',
		type: 'options',
		default: String(choices[0]?.[1]),
		description: 'What the rows are sorted by',
		options: choices
			.map(([name, value]) => ({ name, value }))
			.toSorted((a, b) => a.name.localeCompare(b.name)),
	};
}
