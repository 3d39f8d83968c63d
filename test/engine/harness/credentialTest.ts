import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import { z } from 'zod';
import type { CredentialData, EngineCredentialsHelper, StoredCredential } from './credentials';

/** What the tester reads of an error, which may come from n8n-core, axios or the credential. */
const failure = z.object({
	message: z.string(),
	cause: z
		.object({
			code: z.string().optional(),
			response: z.object({ status: z.number(), statusText: z.string() }).optional(),
		})
		.optional()
		.catch(undefined),
});

/**
 * n8n's credential test (2.41.1) for a credential type with a `test` request: the request runs as
 * a node of type `noOp` with the data from the dialog, saved or not, and its outcome becomes the
 * sentence the dialog shows.
 */
export async function testCredential(
	{ request, rules = [] }: ICredentialTestRequest,
	credential: StoredCredential,
	edited: CredentialData,
	noOp: INodeType,
	helper: EngineCredentialsHelper,
	base: IWorkflowExecuteAdditionalData,
): Promise<INodeCredentialTestResult> {
	const data = await helper.applyDefaults(base, edited, credential.type, 'internal');
	const decrypted = { ...credential, data };

	const type: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: credential.type, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: type.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		node,
		{ ...base, credentialsHelper: helper.showing(data), currentNodeParameters: node.parameters },
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);

	try {
		const output = await new RoutingNode(context, type, decrypted).runNode();
		const body: IDataObject = output?.[0]?.[0]?.json ?? {};
		for (const rule of rules) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, message } = rule.properties;
			const value: unknown = rule.properties.value;
			if (body[key] === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: sentence(failure.parse(error), rules) };
	}
}

function sentence(
	{ message, cause }: z.infer<typeof failure>,
	rules: NonNullable<ICredentialTestRequest['rules']>,
): string {
	const response = cause?.response;
	if (response !== undefined) {
		for (const rule of rules) {
			if (rule.type === 'responseCode' && rule.properties.value === response.status) {
				return rule.properties.message;
			}
		}
		return response.statusText || `Received HTTP status code: ${response.status}`;
	}
	return cause?.code ?? message;
}
