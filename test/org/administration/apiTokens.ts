import { type ApiToken, endOf } from '../apiTokens';
import { ok } from '../directory/request';
import type { Call, Reply, Route } from '../route';

/** To the second, as Okta has these times. */
const iso = (time: number): string => new Date(Math.floor(time / 1000) * 1000).toISOString();

const view =
	({ origin }: Call) =>
	(token: ApiToken): Record<string, unknown> => {
		const { id, name, userId, clientName, zones, created, lastUsed } = token;
		const link = (path: string, ...allow: string[]) => ({
			href: `${origin}/api/v1/${path}`,
			hints: { allow },
		});
		return {
			id,
			name,
			userId,
			clientName,
			tokenWindow: 'P30D',
			network:
				zones.length > 0 ? { connection: 'ZONE', include: zones } : { connection: 'ANYWHERE' },
			expiresAt: iso(endOf(token)),
			created: iso(created),
			lastUpdated: iso(lastUsed),
			_links: {
				self: link(`api-tokens/${id}`, 'GET', 'DELETE'),
				user: link(`users/${userId}`, 'GET'),
			},
		};
	};

/** All of them at once: Okta does not page, whatever `limit` says. Those of deactivated users are gone. */
function list(call: Call): Reply {
	const { apiTokens, directory } = call.org;
	const living = apiTokens
		.list()
		.filter(({ userId }) => directory.findUser(userId)?.status !== 'DEPROVISIONED');
	return ok(living.map(view(call)));
}

/** API tokens of administrators; never with what they are used by. */
export const apiTokenAdministration: Route[] = [
	{ route: 'GET /api/v1/api-tokens', scopes: ['okta.apiTokens.read'], handle: list },
];
