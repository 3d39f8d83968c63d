import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { ServiceAppError } from './oauth/errors';
import { RSA_ALGORITHMS } from './oauth/keys';
import { checkProtectedIds } from './oauth/protectedIds';
import { requestUrl } from './oauth/requestUrl';
import { SCOPE_CHOICES } from './oauth/scopes';
import { orgUrlOf } from './oauth/serviceApp';
import { authorize, exculpate, renew, RenewalWanted } from './oauth/session';
import { demandToken, readHolding } from './oauth/storedToken';
import { isSameForAll, sameForAllField } from './sameForAll';
import { sendThrough } from './send';

/** Public metadata (RFC 8414): needs no scope, so the test works whatever scopes were chosen. */
const TEST_PATH = '/.well-known/oauth-authorization-server';

/** A test only counts when the token was minted for it: within this many milliseconds. */
const FRESH = 5_000;

/**
 * A redirect would take token and proof to wherever it points. Each of n8n's helpers knows other names
 * for not following one: its own request by `disableFollowRedirect`, the older one, which the HTTP
 * Request node uses, by the two in the middle, and both by `maxRedirects`.
 */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
	sendCredentialsOnCrossOriginRedirect: false,
};

export class OktaServiceAppApi implements ICredentialType {
	name = 'oktaServiceAppApi';

	displayName = 'Okta Service App API';

	icon: Icon = { light: 'file:../nodes/Okta/okta.svg', dark: 'file:../nodes/Okta/okta.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-okta/n8n-nodes-okta#credential';

	httpRequestNode = {
		name: 'Okta',
		docsUrl: 'https://developer.okta.com/docs/api/',
		apiBaseUrlPlaceholder: 'https://acme.okta.com/api/v1/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Okta Domain',
			name: 'domain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme.okta.com',
			description: 'The name in the address bar when you are signed in to your org',
			hint: 'With -admin or without. A custom domain works too.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 0oa1b2c3d4e5f6g7h8i9',
			description:
				'In the Okta Admin Console: Applications, your service app (type API Services), General',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			description:
				'The private half of a key pair whose public half is registered with the service app: PEM or JWK, RSA (2048 bits or more) or EC',
			hint: 'Paste the whole file or the whole JSON; lost line breaks do no harm.',
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for a private key that is encrypted',
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			default: '',
			description:
				'The key ID (kid) Okta shows beside the public key. May stay empty for a JWK that carries it, and when the app has a single key.',
		},
		{
			displayName: 'Signing Algorithm',
			name: 'signingAlgorithm',
			type: 'options',
			default: '',
			description: 'For RSA keys only. With an EC key the curve decides.',
			options: [
				{ name: 'Automatic', value: '' },
				...RSA_ALGORITHMS.map((algorithm) => ({ name: algorithm, value: algorithm })),
			],
		},
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'multiOptions',
			// n8n 2.41's dialog empties a list that has a default, so what holds by default is read from none.
			default: [],
			description:
				'What tokens may do. A scope must also be granted in the app (Okta API Scopes), and the app needs an admin role that allows it; what is not granted is left out.',
			hint: 'Left empty: reading and changing users, groups and applications and reading the System Log, as far as it is granted.',
			options: SCOPE_CHOICES,
		},
		{
			displayName: 'Additional Scopes',
			name: 'additionalScopes',
			type: 'string',
			default: '',
			placeholder: 'e.g. okta.example.read okta.example.manage',
			description: 'Scopes the list does not know yet, separated by spaces',
		},
		{
			displayName: 'DPoP',
			name: 'dpop',
			type: 'options',
			default: 'auto',
			description:
				'Whether tokens are bound to a key (Demonstrating Proof of Possession). New service apps demand it.',
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'Use DPoP when the service app demands it',
				},
				{
					name: 'Always',
					value: 'always',
					description: 'Refuse tokens that are not bound to a key',
				},
				{ name: 'Never', value: 'never', description: 'Use Bearer tokens only' },
			],
		},
		{
			displayName: 'Rotate Key',
			name: 'rotateKey',
			type: 'boolean',
			default: false,
			description:
				'Whether to keep a second private key that is used as soon as Okta no longer accepts the first',
		},
		{
			displayName: 'Next Private Key',
			name: 'nextPrivateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			displayOptions: { show: { rotateKey: [true] } },
			description: 'Tried once when Okta refuses the private key above as unknown or deactivated',
		},
		{
			displayName: 'Next Passphrase',
			name: 'nextPassphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { rotateKey: [true] } },
			description: 'Only for a next private key that is encrypted',
		},
		{
			displayName: 'Next Key ID',
			name: 'nextKeyId',
			type: 'string',
			default: '',
			displayOptions: { show: { rotateKey: [true] } },
			description: 'The key ID (kid) Okta shows beside the next public key',
		},
		{
			displayName: 'Protected IDs',
			name: 'protectedIds',
			type: 'string',
			typeOptions: { rows: 2 },
			noDataExpression: true,
			default: '',
			placeholder: 'e.g. 00u1b2c3d4e5f6g7h8i9, 00g1b2c3d4e5f6g7h8i9',
			description:
				'IDs of users, groups, apps and so on that nothing done with this credential may change, or name in a change, whatever the workflow. Separate them by commas or line breaks.',
			hint: 'For break-glass accounts and the groups of your super administrators. They can still be read. In Custom API Call and HTTP Request, users then have to be changed by ID, not by login.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Token Details',
			name: 'tokenDetails',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	constructor() {
		this.properties.push(sameForAllField(this.properties));
	}

	/**
	 * Answers the token fields to store, or an empty object where the token at hand is not to blame
	 * for what went wrong; see `renew`. Where fields have expressions, the token is of what they come to
	 * at the moment: it is kept in memory alone, and n8n before 2.34, which stores with a token what the
	 * expressions came to, has nothing to store.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const fields = await renew(credentials, {
			send: sendThrough(this),
			now: Date.now,
			sleep,
		});
		if (isSameForAll(credentials)) return { ...fields };
		Object.assign(credentials, fields);
		return {};
	}

	/** Signs each request anew; the token goes to the org it was issued by and nowhere else. */
	authenticate: IAuthenticate = async (credentials, options) => {
		try {
			return await sign(credentials, options);
		} catch (error) {
			// The older of n8n's helpers, which calls the address `uri`, would ask for another token.
			if (error instanceof ServiceAppError && 'uri' in options) exculpate(credentials);
			throw error;
		}
	};

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.domain}}', url: TEST_PATH },
	};
}

async function sign(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const now = Date.now();
	const url = requestUrl(orgUrlOf(credentials), options);
	const headers = withoutAuthorization(options.headers);
	checkProtectedIds(credentials.protectedIds, options, url, headers);

	// n8n skips preAuthentication when a token is stored, and would call a wrong key a success.
	if (url.pathname === TEST_PATH) {
		const { token } = readHolding(credentials);
		if (token !== undefined && now - token.mintedAt > FRESH) {
			demandToken(credentials, now - 1);
			throw new RenewalWanted();
		}
	}
	const request = { method: options.method ?? 'GET', url: url.href };
	return {
		...options,
		baseURL: undefined,
		url: url.href,
		headers: { ...headers, ...(await authorize(credentials, request, now)) },
		...NO_REDIRECTS,
	};
}

/** A repeated request comes with the headers of the first attempt; their proof is used up. */
function withoutAuthorization(headers: IDataObject | undefined): IDataObject {
	return Object.fromEntries(
		Object.entries(headers ?? {}).filter(([name]) => !/^(authorization|dpop)$/i.test(name)),
	);
}
