import { parse } from 'flatted';
import { z } from 'zod';
import { until } from './waiting';

type Schema<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

const saved = z.object({ id: z.string(), name: z.string() });
const node = z
	.object({
		id: z.string(),
		name: z.string(),
		type: z.string(),
		parameters: z.record(z.string(), z.unknown()),
	})
	.passthrough();
const workflow = z.object({ name: z.string(), nodes: z.array(node) }).passthrough();
const savedWorkflow = workflow.extend({ id: z.string(), versionId: z.string() });
const testResult = z.object({ status: z.enum(['OK', 'Error']), message: z.string().optional() });
const started = z.object({ executionId: z.coerce.string() });
const execution = z.object({
	id: z.coerce.string(),
	status: z.string(),
	finished: z.boolean(),
	data: z.string().optional(),
});

const publication = z.object({
	status: z.string(),
	triggers: z.array(z.object({ errorMessage: z.string().nullish() })),
});

const summary = z.object({ id: z.coerce.string(), status: z.string() });
const summaries = z.object({ results: z.array(summary), nextCursor: z.string().nullish() });

const item = z.object({ json: z.record(z.string(), z.unknown()) }).passthrough();
/** Content in the execution itself, or the ID by which n8n stored it elsewhere. */
const binaryData = z.object({ id: z.string().optional(), data: z.string() });
const nodeRun = z.object({
	error: z.object({ message: z.string(), description: z.string().nullish() }).optional(),
	data: z
		.object({ main: z.array(z.array(item).nullable()) })
		.partial()
		.optional(),
});
const executionData = z.object({
	resultData: z.object({
		error: z.object({ message: z.string() }).passthrough().optional(),
		runData: z.record(z.string(), z.array(nodeRun)),
	}),
});

/** A workflow as n8n exports it, the credentials of its nodes left out. */
export type WorkflowFile = z.infer<typeof workflow>;
export type SavedWorkflow = z.infer<typeof savedWorkflow>;
export type Item = z.infer<typeof item>;
export const workflowFile = workflow;

export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** How an execution ended, and what each node that ran put out. */
export interface Execution {
	id: string;
	/** `success`, `error`, `canceled`, `crashed`, or `waiting` while it waits for an answer. */
	status: string;
	/** The message of the error that ended it. */
	error: string | undefined;
	/** All items a node put out, over all its runs and outputs. */
	items(nodeName: string): Item[];
	/** Message and description of the error of a node's last run; empty when it had none. */
	complaint(nodeName: string): string;
	/** The names of the nodes that ran. */
	nodes: string[];
	/** Everything n8n stored about it, as text: to look for what must not be there. */
	stored: string;
}

/** n8n answered with something else than success. */
export class N8nRefusal extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, body: string) {
		super(`n8n answered ${method} ${path} with ${status}: ${body.slice(0, 500)}`);
		this.status = status;
	}
}

/** n8n's own REST API, the one its editor uses; the same calls for n8n 1.122 and 2.41. */
export class N8nRest {
	readonly #url: string;
	#cookie = '';
	/** How many nodes had run of executions that were seen waiting. */
	readonly #waiting = new Map<string, number>();

	constructor(url: string) {
		this.#url = url;
	}

	/**
	 * Whether n8n answers REST calls. Its health endpoint says so too early, and so does any other
	 * path: with the editor's page before the routes exist, with 503 before the database is ready.
	 */
	async isReady(): Promise<boolean> {
		try {
			const { ok, headers } = await fetch(`${this.#url}/rest/settings`);
			return ok && (headers.get('content-type')?.includes('application/json') ?? false);
		} catch {
			return false;
		}
	}

	async setUpOwner({ email, password }: { email: string; password: string }): Promise<void> {
		const body = { email, password, firstName: 'Practice', lastName: 'Admin' };
		await this.#call('POST', '/owner/setup', body, z.unknown());
		await this.logIn({ email, password });
	}

	async logIn({ email, password }: { email: string; password: string }): Promise<void> {
		await this.#call('POST', '/login', { emailOrLdapLoginId: email, password }, z.unknown());
	}

	/** The session cookie as a browser wants it. */
	get session(): { name: string; value: string } {
		const [name = '', value = ''] = this.#cookie.split('=');
		return { name, value };
	}

	async createCredential(credential: Omit<Credential, 'id'>): Promise<Credential> {
		const { id } = await this.#call('POST', '/credentials', credential, saved);
		return { ...credential, id };
	}

	/** Saves changed fields, as the credential dialog does. */
	async updateCredential({ id, ...credential }: Credential): Promise<void> {
		await this.#call('PATCH', `/credentials/${id}`, credential, saved);
	}

