import { createApp, recordClient, replaceApp } from '../directory/apps';
import { appView } from '../directory/appView';
import { bodyOf, objectIn, ok, type JsonObject } from '../directory/request';
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
	return ok(appView(call)(app));
}

function replace(call: Call): Reply {
	const request = clientIn(bodyOf(call));
	const app = replaceApp(call);
	const client = call.org.clients.ofApp(app.id);
	if (client && request) {
		call.org.clients.replace(client, request.metadata, request.keys);
		recordClient(call, app, 'update');
	}
	return ok(appView(call)(app));
}

/** The client metadata of an app's body, checked before anything is changed. */
function clientIn(body: JsonObject): ClientRequest | undefined {
	if (body.signOnMode !== 'OPENID_CONNECT') return undefined;
	const settings = objectIn(objectIn(body, 'settings'), 'oauthClient');
	const { token_endpoint_auth_method = null } = objectIn(
		objectIn(body, 'credentials'),
		'oauthClient',
	);
	return readClient({ ...settings, token_endpoint_auth_method });
}

export const appAdministration: Route[] = [
	{ route: 'POST /api/v1/apps', scopes: ['okta.apps.manage'], handle: create },
	{ route: 'PUT /api/v1/apps/{appId}', scopes: ['okta.apps.manage'], handle: replace },
];
