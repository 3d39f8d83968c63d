import { serverMetadata } from './oauth/discovery';
import { issueToken, revokeToken } from './oauth/token';
import type { Org } from './org';
import type { Received } from './request';
import type { Reply } from './route';

/** An endpoint outside the management API: it authenticates its callers itself, or nobody. */
export interface Endpoint {
	route: `${'GET' | 'POST'} /${string}`;
	/** Whether requests are counted in a rate-limit bucket. */
	limited: boolean;
	/** @param requestId of the answer's `x-okta-request-id`. */
	answer(org: Org, received: Received, requestId: string): Reply | Promise<Reply>;
}

export const openEndpoints: readonly Endpoint[] = [
	{ route: 'POST /oauth2/v1/token', limited: true, answer: issueToken },
	{ route: 'POST /oauth2/v1/revoke', limited: true, answer: revokeToken },
	{
		route: 'GET /.well-known/oauth-authorization-server',
		limited: false,
		answer: (_org, received) => serverMetadata(received),
	},
	{
		route: 'GET /.well-known/openid-configuration',
		limited: false,
		answer: (_org, received) => serverMetadata(received),
	},
];
