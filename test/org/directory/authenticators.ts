import type { Call, Reply, Route } from '../route';
import { iso } from './model';
import { ok } from './request';

/** What people of the org may prove themselves with, in the order Okta made them. */
const AUTHENTICATORS = [
	{ key: 'okta_email', name: 'Email', type: 'email' },
	{ key: 'okta_password', name: 'Password', type: 'password' },
	{ key: 'okta_verify', name: 'Okta Verify', type: 'app' },
	{ key: 'tac', name: 'Temporary Access Code', type: 'tac' },
] as const;
const FOUNDED = Date.UTC(2019, 0, 7, 6);

/** The ID of the one that makes temporary access codes. */
export function tacAuthenticatorId({ org }: Pick<Call, 'org'>): string {
	return org.directory.ids.of(
		'aut',
		AUTHENTICATORS.findIndex(({ key }) => key === 'tac'),
	);
}

function list(call: Call): Reply {
	const { ids } = call.org.directory;
	return ok(
		AUTHENTICATORS.map((authenticator, position) => {
			const id = ids.of('aut', position);
			const self = `${call.origin}/api/v1/authenticators/${id}`;
			return {
				id,
				...authenticator,
				status: 'ACTIVE',
				created: iso(FOUNDED),
				lastUpdated: iso(FOUNDED),
				_links: { self: { href: self, hints: { allow: ['GET', 'PUT'] } } },
			};
		}),
	);
}

export const authenticatorRoutes: Route[] = [
	{ route: 'GET /api/v1/authenticators', scopes: ['okta.authenticators.read'], handle: list },
];
