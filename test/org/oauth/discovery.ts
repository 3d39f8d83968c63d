import { tokenPath } from '../ledger';
import type { Received } from '../request';
import type { Reply } from '../route';
import { algorithms } from './jws';
import { knownScopes } from './scopes';

/** Authorization server metadata (RFC 8414) of the org server, public and without a rate limit. */
export const serverMetadata = ({ origin }: Received): Reply => ({
	status: 200,
	body: {
		issuer: origin,
		authorization_endpoint: `${origin}/oauth2/v1/authorize`,
		token_endpoint: origin + tokenPath,
		registration_endpoint: `${origin}/oauth2/v1/clients`,
		revocation_endpoint: `${origin}/oauth2/v1/revoke`,
		jwks_uri: `${origin}/oauth2/v1/keys`,
		response_types_supported: ['code', 'token', 'code token'],
		grant_types_supported: ['client_credentials'],
		subject_types_supported: ['public'],
		scopes_supported: [...knownScopes],
		token_endpoint_auth_methods_supported: ['private_key_jwt'],
		token_endpoint_auth_signing_alg_values_supported: [...algorithms],
		dpop_signing_alg_values_supported: [...algorithms],
	},
});
