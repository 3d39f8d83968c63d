import type { WorkflowFile } from './rest';

/** A node of a chain, without what follows from its place in it. */
export interface Link {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	[setting: string]: unknown;
}

/** A workflow whose nodes are connected one after the other. */
export function chain(name: string, ...links: Link[]): WorkflowFile {
	const following = links.slice(1);
	return {
		name,
		nodes: links.map((link, place) => ({ ...link, id: link.name, position: [place * 200, 0] })),
		connections: Object.fromEntries(
			following.map(({ name: node }, place) => [
				links[place]?.name ?? '',
				{ main: [[{ node, type: 'main', index: 0 }]] },
			]),
		),
	};
}

export const byHand: Link = {
	name: 'Run by hand',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/** Two nodes that put out an item for each value, which is its field. */
export const oneItemEach = (field: string, values: readonly unknown[]): Link[] => [
	{
		name: 'Values',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ [field]: values }), options: {} },
	},
	{
		name: 'One item each',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: field, options: {} },
	},
];
