import type { Call, Reply, Route } from '../route';
import type { AppStore } from './appStore';
import { Collection } from './collection';
import { inOrder, page } from './cursor';
import type { Ids } from './ids';
import { appOf, userOf } from './lookup';
import { iso } from './model';
import { noContent, ok, param } from './request';
import { appTarget, userTarget } from './targets';

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

function show(call: Call): (token: RefreshToken) => Record<string, unknown> {
	return ({ id, appId, userId, created }) => {
		const self = `${call.origin}/api/v1/apps/${appId}`;
		return {
			id,
			status: 'ACTIVE',
			created: iso(created),
			lastUpdated: iso(created),
			expiresAt: iso(created + LIFETIME),
			issuer: call.origin,
			clientId: appId,
			userId,
			scopes: ['offline_access'],
			_links: {
				app: { href: self },
				self: { href: `${self}/tokens/${id}` },
				user: { href: `${call.origin}/api/v1/users/${userId}` },
			},
		};
	};
}

function list(call: Call): Reply {
	const app = appOf(call);
	return page(call, {
		list: `tokens of ${app.id}`,
		size: PAGE,
		rows: inOrder(tokensOf(call, app.id)),
		show: show(call),
	});
}

function revokeAll(call: Call): Reply {
	const app = appOf(call);
	revoke(call, tokensOf(call, app.id));
	call.org.directory.log.record(call, {
		eventType: 'app.oauth2.token.revoke.implicit.client',
		displayMessage: 'Tokens revoked for client',
		targets: [appTarget(app)],
	});
	return noContent();
}

const ofUser = ({ org }: Call, userId: string): RefreshToken[] =>
	org.directory.refreshTokens.list().filter((token) => token.userId === userId);

/** The apps that hold tokens of a user. */
function listClients(call: Call): Reply {
	const { id } = userOf(call, 'userId');
	const appIds = new Set(ofUser(call, id).map(({ appId }) => appId));
	const self = `${call.origin}/api/v1/users/${id}/clients`;
	return ok(
		[...appIds]
			.flatMap((appId) => call.org.directory.apps.get(appId) ?? [])
			.map((app) => ({
				client_id: app.id,
				client_name: app.label,
				client_uri: null,
				logo_uri: null,
				_links: {
					grants: { href: `${self}/${app.id}/grants` },
					tokens: { href: `${self}/${app.id}/tokens` },
				},
			})),
	);
}

const ofClient = (call: Call): RefreshToken[] =>
	ofUser(call, userOf(call, 'userId').id).filter(({ appId }) => appId === param(call, 'clientId'));

function listOfClient(call: Call): Reply {
	return page(call, {
		list: `tokens of ${param(call, 'clientId')}`,
		size: PAGE,
		rows: inOrder(ofClient(call)),
		show: show(call),
	});
}

function revokeOfClient(call: Call): Reply {
	revoke(call, ofClient(call));
	call.org.directory.log.record(call, {
		eventType: 'app.oauth2.token.revoke.implicit.client',
		displayMessage: 'Tokens of user revoked for client',
		targets: [userTarget(userOf(call, 'userId'))],
	});
	return noContent();
}

/** Takes tokens away. */
function revoke({ org }: Call, tokens: readonly RefreshToken[]): void {
	for (const token of tokens) org.directory.refreshTokens.delete(token);
}

/** Takes away all tokens apps have of a user. */
export const revokeOfUser = (call: Call, userId: string): void => {
	revoke(call, ofUser(call, userId));
};

const tokensOf = ({ org }: Call, appId: string): RefreshToken[] =>
	org.directory.refreshTokens.list().filter((token) => token.appId === appId);

const CLIENTS = 'GET /api/v1/users/{userId}/clients';

export const refreshTokenRoutes: Route[] = [
	{ route: 'GET /api/v1/apps/{appId}/tokens', scopes: ['okta.apps.read'], handle: list },
	{ route: 'DELETE /api/v1/apps/{appId}/tokens', scopes: ['okta.apps.manage'], handle: revokeAll },
	{ route: CLIENTS, scopes: ['okta.users.read'], handle: listClients },
	{
		route: `${CLIENTS}/{clientId}/tokens`,
		scopes: ['okta.users.read'],
		handle: listOfClient,
	},
	{
		route: 'DELETE /api/v1/users/{userId}/clients/{clientId}/tokens',
		scopes: ['okta.users.manage'],
		handle: revokeOfClient,
	},
];
