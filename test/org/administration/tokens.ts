import { noContent } from '../directory/request';
import { appTarget } from '../directory/targets';
import type { Call, Reply, Route } from '../route';
import { appClientOf } from './grants';

/** Ends every token of an app, access tokens included. */
function revokeAll(call: Call): Reply {
	const { clientId, app } = appClientOf(call);
	call.org.tokens.revokeAll(clientId);
	call.org.directory.log.record(call, {
		eventType: 'app.oauth2.client_id_tokens.revoke',
		displayMessage: 'Revoke all tokens of an OAuth client',
		targets: [appTarget(app)],
	});
	return noContent();
}

export const tokenAdministration: Route[] = [
	{ route: 'DELETE /api/v1/apps/{appId}/tokens', scopes: ['okta.apps.manage'], handle: revokeAll },
];
