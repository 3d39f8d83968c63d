import { createApp, recordClient, replaceApp } from '../directory/apps';
import { appView } from '../directory/appView';
import { bodyOf, isObject, objectIn, ok, textsIn, type JsonObject } from '../directory/request';
import type { App } from '../directory/appStore';
import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { readClient, type ClientRequest } from './clientBody';

/** Creates any app; an OpenID Connect app is an OAuth client as well. */
function create(call: Call): Reply {
	const request = clientIn(bodyOf(call));
	const app = createApp(call);
	if (request) {
		call.org.clients.registerApp(app, request);
		recordClient(call, app, 'create');
	}
	return ok(withSecret(call, app, appView(call)(app)));
}

/** Shown to who writes an app, and never again. */
function withSecret(call: Call, app: App, shown: Record<string, unknown>): Record<string, unknown> {
	const secret = call.org.clients.ofApp(app.id)?.secret;
	const credentials = isObject(shown.credentials) ? shown.credentials : {};
	if (secret === undefined) return shown;
	const oauthClient = { ...objectIn(credentials, 'oauthClient'), client_secret: secret };
	return { ...shown, credentials: { ...credentials, oauthClient } };
}

function replace(call: Call): Reply {
	const request = clientIn(bodyOf(call));
	const app = replaceApp(call);
	const client = call.org.clients.ofApp(app.id);
	if (client && request) {
		call.org.clients.replace(client, request.metadata, request.keys);
		recordClient(call, app, 'update');
	}
	return ok(withSecret(call, app, appView(call)(app)));
}

/** The client metadata of an app's body, checked before anything is changed. */
function clientIn(body: JsonObject): ClientRequest | undefined {
	if (body.signOnMode !== 'OPENID_CONNECT') return undefined;
	const settings = objectIn(objectIn(body, 'settings'), 'oauthClient');
	const { token_endpoint_auth_method = null } = objectIn(
		objectIn(body, 'credentials'),
		'oauthClient',
	);
	const client = readClient({ ...settings, token_endpoint_auth_method });
	const { application_type, grant_types } = client.metadata;
	const comesBack = ['authorization_code', 'implicit'].some((grant) => grant_types.includes(grant));
	if (
		application_type !== 'service' &&
		comesBack &&
		textsIn(settings, 'redirect_uris').length === 0
	)
		throw validationFailed('redirect_uris', 'redirect_uris: At least one redirect URI is required');
	return client;
}

export const appAdministration: Route[] = [
	{ route: 'POST /api/v1/apps', scopes: ['okta.apps.manage'], handle: create },
	{ route: 'PUT /api/v1/apps/{appId}', scopes: ['okta.apps.manage'], handle: replace },
];
