import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths';
import { workflowFile, type Execution, type SavedWorkflow, type WorkflowFile } from './rest';
import { credentialType, nodeTypes, type Stage } from './stage';

/** How a sample workflow ended, as n8n tells it and as the org confirms it. */
export interface Outcome {
	itemsIn: number;
	itemsOut: number;
	/** What the org holds now that it didn't before, in a sentence. */
	did: string;
	/** What is not as it should be; empty when all is well. */
	problems: string[];
}

/** A workflow of `docs/workflows`, and the knowledge of how it should end. */
export interface Sample {
	file: string;
	title: string;
	/** What a person can do with it in the editor. */
	tryIt: string;
	run(stage: Stage): Promise<Outcome>;
}

/** Imports a sample as a person would: choose the Okta credential, then what else is open. */
export async function load(
	{ n8n, credential }: Stage,
	file: string,
	choose: (workflow: WorkflowFile) => void = () => undefined,
): Promise<SavedWorkflow> {
	const text = await readFile(path.join(root, 'docs/workflows', file), 'utf8');
	const workflow = workflowFile.parse(JSON.parse(text));
	for (const node of workflow.nodes) {
		if (!nodeTypes.includes(node.type)) continue;
		node.credentials = { [credentialType]: { id: credential.id, name: credential.name } };
	}
	choose(workflow);
	return await n8n.rest.createWorkflow(workflow);
}

export function nodeOf(workflow: WorkflowFile, name: string): WorkflowFile['nodes'][number] {
	const node = workflow.nodes.find((one) => one.name === name);
	if (!node) throw new Error(`The workflow "${workflow.name}" has no node "${name}".`);
	return node;
}

export function setParameter(
	workflow: WorkflowFile,
	node: string,
	name: string,
	value: unknown,
): void {
	nodeOf(workflow, node).parameters[name] = value;
}

export const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem]);

export const failure = ({ status, error }: Execution): string[] =>
	unless(
		status === 'success',
		`The execution ended with "${status}": ${error ?? 'no reason given'}`,
	);
