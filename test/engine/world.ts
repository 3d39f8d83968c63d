import type { INodeExecutionData } from 'n8n-workflow';
import {
	startOrg,
	type Org,
	type OrgOptions,
	type ServiceApp,
	type ServiceAppOptions,
} from '../org';
import { createEngine, type Engine, type Outcome, type StoredCredential } from './harness';

/** A practice org, a service app in it, and n8n with its credential. */
export interface World {
	n8n: Engine;
	org: Org;
	app: ServiceApp;
	credential: StoredCredential;
}

export interface WorldOptions {
	org?: OrgOptions;
	app?: ServiceAppOptions;
}

let engine: Promise<Engine> | undefined;
const orgs: Org[] = [];

/** The engine of this test file; it loads the package once. */
export async function theEngine(): Promise<Engine> {
	return await (engine ??= createEngine());
}

/** Opens a fresh world; the same seed gives the same users, groups and apps. */
export async function openWorld({ org: options, app: kind }: WorldOptions = {}): Promise<World> {
	const n8n = await theEngine();
	const org = await startOrg({ users: 260, ...options });
	orgs.push(org);
	const app = await org.serviceApp({ key: 'ES256', ...kind });
	const credential = await n8n.credential('oktaServiceAppApi', app.credential());
	return { n8n, org, app, credential };
}

/** For `afterEach`: ends every org opened since. */
export async function closeWorlds(): Promise<void> {
	await Promise.all(orgs.splice(0).map(async (org) => await org.close()));
}

/** Requests to Okta's API, token requests left out. */
export const apiRequests = ({ ledger }: Org) => ledger.filter({ path: apiPaths });

/** Everything but the token endpoint. */
export const apiPaths = /^\/(?!oauth2\/v1\/token$)/;

/** What was put out for one input item. */
export const putOutFor = (items: INodeExecutionData[], item: number) =>
	items.filter(({ pairedItem }) => isPairedWith(pairedItem, item)).map(({ json }) => json);

const isPairedWith = (paired: INodeExecutionData['pairedItem'], item: number): boolean =>
	typeof paired === 'object' && !Array.isArray(paired) && paired.item === item;

/** Message and description of why an execution stopped. */
export function complaint({ error }: Outcome): string {
	if (error === undefined) throw new Error('The execution did not stop');
	const description = 'description' in error ? String(error.description) : '';
	return `${error.message}\n${description}`;
}
