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
		introspection_endpoint: `${origin}/oauth2/v1/introspect`,
		introspection_endpoint_auth_methods_supported: ['private_key_jwt'],
		revocation_endpoint_auth_methods_supported: ['private_key_jwt'],
		end_session_endpoint: `${origin}/oauth2/v1/logout`,
		device_authorization_endpoint: `${origin}/oauth2/v1/device/authorize`,
		pushed_authorization_request_endpoint: `${origin}/oauth2/v1/par`,
		response_types_supported: ['code', 'token', 'code token'],
		response_modes_supported: ['query', 'fragment', 'form_post', 'okta_post_message'],
		grant_types_supported: ['client_credentials'],
		subject_types_supported: ['public'],
		scopes_supported: [...knownScopes],
		token_endpoint_auth_methods_supported: ['private_key_jwt'],
		claims_supported: ['ver', 'jti', 'iss', 'aud', 'iat', 'exp', 'cid', 'uid', 'scp', 'sub'],
		code_challenge_methods_supported: ['S256'],
		request_parameter_supported: true,
		request_object_signing_alg_values_supported: [...algorithms],
		frontchannel_logout_supported: true,
		frontchannel_logout_session_supported: true,
		identity_chaining_requested_token_types_supported: ['urn:ietf:params:oauth:token-type:id-jag'],
		dpop_signing_alg_values_supported: [...algorithms],
	},
});
