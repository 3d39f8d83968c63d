import type { Org } from '../org';
import { openWorld, type World, type WorldOptions } from './world';

/** What every step of an offboarding takes. */
export const everyScope = [
	...['users', 'groups', 'apps', 'roles', 'linkedObjects', 'schemas'].flatMap((area) => [
		`okta.${area}.manage`,
		`okta.${area}.read`,
	]),
	'okta.logs.read',
	'okta.universalLogout.manage',
];

const end = (name: string) => ({ name, title: name, description: '', type: 'USER' }) as const;

/** A world with managers, and a service app that may do everything. */
export async function openOffice({ org, app }: WorldOptions = {}): Promise<World> {
	const world = await openWorld({ org, app: { scopes: everyScope, ...app } });
	const { links } = world.org.directory;
	links.define({ primary: end('manager'), associated: end('subordinate') });
	return world;
}

/** Makes one user the manager of another. */
export function setManager({ directory }: Org, userId: string, managerId: string): void {
	const definition = directory.links.definition('manager');
	if (!definition) throw new Error('The org has no managers');
	directory.links.set(definition, userId, managerId);
}

/** Who manages a user. */
export function managersOf({ directory }: Org, userId: string): string[] {
	const definition = directory.links.definition('manager');
	return definition ? directory.links.ends(definition, 'manager', userId) : [];
}

/** What a random request of a run may meet, by name. @param stop - pressed by one of them */
export const troublesOf = (stop: AbortController) =>
	({
		refused: { status: 403, body: {} },
		away: { status: 503, body: {} },
		lost: 'resetAfter',
		stopped: { meanwhile: () => stop.abort() },
		nothing: undefined,
	}) as const;