	/** The credential as the editor gets to see it. */
	async readCredential(id: string): Promise<Record<string, unknown>> {
		const shown = z.object({ data: z.record(z.string(), z.unknown()) });
		return (await this.#call('GET', `/credentials/${id}?includeData=true`, undefined, shown)).data;
	}

	/** Runs n8n's credential test on a saved credential, with the data given. */
	async testCredential(credential: Credential): Promise<z.infer<typeof testResult>> {
		return await this.#call('POST', '/credentials/test', { credentials: credential }, testResult);
	}

	/** Saves a workflow, each node that `credential` fits set to use it. */
	async createWorkflow(file: WorkflowFile): Promise<SavedWorkflow> {
		return await this.#call(
			'POST',
			'/workflows',
			{ active: false, settings: {}, ...file },
			savedWorkflow,
		);
	}

	/**
	 * Switches a workflow on, and waits until its triggers listen.
	 *
	 * @throws Error with what n8n says when they don't.
	 */
	async activate({ id, versionId }: SavedWorkflow): Promise<void> {
		if (!(await this.#publishes())) {
			await this.#call('PATCH', `/workflows/${id}`, { active: true }, z.unknown());
			return;
		}
		await this.#call('POST', `/workflows/${id}/activate`, { versionId }, z.unknown());
		const ends = ['published', 'partial', 'failed', 'not_published'];
		const { status, triggers } = await this.#publication(id, ...ends);
		if (status === 'not_published') throw new Error('n8n gave up publishing; its log says why.');
		const failed = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
		if (failed.length > 0) throw new Error(failed.join('\n'));
	}

	/** Switches a workflow off, and waits until its triggers no longer listen. */
	async deactivate({ id }: Pick<SavedWorkflow, 'id'>): Promise<void> {
		if (await this.#publishes()) {
			await this.#call('POST', `/workflows/${id}/deactivate`, {}, z.unknown());
			await this.#publication(id, 'not_published');
		} else {
			await this.#call('PATCH', `/workflows/${id}`, { active: false }, z.unknown());
		}
	}

	/**
	 * Waits until n8n 2.x is done with a workflow's triggers, in one of these ways. It reads by two
	 * queries whether it is at work and what came of it, so that between the two nothing seems to be
	 * published: where it is to be, that counts when it stays so.
	 */
	async #publication(id: string, ...ends: string[]): Promise<z.infer<typeof publication>> {
		const isToBe = ends.includes('published');
		let unpublished: number | undefined;
		return await until(async () => {
			const path = `/workflows/${id}/publication-status`;
			const now = await this.#call('GET', path, undefined, publication);
			if (!isToBe || now.status !== 'not_published') unpublished = undefined;
			else if (Date.now() - (unpublished ??= Date.now()) < 1_000) return undefined;
			return ends.includes(now.status) ? now : undefined;
		});
	}

	/** Has n8n wait for a test delivery, as "Listen for test event" does. */
	async listen(saved: SavedWorkflow, trigger: string): Promise<void> {
		const waiting = z.object({ waitingForWebhook: z.literal(true) });
		await this.#call('POST', `/workflows/${saved.id}/run`, runFrom(saved, trigger), waiting);
	}

	/** Runs a workflow from one of its triggers, as the editor's button does, to its end. */
	async run(saved: SavedWorkflow, trigger: string): Promise<Execution> {
		return await this.execution(await this.start(saved, trigger));
	}

