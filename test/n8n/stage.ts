import { usualScopes } from '../org/oauth/scopes';
import { type Plan, startOrg, type Org, type ServiceApp } from '../org';
import type { N8nVersion } from './cache';
import type { Link } from './chain';
import type { Credential } from './rest';
import { N8nServer } from './server';

export const credentialType = 'oktaServiceAppApi';
export const nodeType = 'n8n-nodes-okta.okta';
export const triggerType = 'n8n-nodes-okta.oktaTrigger';
export const inlineHookType = 'n8n-nodes-okta.oktaInlineHook';
export const nodeTypes = [nodeType, triggerType, inlineHookType];

/** What the trigger needs beyond everyday provisioning. */
export const hookScopes = ['okta.eventHooks.manage', 'okta.eventHooks.read'];

/** What the trigger that answers needs. */
export const inlineHookScopes = ['okta.inlineHooks.manage', 'okta.inlineHooks.read'];

/** What taking people out takes beyond everyday provisioning. */
export const leaverScopes = ['okta.roles.manage', 'okta.linkedObjects.read'];

/** What blocking addresses takes. */
export const zoneScopes = ['okta.networkZones.read', 'okta.networkZones.manage'];

/** What the sample workflows take beyond everyday provisioning. */
export const sampleScopes = [
	...hookScopes,
	...inlineHookScopes,
	...leaverScopes,
	...zoneScopes,
	'okta.policies.manage',
];

export interface StageOptions {
	version: N8nVersion;
	/** Our package, packed. */
	tarball: string;
	/** Port of n8n; a free one by default. */
	port?: number;
	/** Users the org is seeded with. */
	users?: number;
	/** Whose limits the org has. Default: a workforce org's. */
	limits?: Plan;
	/** Whether the service app demands DPoP. Default: no. */
	dpop?: boolean;
	/** Scopes granted to the service app beyond those of everyday provisioning. */
	scopes?: readonly string[];
	/** Settings of n8n beyond those that keep it quiet. */
	env?: Record<string, string>;
}

/** A practice org with a service app, and a real n8n with our package that holds its credential. */
export interface Stage {
	org: Org;
	app: ServiceApp;
	n8n: N8nServer;
	credential: Credential;
	close(): Promise<void>;
}

/** Opens a stage: nothing but n8n's first start takes long. */
export async function openStage({
	users,
	limits = 'workforce',
	dpop,
	scopes = [],
	...n8nOptions
}: StageOptions): Promise<Stage> {
	const org = await startOrg({ users, groups: 30, apps: 12, limits });
	let n8n: N8nServer | undefined;
	const close = async () => {
		await n8n?.stop();
		await org.close();
	};
	try {
		const app = await org.serviceApp({
			label: 'n8n',
			dpop,
			scopes: [...usualScopes, ...scopes],
		});
		n8n = await N8nServer.start(n8nOptions);
		const credential = await saveCredential(n8n, app, 'Okta practice org');
		return { org, app, n8n, credential, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Saves a credential for a service app, as a person would who was given its key. */
export async function saveCredential(
	{ rest }: N8nServer,
	app: ServiceApp,
	name = `Okta ${app.clientId}`,
): Promise<Credential> {
	return await rest.createCredential({ name, type: credentialType, data: app.credential() });
}

/** Our node with a credential, as a link of a chain. */
export const oktaNode = (
	{ id, name: called }: Credential,
	name: string,
	parameters: Record<string, unknown>,
): Link => ({
	name,
	type: nodeType,
	typeVersion: 1,
	parameters,
	credentials: { [credentialType]: { id, name: called } },
});
