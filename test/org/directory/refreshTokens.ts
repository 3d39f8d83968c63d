import type { Call, Reply, Route } from '../route';
import type { AppStore } from './appStore';
import { Collection } from './collection';
import { inOrder, page } from './cursor';
import type { Ids } from './ids';
import { appOf } from './lookup';
import { iso } from './model';
import { noContent } from './request';
import { appTarget } from './targets';

/** A refresh token of a person who uses an OAuth app; the token itself is of no interest here. */
export interface RefreshToken {
	readonly id: string;
	readonly appId: string;
	readonly userId: string;
	readonly created: number;
}

const PAGE = { default: 20, max: 200 };
const LIFETIME = 90 * 24 * 3_600_000;

/** The first people who have an OAuth app are signed in to it. */
export function seededTokens(ids: Ids, apps: AppStore): Collection<RefreshToken> {
	const tokens = new Collection<RefreshToken>(ids, 'oar');
	for (const app of apps.list().filter(({ signOnMode }) => signOnMode === 'OPENID_CONNECT'))
		for (const position of [...app.direct.from(0)].slice(0, 3))
			tokens.add((id) => ({
				id,
				appId: app.id,
				userId: ids.of('00u', position),
				created: app.created,
			}));
	return tokens;
}

function list(call: Call): Reply {
	const app = appOf(call);
	const self = `${call.origin}/api/v1/apps/${app.id}`;
	return page(call, {
		list: `tokens of ${app.id}`,
		size: PAGE,
		rows: inOrder(tokensOf(call, app.id)),
		show: ({ id, userId, created }: RefreshToken) => ({
			id,
			status: 'ACTIVE',
			created: iso(created),
			lastUpdated: iso(created),
			expiresAt: iso(created + LIFETIME),
			issuer: call.origin,
			clientId: app.id,
			userId,
			scopes: ['offline_access'],
			_links: {
				app: { href: self },
				self: { href: `${self}/tokens/${id}` },
				user: { href: `${call.origin}/api/v1/users/${userId}` },
			},
		}),
	});
}

function revokeAll(call: Call): Reply {
	const app = appOf(call);
	const { refreshTokens, log } = call.org.directory;
	for (const token of tokensOf(call, app.id)) refreshTokens.delete(token);
	log.record(call, {
		eventType: 'app.oauth2.token.revoke.implicit.client',
		displayMessage: 'Tokens revoked for client',
		targets: [appTarget(app)],
	});
	return noContent();
}

const tokensOf = ({ org }: Call, appId: string): RefreshToken[] =>
	org.directory.refreshTokens.list().filter((token) => token.appId === appId);

export const refreshTokenRoutes: Route[] = [
	{ route: 'GET /api/v1/apps/{appId}/tokens', scopes: ['okta.apps.read'], handle: list },
	{ route: 'DELETE /api/v1/apps/{appId}/tokens', scopes: ['okta.apps.manage'], handle: revokeAll },
];
