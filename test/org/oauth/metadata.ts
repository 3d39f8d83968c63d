import type { App } from '../directory/appStore';
import type { Json } from '../directory/model';
import type { OAuthClient } from './clients';

/** Client metadata under the names of RFC 7591 section 2, RFC 9449 section 5.2 and Okta's API. */
export interface ClientMetadata {
	application_type: string;
	grant_types: string[];
	response_types: string[];
	token_endpoint_auth_method: string;
	/** Token requests without a DPoP proof are refused. */
	dpop_bound_access_tokens: boolean;
	/** Where the public keys are fetched from, instead of being registered. */
	jwks_uri?: string;
}

/** An API service app. */
export const serviceMetadata: ClientMetadata = {
	application_type: 'service',
	grant_types: ['client_credentials'],
	response_types: ['token'],
	token_endpoint_auth_method: 'private_key_jwt',
	dpop_bound_access_tokens: false,
};

/** Metadata with the keys, as client registration and the app's settings both show it. */
export const metadataView = ({ metadata, keys }: OAuthClient): Record<string, Json> => {
	const { jwks_uri, ...rest } = metadata;
	const jwks = { keys: keys.map(({ jwk, status }) => ({ ...publicView(jwk), status })) };
	return { ...rest, redirect_uris: [], ...(jwks_uri === undefined ? { jwks } : { jwks_uri }) };
};

/** What the directory shows of an OAuth app; read from the client whenever somebody looks. */
export const appDetails = (client: OAuthClient, details: App['details']): App['details'] => ({
	...details,
	get credentials() {
		return {
			...membersOf(details.credentials),
			oauthClient: {
				autoKeyRotation: true,
				...(isForPeople(client) && { pkce_required: client.metadata.application_type !== 'web' }),
				...without(oauthClientIn(details.credentials), 'client_secret'),
				client_id: client.clientId,
				token_endpoint_auth_method: client.metadata.token_endpoint_auth_method,
			},
		};
	},
	get settings() {
		const own = metadataView(client);
		const given = without(oauthClientIn(details.settings), 'jwks', 'jwks_uri');
		const hasKeys = client.keys.length > 0 || 'jwks_uri' in own;
		const shown = isForPeople(client) && !hasKeys ? without(own, 'jwks') : own;
		return {
			...membersOf(details.settings),
			oauthClient: { ...shown, ...given, ...metadataOf(client) },
		};
	},
});

const metadataOf = ({ metadata: { jwks_uri: _, ...rest } }: OAuthClient): Record<string, Json> =>
	rest;

/** Whether people sign in to it. */
const isForPeople = ({ metadata }: OAuthClient): boolean => metadata.application_type !== 'service';

const oauthClientIn = (value: Json | undefined): Record<string, Json> =>
	membersOf(membersOf(value).oauthClient);

const without = (value: Record<string, Json>, ...names: string[]): Record<string, Json> =>
	Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

const membersOf = (value: Json | undefined): Record<string, Json> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

const publicView = (jwk: object): Record<string, string> =>
	Object.fromEntries(
		Object.entries(jwk).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
