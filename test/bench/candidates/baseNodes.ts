import path from 'node:path';
import { z } from 'zod';
import type { ICredentialType, INodeType, IVersionedNodeType } from 'n8n-workflow';
import type { OtherTypes } from '../../engine/harness/types';
import { currentN8n, installedN8n } from '../../n8n/cache';

/** Nodes of n8n-nodes-base: the file of each, and its class. */
const files = {
	okta: ['Okta/Okta.node.js', 'Okta'],
	httpRequest: ['HttpRequest/HttpRequest.node.js', 'HttpRequest'],
	compareDatasets: ['CompareDatasets/CompareDatasets.node.js', 'CompareDatasets'],
	set: ['Set/Set.node.js', 'Set'],
} as const;

export type BaseNode = keyof typeof files;

/** The node types as workflows spell them. */
export const baseType = (name: BaseNode): string => `n8n-nodes-base.${name}`;

const members = z.record(z.string(), z.unknown());
const nodeClass = z.custom<new () => INodeType | IVersionedNodeType>(isClass);
const credentialModule = z.object({ OktaApi: z.custom<new () => ICredentialType>(isClass) });

/**
 * Nodes of n8n's own, and its credential for Okta, out of an installed n8n: the package they are in is
 * too large to depend on.
 */
export async function loadBaseNodes(...names: BaseNode[]): Promise<OtherTypes> {
	const { script } = await installedN8n(currentN8n);
	const dist = path.resolve(script, '../../../n8n-nodes-base/dist');
	const nodes = names.map(async (name) => {
		const [file, className] = files[name];
		const module = members.parse(await import(path.join(dist, 'nodes', file)));
		const Node = nodeClass.parse(module[className]);
		return [baseType(name), new Node()] as const;
	});
	const { OktaApi } = credentialModule.parse(
		await import(path.join(dist, 'credentials/OktaApi.credentials.js')),
	);
	return {
		nodes: Object.fromEntries(await Promise.all(nodes)),
		credentials: { oktaApi: new OktaApi() },
	};
}

function isClass(given: unknown): boolean {
	return typeof given === 'function';
}
