import { createServer, type Server } from 'node:http';
import express, { type Request, type Response } from 'express';
import {
	ExecutionLifecycleHooks,
	HookContext,
	PollContext,
	WebhookContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeTypes,
	IRun,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, jsonParse, Workflow } from 'n8n-workflow';
import type { StoredCredential } from './credentials';

const httpMethods = ['GET', 'POST'] as const;

export interface HostRequest {
	/** Full name of the trigger. */
	type: string;
	/** Default 2: Okta Trigger as it was before it began with the log. */
	typeVersion?: number;
	parameters: INodeParameters;
	credential: StoredCredential;
	/** An Okta Admin node after the trigger. */
	then?: INodeParameters;
}

/** An execution as it ended. */
export interface HostExecution {
	mode: WorkflowExecuteMode;
	status: IRun['status'];
	error: string | undefined;
	/** What the trigger put out. */
	items: IDataObject[];
	/** What the node after it put out. */
	after?: IDataObject[];
}

type AdditionalData = (
	rest?: Partial<IWorkflowExecuteAdditionalData>,
) => IWorkflowExecuteAdditionalData;

/**
 * A workflow of one trigger, activated as n8n (2.41.1) does it: its addresses answer before its hook
 * is made, static data is loaded for each delivery but once for all polls, what a delivery writes
 * into it is lost if it starts an execution and else saved before the answer, and what an execution writes
 * is saved when it ends.
 */
export class TriggerHost {
	readonly executions: HostExecution[] = [];
	/** Status of each answer given, in order. */
	readonly answers: number[] = [];
	/** The workflow's static data as the database has it. */
	stored = '{}';
	/** Stands in for the database when an execution is written down. */
	beforeExecution: () => Promise<void> = async () => undefined;
	/** Whether the addresses answer in this process; if not, they do in another. */
	answersHere = true;
	readonly #node: INode;
	readonly #then: INode[];
	readonly #server: Server;
	/** Named anew after a `kill`: no process remembers the old one. */
	#id = newId();
	#active: Workflow | undefined;
	#isTesting = false;
	#testData: string | undefined;
	#running: Array<Promise<void>> = [];

