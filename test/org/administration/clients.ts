import { record, recordClient } from '../directory/apps';
import { inOrder, page } from '../directory/cursor';
import { bodyOf, created, noContent, ok, param, requiredText, textIn } from '../directory/request';
import { deleteAppForbidden } from '../directory/refusals';
import { notFound, validationFailed } from '../errors';
import type { OAuthClient } from '../oauth/clients';
import { metadataView } from '../oauth/metadata';
import type { Call, Reply, Route } from '../route';
import { readClient } from './clientBody';

/** The client a path names: E0000007 when there is none. */
export function clientOf(call: Call): OAuthClient {
	const id = param(call, 'clientId');
	const client = call.org.clients.get(id);
	if (!client) throw notFound(id, 'PublicClientApp');
	return client;
}

const view = (client: OAuthClient): Record<string, unknown> => ({
	client_id: client.clientId,
	client_id_issued_at: Math.floor(client.app.created / 1000),
	client_name: client.app.label,
	...metadataView(client),
});

function list(call: Call): Reply {
	const q = call.query.get('q')?.toLowerCase() ?? '';
	const named = call.org.clients.list().filter(({ app }) => app.label.toLowerCase().startsWith(q));
	return page(call, {
		list: 'clients',
		size: { default: 20, max: 200 },
		rows: inOrder(named),
		show: view,
	});
}

function create(call: Call): Reply {
	const body = bodyOf(call);
	const label = requiredText(body, 'client_name');
	const { metadata, keys } = readClient(body);
	const client = call.org.clients.register({ label, metadata, keys });
	record(call, client.app, 'application.lifecycle.create', 'Create application');
	recordClient(call, client.app, 'create');
	return created(view(client));
}

/** Full replacement (RFC 7592 section 2.2): the body repeats the client ID. */
function replace(call: Call): Reply {
	const client = clientOf(call);
	const body = bodyOf(call);
	if (textIn(body, 'client_id') !== client.clientId) {
		throw validationFailed('client_id', "client_id: The 'client_id' must match the path");
	}
	const label = requiredText(body, 'client_name');
	const { metadata, keys } = readClient(body);
	call.org.apps.change(client.app, { label });
	call.org.clients.replace(client, metadata, keys ?? []);
	record(call, client.app, 'application.lifecycle.update', 'Update application');
	recordClient(call, client.app, 'update');
	return ok(view(client));
}

function remove(call: Call): Reply {
	const client = clientOf(call);
	if (client.app.status === 'ACTIVE') throw deleteAppForbidden();
	call.org.clients.remove(client);
	record(call, client.app, 'application.lifecycle.delete', 'Delete application');
	recordClient(call, client.app, 'delete');
	return noContent();
}

/** Dynamic client registration (RFC 7591) as Okta protects it. */
export const clientAdministration: Route[] = [
	{ route: 'GET /oauth2/v1/clients', scopes: ['okta.clients.read'], handle: list },
	{
		route: 'POST /oauth2/v1/clients',
		scopes: ['okta.clients.register', 'okta.clients.manage'],
		handle: create,
	},
	{
		route: 'GET /oauth2/v1/clients/{clientId}',
		scopes: ['okta.clients.read'],
		handle: (call) => ok(view(clientOf(call))),
	},
	{ route: 'PUT /oauth2/v1/clients/{clientId}', scopes: ['okta.clients.manage'], handle: replace },
	{
		route: 'DELETE /oauth2/v1/clients/{clientId}',
		scopes: ['okta.clients.manage'],
		handle: remove,
	},
];
