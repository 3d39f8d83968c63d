import type { INodeParameters } from 'n8n-workflow';
import { isObject } from '../../nodes/Okta/transport/json';
import type { HostExecution, TriggerHost } from './harness';
import { closeWorlds, openWorld, type World, type WorldOptions } from './world';

export const TRIGGER = 'n8n-nodes-okta.oktaTrigger';
export const scopes = [
	'okta.eventHooks.manage',
	'okta.eventHooks.read',
	'okta.logs.read',
	'okta.users.read',
	'okta.groups.read',
];
export const SUSPENDED = ['user.lifecycle.suspend', 'user.lifecycle.unsuspend'];

const hosts: TriggerHost[] = [];

export async function closeScenes(): Promise<void> {
	await Promise.all(hosts.splice(0).map(async (host) => await host.close()));
	await closeWorlds();
}

/** Has a host closed with the scenes. */
export function closeLater(host: TriggerHost): void {
	hosts.push(host);
}

export interface Scene extends World {
	host: TriggerHost;
	/** Suspends the next user in the Admin Console, or several; returns their IDs. */
	suspend: (count?: number) => Promise<string[]>;
}

/** A practice org, and a workflow with the trigger, not active yet. */
export async function openScene(
	parameters: INodeParameters,
	options: WorldOptions = {},
): Promise<Scene> {
	const world = await openWorld({ ...options, app: { scopes, ...options.app } });
	world.org.hooks.collecting = { milliseconds: 5, most: 100 };
	const host = await world.n8n.host({
		type: TRIGGER,
		parameters: { events: SUSPENDED, ...parameters },
		credential: world.credential,
	});
	closeLater(host);
	const users = world.org.users.list().filter(({ status }) => status === 'ACTIVE');
	const suspend = async (count = 1) => {
		const next = users.splice(0, count).map(({ id }) => id);
		for (const id of next) await world.org.console.suspend(id);
		return next;
	};
	return { ...world, host, suspend };
}

/** Until nothing is on its way any more. */
export async function settle({ org, host }: Scene): Promise<void> {
	await org.hooks.delivered();
	await host.idle();
}

export const usersIn = (executions: readonly HostExecution[]) =>
	executions.flatMap(({ items }) => items.map(({ user }) => (isObject(user) ? user.id : user)));

export const hooksOf = ({ org }: World) => org.directory.eventHooks.list();
