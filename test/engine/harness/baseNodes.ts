import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

const described = (
	name: string,
	displayName: string,
	rest: Pick<INodeTypeDescription, 'group' | 'inputs'>,
): INodeTypeDescription => ({
	name,
	displayName,
	description: displayName,
	version: 1,
	defaults: { name: displayName },
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...rest,
});

/**
 * The two nodes of n8n-nodes-base a workflow under test needs: one to start from, and the one
 * n8n's credential test runs as. The package itself is too large to be a development dependency;
 * the end-to-end tests run with the real one.
 */
export const baseNodes: Readonly<Record<string, INodeType>> = {
	manualTrigger: {
		description: described('manualTrigger', 'Manual Trigger', { group: ['trigger'], inputs: [] }),
		trigger: async () => ({}),
	},
	noOp: {
		description: described('noOp', 'No Operation', {
			group: ['organization'],
			inputs: [NodeConnectionTypes.Main],
		}),
		async execute() {
			return [this.getInputData()];
		},
	},
};
