import { randomUUID } from 'node:crypto';
import { byId, mapped } from '../engine/harness/parameters';
import { currentN8n } from '../n8n/cache';
import { chain } from '../n8n/chain';
import { packPackage } from '../n8n/packageUnderTest';
import { openQueueServices } from '../n8n/queueServices';
import type { Execution } from '../n8n/rest';
import { N8nServer } from '../n8n/server';
import { credentialType, oktaNode } from '../n8n/stage';
import { until } from '../n8n/waiting';
import { credentialData, type Account, type OpenOrg } from './org';

/** Seconds an execution may take. */
const PATIENCE = 1_800;

const OKTA = 'Update users';

/** What executions in several workers did to one org at the same time. */
export interface SideBySide {
	/** From the calls that start the executions until the last of them has ended. */
	seconds: number;
	/** Items that didn't come out as users. */
	failed: number;
	org: Account;
}

/** A real n8n in queue mode: a main process, and workers that take one execution at a time. */
export interface QueueMode {
	/** Updates lists of users of one org, each list in an execution, and so a worker, of its own. */
	updateUsers: (
		org: OpenOrg,
		lists: ReadonlyArray<readonly string[]>,
		title: string,
	) => Promise<SideBySide>;
	close: () => Promise<void>;
}

/** @throws PlainError when PostgreSQL or Redis is missing */
export async function openQueueMode(workers: number): Promise<QueueMode> {
	const services = await openQueueServices();
	let n8n: N8nServer | undefined;
	const close = async () => {
		await n8n?.stop();
		await services.close();
	};
	try {
		n8n = await N8nServer.start({
			version: currentN8n,
			tarball: await packPackage('bench'),
			env: services.env,
		});
		const names: string[] = [];
		for (let worker = 0; worker < workers; worker++) {
			names.push(await n8n.addWorker({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' }));
		}
		return { updateUsers: updatingUsers(n8n, names), close };
	} catch (error) {
		await close();
		throw error;
	}
}

const updatingUsers =
	(n8n: N8nServer, workers: readonly string[]): QueueMode['updateUsers'] =>
	async (org, lists, title) => {
		const credential = await n8n.rest.createCredential({
			name: org.access.clientId,
			type: credentialType,
			data: credentialData(org.access),
		});
		const address = randomUUID();
		const workflow = await n8n.rest.createWorkflow(
			chain(
				address,
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: address,
					parameters: { path: address, httpMethod: 'POST', options: {} },
				},
				{
					name: 'One item each',
					type: 'n8n-nodes-base.splitOut',
					typeVersion: 1,
					parameters: { fieldToSplitOut: 'body.id', options: { destinationFieldName: 'id' } },
				},
				oktaNode(credential, OKTA, {
					resource: 'user',
					operation: 'update',
					userId: byId('={{ $json.id }}'),
					profile: mapped(['title', 'string', title]),
				}),
			),
		);
		await n8n.rest.activate(workflow);
		await org.account();

		const started = performance.now();
		for (const id of lists) await startWith(`${n8n.url}/webhook/${address}`, { id });
		const executions = await until(async () => {
			const ids = await n8n.rest.executionIds(workflow.id);
			return ids.length === lists.length ? ids : undefined;
		});
		const ended = await Promise.all(
			executions.map(async (id) => await n8n.rest.execution(id, PATIENCE)),
		);
		const seconds = (performance.now() - started) / 1000;
		await checkApart(n8n, workers, executions);
		return {
			seconds,
			failed: lists.flat().length - ended.flatMap((one) => usersOf(one)).length,
			org: await org.account(),
		};
	};

async function startWith(url: string, body: object): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`The webhook answered ${String(response.status)}`);
}

const usersOf = (execution: Execution): unknown[] =>
	execution.items(OKTA).filter(({ json }) => typeof json['id'] === 'string');

/** @throws if executions shared a worker, and with it what it knows of the limit. */
async function checkApart(
	n8n: N8nServer,
	workers: readonly string[],
	executions: readonly string[],
): Promise<void> {
	const logs = await Promise.all(workers.map(async (name) => await n8n.log(name)));
	const busy = logs.filter((log) =>
		executions.some((id) => new RegExp(`finished execution ${id}\\b`).test(log)),
	);
	if (busy.length < executions.length) throw new Error('A worker did more than one execution');
}