	private constructor(
		private readonly nodeTypes: INodeTypes,
		private readonly additionalData: AdditionalData,
		{ type, typeVersion = 2, parameters, credential, then }: HostRequest,
	) {
		this.#node = {
			id: 'trigger',
			name: 'Trigger',
			type,
			typeVersion,
			position: [0, 0],
			parameters,
			webhookId: 'of-the-trigger',
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		};
		this.#then = (then ? [then] : []).map((settings) => ({
			id: 'then',
			name: 'Then',
			type: 'n8n-nodes-okta.okta',
			typeVersion: 1,
			position: [200, 0],
			parameters: settings,
		}));
		const app = express();
		app.use(express.json({ limit: '16mb' }));
		app.use((request, response) => void this.#serve(request, response));
		this.#server = createServer(app);
	}

	static async open(
		nodeTypes: INodeTypes,
		additionalData: AdditionalData,
		request: HostRequest,
	): Promise<TriggerHost> {
		const host = new TriggerHost(nodeTypes, additionalData, request);
		await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
		return host;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	/** Changes the form, as somebody does before activating the workflow once more. */
	set parameters(parameters: INodeParameters) {
		this.#node.parameters = parameters;
	}

	/** Renames the node. */
	set name(name: string) {
		this.#node.name = name;
	}

	/** @throws what the node throws; nothing is active then. */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.#load();
		this.#active = workflow;
		try {
			await Promise.all([
				this.#createHook(workflow, 'trigger', activation),
				this.#poll(workflow, activation),
			]);
		} catch (error) {
			this.#active = undefined;
			throw error;
		} finally {
			this.#save(workflow);
		}
	}

	async deactivate(): Promise<void> {
		this.#active = undefined;
		const workflow = this.#load();
		try {
			await this.#deleteHook(workflow, false);
		} finally {
			this.#save(workflow);
		}
	}

	/** Ends the process: what it remembered is gone, what was under way goes on in no one's hands. */
	kill(): void {
		this.#id = newId();
		this.#active = undefined;
	}

	/** What the timer does. */
	async poll(): Promise<void> {
		if (!this.#active) throw new Error('The workflow is not active');
		await this.#poll(this.#active, 'activate');
	}

	/** "Listen for test event": the next delivery runs by hand, and ends it. */
	async listen(): Promise<void> {
		this.#isTesting = true;
		const workflow = this.#load('{}');
		await this.#createHook(workflow, 'manual', 'manual');
		this.#testData = JSON.stringify(workflow.staticData);
	}

	/** "Execute step" where there is no address to listen at. */
	async runByHand(): Promise<HostExecution> {
		return await this.#execute('manual', [{ json: {} }], '{}');
	}

	/** "Retry" of an execution, from its first node. */
	async retry(items: IDataObject[]): Promise<HostExecution> {
		return await this.#execute(
			'retry',
			items.map((json) => ({ json })),
		);
	}

	/** Resolves when all executions have ended. */
	async idle(): Promise<void> {
		while (this.#running.length > 0) await Promise.all(this.#running.splice(0));
	}

	get #connections(): IConnections {
		const then = this.#then.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }));
		return { [this.#node.name]: { main: [then] } };
	}

	get #type() {
		return this.nodeTypes.getByNameAndVersion(this.#node.type);
	}

	get #hookMethods() {
		const methods = this.#type.webhookMethods?.default;
		if (methods === undefined) throw new Error('The trigger has no hook');
		return methods;
	}

	#load(stored = this.stored): Workflow {
		const staticData = jsonParse<IDataObject>(stored);
		return new Workflow({
			id: this.#id,
			name: 'Host',
			nodes: [this.#node, ...this.#then],
			connections: this.#connections,
			active: true,
			nodeTypes: this.nodeTypes,
			staticData,
		});
	}

	/** As n8n does: all of it, if anything was changed. */
	#save({ staticData }: { staticData: IDataObject }): void {
		if (staticData.__dataChanged === true) this.stored = JSON.stringify(staticData);
		staticData.__dataChanged = false;
	}

	#data(rest: Partial<IWorkflowExecuteAdditionalData> = {}): IWorkflowExecuteAdditionalData {
		const address = this.#server.address();
		const port = address !== null && typeof address === 'object' ? address.port : 0;
		const origin = `http://127.0.0.1:${port}`;
		return this.additionalData({
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
			...rest,
		});
	}

	/** As n8n makes them: it evaluates the methods the form asks for, and each is a webhook of its own. */
	#webhooks(workflow: Workflow, isTest: boolean): IWebhookData[] {
		return (this.#type.description.webhooks ?? []).flatMap((description) => {
			const methods = workflow.expression.getSimpleParameterValue(
				this.#node,
				description.httpMethod,
				'internal',
				{},
			);
			return String(methods)
				.split(',')
				.flatMap((method) => httpMethods.filter((known) => known === method))
				.map((httpMethod) => ({
					httpMethod,
					node: this.#node.name,
					path: `of-the-trigger/${description.path}`,
					webhookDescription: description,
					workflowId: workflow.id,
					workflowExecuteAdditionalData: this.#data(),
					isTest,
				}));
		});
	}

	/** One for each webhook: n8n asks for the hook, and has it deleted, once for each. */
	#hookContexts(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest: boolean,
	): HookContext[] {
		return this.#webhooks(workflow, isTest).map(
			(webhook) => new HookContext(workflow, this.#node, this.#data(), mode, activation, webhook),
		);
	}

	async #createHook(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<void> {
		const { checkExists, create } = this.#hookMethods;
		for (const context of this.#hookContexts(workflow, mode, activation, mode === 'manual')) {
			if (!(await checkExists.call(context))) await create.call(context);
		}
	}

	async #deleteHook(workflow: Workflow, isTest: boolean): Promise<void> {
		for (const context of this.#hookContexts(workflow, 'internal', 'update', isTest)) {
			await this.#hookMethods.delete.call(context);
		}
	}

	async #poll(workflow: Workflow, activation: WorkflowActivateMode): Promise<void> {
		const emit = (data: INodeExecutionData[][]) => {
			this.#save(workflow);
			this.#running.push(this.#execute('trigger', data[0] ?? []).then(() => undefined));
		};
		const context = new PollContext(
			workflow,
			this.#node,
			this.#data(),
			'trigger',
			activation,
			emit,
		);
		const result = await this.#type.poll?.call(context);
		if (result) emit(result);
	}

	async #serve(request: Request, response: Response): Promise<void> {
		response.once('finish', () => {
			if (request.method === 'POST') this.answers.push(response.statusCode);
		});
		const isTest = request.path.startsWith('/webhook-test/');
		const isKnown = isTest ? this.#isTesting : this.#active !== undefined;
		if (!isKnown) {
			response.status(404).end();
			return;
		}
		const servedBy = this.#id;
		const workflow = this.#load(isTest ? '{}' : this.stored);
		if (!this.answersHere) Object.assign(workflow, { id: `${this.#id}, elsewhere` });
		if (isTest && this.#testData !== undefined) {
			workflow.setTestStaticData(jsonParse<IDataObject>(this.#testData));
		}
		const mode = isTest ? 'manual' : 'webhook';
		const webhook = this.#webhooks(workflow, isTest).find(
			({ httpMethod }) => httpMethod === request.method,
		);
		if (!webhook) throw new Error('The trigger has no address');
		const context = new WebhookContext(
			workflow,
			this.#node,
			this.#data({ httpRequest: request, httpResponse: response }),
			mode,
			webhook,
			[],
			null,
		);
		const result = (await this.#type.webhook?.call(context)) ?? {};
		if (this.#id !== servedBy) {
			response.destroy();
			return;
		}
		if (result.workflowData === undefined) {
			if (result.noWebhookResponse === true) return;
			if (!isTest) this.#save(workflow);
			const body: unknown = result.webhookResponse;
			response.status(200).json(body);
			return;
		}
		const items = result.workflowData[0] ?? [];
		if (result.noWebhookResponse === true) {
			// With a response mode of `responseNode`, what a node answers in bytes is sent as it is.
			const respond = (answer: unknown): void => {
				if (!isAnswer(answer)) throw new Error('n8n would send this answer in another way');
				response.status(answer.statusCode).set(answer.headers).end(answer.body);
			};
			this.#running.push(
				this.#execute(mode, items, this.stored, respond).then(() =>
					isTest ? this.#endTest() : undefined,
				),
			);
			return;
		}
		try {
			await this.beforeExecution();
		} catch {
			response.status(500).end();
			return;
		}
		this.#running.push(
			this.#execute(mode, items).then(() => (isTest ? this.#endTest() : undefined)),
		);
		response.status(200).end();
	}

	async #endTest(): Promise<void> {
		this.#isTesting = false;
		await this.#deleteHook(this.#load(this.#testData), true);
	}

	async #execute(
		mode: WorkflowExecuteMode,
		items: INodeExecutionData[],
		stored = this.stored,
		respond?: (answer: unknown) => void,
	): Promise<HostExecution> {
		const workflow = this.#load(stored);
		const now = new Date();
		const hooks = new ExecutionLifecycleHooks(mode, 'execution', {
			id: workflow.id,
			name: 'Host',
			active: true,
			activeVersionId: null,
			isArchived: false,
			nodes: [this.#node],
			connections: {},
			createdAt: now,
			updatedAt: now,
		});
		if (respond) hooks.addHandler('sendResponse', respond);
		hooks.addHandler('workflowExecuteAfter', (_run, staticData) => {
			// n8n has none where no node has code that could have changed it.
			if (mode !== 'manual' && hasStatics(staticData)) this.#save({ staticData });
		});
		const run = await new WorkflowExecute(
			this.#data({ executionId: 'execution', hooks }),
			mode,
			createRunExecutionData({
				executionData: {
					nodeExecutionStack: [
						{ node: this.#node, data: { main: [structuredClone(items)] }, source: null },
					],
				},
			}),
		).processRunExecutionData(workflow);
		const { runData, error } = run.data.resultData;
		const outputOf = (name: string) =>
			(runData[name]?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);
		const execution = {
			mode,
			status: run.status,
			error: error?.message,
			items: outputOf(this.#node.name),
			...(this.#then.length > 0 && { after: this.#then.flatMap(({ name }) => outputOf(name)) }),
		};
		this.executions.push(execution);
		return execution;
	}
}

const hasStatics = (data: IDataObject | undefined): data is IDataObject => data !== undefined;

interface BytesToSend {
	statusCode: number;
	headers: Record<string, string>;
	body: Buffer;
}

function isAnswer(answer: unknown): answer is BytesToSend {
	return (
		typeof answer === 'object' &&
		answer !== null &&
		'body' in answer &&
		Buffer.isBuffer(answer.body)
	);
}

let ids = 0;
const newId = (): string => `host ${++ids}`;