	/** Starts a workflow from one of its triggers, and answers the ID of the execution. */
	async start(saved: SavedWorkflow, trigger: string): Promise<string> {
		const path = `/workflows/${saved.id}/run`;
		return (await this.#call('POST', path, runFrom(saved, trigger), started)).executionId;
	}

	/** Stops an execution, as the editor's button does. @throws N8nRefusal when it has ended. */
	async stopExecution(id: string): Promise<void> {
		await this.#call('POST', `/executions/${id}/stop`, {}, z.unknown());
	}

	/** Deletes an execution with all that belongs to it, as one does in the list of executions. */
	async deleteExecution(id: string): Promise<void> {
		await this.#fetch('POST', '/rest/executions/delete', { ids: [id] });
	}

	/** IDs of the workflows that are switched on. */
	async activeWorkflows(): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ active: true }));
		const list = z.array(z.object({ id: z.string() }));
		return (await this.#call('GET', `/workflows?filter=${filter}`, undefined, list)).map(
			({ id }) => id,
		);
	}

	/** The executions of a workflow, the latest first. */
	async executionIds(workflowId: string): Promise<string[]> {
		return (await this.executions(workflowId)).map(({ id }) => id);
	}

	/** The same, with how they are at present. */
	async executions(workflowId: string): Promise<Array<z.infer<typeof summary>>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const found: Array<z.infer<typeof summary>> = [];
		for (let next: string | undefined = ''; next !== undefined;) {
			const path: string = `/executions?filter=${filter}&limit=100${next}`;
			const { results, nextCursor }: z.infer<typeof summaries> = await this.#call(
				'GET',
				path,
				undefined,
				summaries,
			);
			found.push(...results);
			// n8n 1.x goes by the last one; it says so by not having a cursor.
			if (nextCursor !== undefined) next = nextCursor ? `&cursor=${nextCursor}` : undefined;
			else next = results.length === 100 ? `&lastId=${results.at(-1)?.id ?? ''}` : undefined;
		}
		return found;
	}

	/** Everything n8n stored about an execution, however far it got, as text. */
	async stored(executionId: string): Promise<string> {
		const path = `/executions/${executionId}`;
		return (await this.#call('GET', path, undefined, execution.nullable()))?.data ?? '';
	}

	/** The latest execution of a workflow, when there is one and it has ended. */
	async nextExecution(workflowId: string): Promise<Execution> {
		const id = await until(async () => (await this.executionIds(workflowId))[0]);
		return await this.execution(id);
	}

	/** An execution, when it has ended, which may take it so many seconds. */
	async execution(id: string, seconds?: number): Promise<Execution> {
		return await this.#executionOnce(
			id,
			(status) => !['new', 'running', 'waiting'].includes(status),
			seconds,
		);
	}

	/** An execution, when it waits for somebody to answer, or has ended without. */
	async waitingExecution(id: string): Promise<Execution> {
		const found = await this.#executionOnce(id, (status) => !['new', 'running'].includes(status));
		if (found.status === 'waiting') this.#waiting.set(id, found.nodes.length);
		return found;
	}

	/** An execution, when its status is one of these. */
	async #executionOnce(
		id: string,
		isAwaited: (status: string) => boolean,
		seconds?: number,
	): Promise<Execution> {
		let over: number | undefined;
		return await until(async () => {
			const found = await this.#call('GET', `/executions/${id}`, undefined, execution.nullable());
			if (!found?.data || !isAwaited(found.status)) return undefined;
			const stored: unknown = parse(found.data);
			// The status of an execution can be read a moment before its data, most of all in n8n 1.x.
			if (stored === undefined) return undefined;

			const { resultData } = executionData.parse(stored);
			const nodes = Object.keys(resultData.runData);
			// What n8n stored when it began, or waited, may still stand beside the status of the end. Nor
			// need there be more: a page at the end is answered by no further node.
			over ??= Date.now();
			const isFresh = Date.now() - over < 3_000;
			const seen = found.status === 'waiting' ? 0 : (this.#waiting.get(id) ?? 0);
			if (isFresh && nodes.length === seen) return undefined;

			const outputs = (name: string) => resultData.runData[name] ?? [];
			return {
				id,
				status: found.status,
				error: resultData.error?.message,
				items: (name) =>
					outputs(name).flatMap((one) => (one.data?.main ?? []).flatMap((out) => out ?? [])),
				complaint: (name) => {
					const { error } = outputs(name).at(-1) ?? {};
					return error ? `${error.message}\n${error.description ?? ''}` : '';
				},
				nodes,
				stored: found.data,
			};
		}, seconds);
	}

	/** A file that an item holds. */
	async file({ binary }: Item, field = 'data'): Promise<Buffer> {
		const { id, data } = z.record(z.string(), binaryData).parse(binary)[field] ?? {};
		if (id === undefined) return Buffer.from(data ?? '', 'base64');
		const query = new URLSearchParams({ id, action: 'download' });
		const response = await this.#fetch('GET', `/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** The node or credential types n8n offers in its editor. */
	async types(kind: 'nodes' | 'credentials'): Promise<Array<Record<string, unknown>>> {
		const response = await this.#fetch('GET', `/types/${kind}.json`);
		return z.array(z.record(z.string(), z.unknown())).parse(await response.json());
	}

	/** What n8n answers a GET below `/rest`, as the text it sends: to look for what must not be there. */
	async text(path: string): Promise<string> {
		return await (await this.#fetch('GET', `/rest${path}`)).text();
	}

	/** What an editor's call answers that has no method of its own here. */
	async post<T>(path: string, body: unknown, schema: Schema<T>): Promise<T> {
		return await this.#call('POST', path, body, schema);
	}

	/** n8n 2 publishes versions of workflows; n8n 1 switches the workflow itself on. */
	async #publishes(): Promise<boolean> {
		const settings = z.object({ versionCli: z.string() });
		const { versionCli } = await this.#call('GET', '/settings', undefined, settings);
		return Number(versionCli.split('.')[0]) >= 2;
	}

	async #call<T>(method: string, path: string, body: unknown, schema: Schema<T>): Promise<T> {
		const response = await this.#fetch(method, `/rest${path}`, body);
		const answer = z.object({ data: z.unknown() }).parse(await response.json());
		return schema.parse(answer.data);
	}

	async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.#url}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				cookie: this.#cookie,
				// A busy n8n may drop an idle connection just when it is used again.
				connection: 'close',
			},
			body: body === undefined ? null : JSON.stringify(body),
		});
		if (!response.ok) {
			throw new N8nRefusal(method, path, response.status, await response.text());
		}
		const [session] = response.headers.getSetCookie().filter((one) => one.startsWith('n8n-auth='));
		if (session) this.#cookie = session.split(';')[0] ?? '';
		return response;
	}
}

const runFrom = (saved: SavedWorkflow, trigger: string) => ({
	workflowData: saved,
	triggerToStartFrom: { name: trigger },
});
