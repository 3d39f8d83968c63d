import { resolve } from 'node:path';
import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ExecutionError,
	IBinaryKeyData,
	IConnections,
	ICredentialType,
	IDataObject,
	IExecuteResponsePromiseData,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	IRun,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	ResourceMapperFields,
} from 'n8n-workflow';
import { createRunExecutionData, jsonParse, NodeHelpers, Workflow } from 'n8n-workflow';
import type { CredentialData, StoredCredential } from './credentials';
import { CredentialStore, EngineCredentialsHelper } from './credentials';
import { testCredential } from './credentialTest';
import { prepareInstance } from './instance';
import { type HostRequest, TriggerHost } from './triggerHost';
import { loadPackage, type OtherTypes } from './types';

export type { CredentialData, StoredCredential } from './credentials';
export { keepFiles, readFile, storeFile } from './instance';
export type { HostExecution, TriggerHost } from './triggerHost';

/** The node under test as a workflow refers to it. */
export const OKTA = 'n8n-nodes-okta.okta';

const mode = 'trigger';
const start = 'Start';

/** One node between a trigger and the end of a workflow. */
export interface NodeRun {
	/** As the editor saves them: `resource`, `operation` and what differs from the defaults. */
	parameters: INodeParameters;
	credential?: StoredCredential;
	/** The JSON of the items the trigger hands over; by default one empty item. */
	items?: IDataObject[];
	/** What files come with the first of them. */
	files?: IBinaryKeyData;
	/** "On Error" and "Retry On Fail" of the node's settings. */
	settings?: Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;
	/** Aborting it is pressing Stop. */
	signal?: AbortSignal;
	/** What n8n keeps for the workflow from one production execution to the next. */
	memory?: Memory;
	/** What starts the workflow in place of a run by hand: the full name of a trigger. */
	trigger?: string;
}

/** n8n saves it as JSON when an execution has ended, however it ended. */
export interface Memory {
	saved: string;
}

/** A workflow as n8n exports it, started by its first trigger node. */
export interface WorkflowRun {
	nodes: INode[];
	connections: IConnections;
	items?: IDataObject[];
	files?: IBinaryKeyData;
	signal?: AbortSignal;
	memory?: Memory;
	/** As the editor saves them with the workflow. */
	settings?: IWorkflowSettings;
}

/** How an execution ended. */
export interface Outcome {
	status: IRun['status'];
	/** What the last node put out on its first output. */
	items: INodeExecutionData[];
	/** Everything it put out; with "Continue (using error output)" the second list holds errors. */
	outputs: INodeExecutionData[][];
	/** Why the execution stopped, if it did. */
	error: ExecutionError | undefined;
	run: IRun;
	/** What nodes answered to whoever called the workflow's address. */
	responses: IExecuteResponsePromiseData[];
}

/** Asks one of a node's dynamic lists, as the editor does while the panel is open. */
export interface ListQuery {
	/** Full name of the node; Okta Admin unless said. */
	type?: string;
	/** Name of the method in the node's `methods`. */
	method: string;
	parameters: INodeParameters;
	/** None before somebody has chosen one. */
	credential?: StoredCredential;
	/** The parameter that shows the list. */
	path?: string;
}

export interface EngineOptions {
	/** The package under test; this one unless said. */
	directory?: string;
	others?: OtherTypes;
}

export type Engine = Awaited<ReturnType<typeof createEngine>>;

/**
 * n8n without a server: n8n-core's loader, execution engine and request helpers around the built
 * package (`npm run build`), with credentials kept encrypted in memory.
 * @throws if the package has not been built
 */
