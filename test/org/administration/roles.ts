import { bodyOf, created, noContent, ok, param, requiredText } from '../directory/request';
import { roleAlreadyAssigned } from '../directory/refusals';
import { notFound, validationFailed } from '../errors';
import { recordPrivileges } from '../directory/roles';
import { clientTarget, type ClientRole, type OAuthClient } from '../oauth/clients';
import { roleLabels } from '../roles';
import type { Call, Reply, Route } from '../route';
import { clientOf } from './clients';

function roleOf(call: Call, client: OAuthClient): ClientRole {
	const id = param(call, 'roleAssignmentId');
	const role = client.roles.find((candidate) => candidate.id === id);
	if (!role) throw notFound(id, 'RoleAssignment');
	return role;
}

const view =
	({ origin }: Call, { clientId }: OAuthClient) =>
	({ id, type, created: at }: ClientRole): Record<string, unknown> => ({
		id,
		label: roleLabels[type],
		type,
		status: 'ACTIVE',
		created: at,
		lastUpdated: at,
		assignmentType: 'CLIENT',
		_links: { assignee: { href: `${origin}/oauth2/v1/clients/${clientId}` } },
	});

function assign(call: Call): Reply {
	const client = clientOf(call);
	const body = bodyOf(call);
	const type = requiredText(body, 'type');
	// The org has no resource sets, so the custom role or its set is what can't be found.
	if (type === 'CUSTOM') throw notFound(requiredText(body, 'role'), 'CustomRole');
	if (!(type in roleLabels)) throw validationFailed('type', `type: '${type}' is not a role type`);
	if (client.roles.some((role) => role.type === type)) throw roleAlreadyAssigned();
	const role = call.org.clients.assignRole(client, type);
	record(call, client);
	return created(view(call, client)(role));
}

function remove(call: Call): Reply {
	const client = clientOf(call);
	const removed = roleOf(call, client);
	client.roles = client.roles.filter((other) => other !== removed);
	record(call, client);
	return noContent();
}

function record(call: Call, client: OAuthClient): void {
	const labels = client.roles.map(({ type }) => roleLabels[type] ?? type);
	recordPrivileges(call, 'app.oauth2.client', clientTarget(client), labels);
}

/** Admin roles of service apps. */
export const roleAdministration: Route[] = [
	{
		route: 'GET /oauth2/v1/clients/{clientId}/roles',
		scopes: ['okta.roles.read'],
		handle: (call) => {
			const client = clientOf(call);
			return ok(client.roles.map(view(call, client)));
		},
	},
	{
		route: 'POST /oauth2/v1/clients/{clientId}/roles',
		scopes: ['okta.roles.manage'],
		handle: assign,
	},
	{
		route: 'GET /oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}',
		scopes: ['okta.roles.read'],
		handle: (call) => {
			const client = clientOf(call);
			return ok(view(call, client)(roleOf(call, client)));
		},
	},
	{
		route: 'DELETE /oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}',
		scopes: ['okta.roles.manage'],
		handle: remove,
	},
];
