import { Collection } from './collection';
import type { Ids } from './ids';
import type { Json } from './model';

/** A rule of an access policy: which tokens are issued, and what is asked before. */
export interface ServerRule {
	readonly id: string;
	name: string;
	conditions: Json;
	actions: Json;
	readonly created: number;
	lastUpdated: number;
}

export interface ServerPolicy {
	readonly id: string;
	readonly name: string;
	readonly created: number;
	readonly rules: readonly ServerRule[];
}

/** A custom authorization server. */
export interface AuthorizationServer {
	readonly id: string;
	readonly name: string;
	readonly audience: string;
	/** The one that Okta made, which goes by the ID `default`, too. */
	readonly isDefault: boolean;
	readonly created: number;
	readonly policies: readonly ServerPolicy[];
}

const FOUNDED = Date.UTC(2019, 0, 7, 6);

const conditions: Json = {
	people: { users: { include: [], exclude: [] }, groups: { include: ['EVERYONE'], exclude: [] } },
	grantTypes: { include: ['authorization_code', 'client_credentials'] },
	scopes: { include: ['*'] },
};

const actions: Json = {
	token: {
		accessTokenLifetimeMinutes: 60,
		refreshTokenLifetimeMinutes: 0,
		refreshTokenWindowMinutes: 10_080,
	},
};

/** The default server and one more, each with a policy of two rules. */
export function seededServers(ids: Ids): Collection<AuthorizationServer> {
	const servers = new Collection<AuthorizationServer>(ids, 'aus');
	const rule = (name: string, position: number): ServerRule => ({
		id: ids.of('0pr', 20_000 + position),
		name,
		conditions,
		actions,
		created: FOUNDED,
		lastUpdated: FOUNDED,
	});
	for (const [position, name] of ['default', 'Payroll API'].entries()) {
		servers.add((id) => ({
			id,
			name,
			audience: position === 0 ? 'api://default' : 'https://payroll.acme.example',
			isDefault: position === 0,
			created: FOUNDED,
			policies: [
				{
					id: ids.of('00p', 20_000 + position),
					name: 'Default Policy',
					created: FOUNDED,
					rules: [rule('Default Policy Rule', 2 * position), rule('Machines', 2 * position + 1)],
				},
			],
		}));
	}
	return servers;
}