export async function createEngine({
	directory = resolve(__dirname, '../../..'),
	others,
}: EngineOptions = {}) {
	prepareInstance();
	const { nodeTypes, credentialTypes } = await loadPackage(directory, others);
	const credentials = new CredentialStore();
	const credentialsHelper = new EngineCredentialsHelper(credentialTypes, credentials);
	let executions = 0;

	const additionalData = (
		rest: Partial<IWorkflowExecuteAdditionalData> = {},
	): IWorkflowExecuteAdditionalData => ({
		credentialsHelper,
		currentNodeExecutionIndex: 0,
		externalSecretsProxy: new ExternalSecretsProxy(),
		variables: {},
		...urls,
		executeWorkflow: unavailable('sub-workflows'),
		startRunnerTask: unavailable('task runners'),
		getRuntimeCredential: unavailable('runtime credentials'),
		getRunExecutionData: async () => undefined,
		logAiEvent: () => undefined,
		...rest,
	});

	const runWorkflow = async (request: WorkflowRun): Promise<Outcome> => {
		const { nodes, connections, items = [{}], files, signal, memory, settings } = request;
		const workflow = new Workflow({
			id: 'engine',
			nodes,
			connections,
			active: true,
			nodeTypes,
			settings,
			staticData: memory && jsonParse<IDataObject>(memory.saved),
		});
		const [trigger = workflow.getNode(start)] = workflow.getTriggerNodes();
		if (!trigger) throw new Error('A workflow starts with a trigger node');

		const executionId = String(++executions);
		const saved = { id: 'engine', name: 'engine', active: true, activeVersionId: null };
		const now = new Date();
		const hooks = new ExecutionLifecycleHooks(mode, executionId, {
			...saved,
			isArchived: false,
			nodes,
			connections,
			createdAt: now,
			updatedAt: now,
		});
		const responses: IExecuteResponsePromiseData[] = [];
		hooks.addHandler('sendResponse', (response) => void responses.push(response));
		const input = items.map((json, item) => ({
			json,
			pairedItem: { item },
			...(item === 0 && files && { binary: files }),
		}));
		const execution = new WorkflowExecute(
			additionalData({ executionId, hooks }),
			mode,
			createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: trigger, data: { main: [input] }, source: null }],
				},
			}),
		).processRunExecutionData(workflow);

		const stop = () => execution.cancel();
		signal?.addEventListener('abort', stop, { once: true });
		const run = await execution;
		signal?.removeEventListener('abort', stop);
		if (memory) memory.saved = JSON.stringify(workflow.staticData);

		const { runData, lastNodeExecuted = '', error } = run.data.resultData;
		const outputs = runData[lastNodeExecuted]?.at(-1)?.data?.main ?? [];
		return {
			status: run.status,
			items: outputs[0] ?? [],
			outputs: outputs.map((output) => output ?? []),
			error,
			run,
			responses,
		};
	};

	/** Runs the Okta node alone. */
	const run = async ({
		trigger = 'n8n-nodes-base.manualTrigger',
		parameters,
		credential,
		items,
		files,
		settings,
		signal,
		memory,
	}: NodeRun) =>
		await runWorkflow({
			nodes: [
				{ ...node(start, trigger), parameters: {} },
				{ ...node('Okta', OKTA, credential), ...settings, parameters },
			],
			connections: connect(start, 'Okta'),
			items,
			files,
			signal,
			memory,
		});

	const withList = async <T>(
		{ type: ofNode = OKTA, parameters, credential, path = '' }: ListQuery,
		ask: (type: INodeType, context: LoadOptionsContext) => Promise<T> | undefined,
	): Promise<T> => {
		const type = nodeTypes.getByNameAndVersion(ofNode);
		const { properties } = type.description;
		const target = { ...node('Temp-Node', ofNode, credential), parameters };
		const complete = NodeHelpers.getNodeParameters(
			properties,
			parameters,
			true,
			false,
			target,
			type.description,
		);
		const currentNodeParameters = complete ?? {};
		const workflow = new Workflow({
			nodes: [{ ...target, parameters: currentNodeParameters }],
			connections: {},
			active: false,
			nodeTypes,
		});
		const context = new LoadOptionsContext(
			workflow,
			target,
			additionalData({ currentNodeParameters }),
			path,
		);
		const answer = ask(type, context);
		if (answer === undefined) throw new Error('The node has no method of this name');
		return await answer;
	};

	return {
		nodeTypes,
		credentialTypes,
		run,
		runWorkflow,

		/** Opens a workflow of one trigger, to be activated; ends with `close`. */
		host: async (request: HostRequest): Promise<TriggerHost> =>
			await TriggerHost.open(nodeTypes, additionalData, request),

		/** Saves a credential, as n8n does when an admin presses Save. */
		credential: async (type: string, data: CredentialData): Promise<StoredCredential> =>
			await credentials.create(type, data),

		/** What the encrypted store holds for a credential, hidden properties included. */
		stored: async ({ id, type }: StoredCredential): Promise<CredentialData> =>
			await credentials.read(id, type),

		/** Saves edits: the given properties replace those of the same name. */
		edit: async ({ id, type }: StoredCredential, changes: CredentialData): Promise<void> =>
			await credentials.write(id, type, { ...(await credentials.read(id, type)), ...changes }),

		/** What the credential dialog shows after Save or Retry; `edits` are not saved yet. */
		testCredential: async (
			credential: StoredCredential,
			edits: CredentialData = {},
		): Promise<INodeCredentialTestResult> =>
			await testCredential(
				testOf(credentialTypes.getByName(credential.type)),
				credential,
				{ ...(await credentials.read(credential.id, credential.type)), ...edits },
				nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp'),
				credentialsHelper,
				additionalData(),
			),

		/** The entries of a resource locator's "From List", searched and paged. */
		listSearch: async (
			query: ListQuery & { filter?: string; paginationToken?: string },
		): Promise<INodeListSearchResult> =>
			await withList(query, (type, context) =>
				type.methods?.listSearch?.[query.method]?.call(
					context,
					query.filter,
					query.paginationToken,
				),
			),

		/** The fields a resource mapper offers. */
		resourceMapperFields: async (query: ListQuery): Promise<ResourceMapperFields> =>
			await withList(query, (type, context) =>
				type.methods?.resourceMapping?.[query.method]?.call(context),
			),

		/** The entries of a drop-down list. */
		loadOptions: async (query: ListQuery): Promise<INodePropertyOptions[]> =>
			await withList(query, (type, context) =>
				type.methods?.loadOptions?.[query.method]?.call(context),
			),
	};
}

/** A node of a workflow; parameters are the caller's. */
export const node = (name: string, type: string, credential?: StoredCredential) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0] satisfies [number, number],
	...(credential && {
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	}),
});

/** Connects nodes in a row, first output to first input. */
export const connect = (...names: string[]): IConnections =>
	Object.fromEntries(
		names
			.slice(1)
			.map((next, i) => [
				names[i] ?? '',
				{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
			]),
	);

const testOf = ({ name, test }: ICredentialType) => {
	if (test === undefined) throw new Error(`Credential type ${name} has no test request`);
	return test;
};

const unavailable = (what: string) => async (): Promise<never> => {
	throw new Error(`The engine tests have no ${what}`);
};

const here = 'http://127.0.0.1/';
const urls = {
	restApiUrl: here,
	instanceBaseUrl: here,
	formBaseUrl: here,
	formWaitingBaseUrl: here,
	formTestBaseUrl: here,
	webhookBaseUrl: here,
	webhookWaitingBaseUrl: here,
	webhookTestBaseUrl: here,
	mcpBaseUrl: here,
	mcpTestBaseUrl: here,
};
