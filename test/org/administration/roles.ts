import { bodyOf, created, noContent, ok, param, requiredText } from '../directory/request';
import { roleAlreadyAssigned } from '../directory/refusals';
import { notFound, validationFailed } from '../errors';
import { customIn, recordPrivileges } from '../directory/roles';
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

const labelOf = (type: string): string => roleLabels[type] ?? 'Custom';

const view =
	({ origin }: Call, { clientId }: OAuthClient) =>
	({ id, type, custom, created: at }: ClientRole): Record<string, unknown> => ({
		id,
		label: labelOf(type),
		type,
		status: 'ACTIVE',
		created: at,
		lastUpdated: at,
		assignmentType: 'CLIENT',
		...(custom && { role: custom.role, 'resource-set': custom.resourceSet }),
		_links: { assignee: { href: `${origin}/oauth2/v1/clients/${clientId}` } },
	});

function assign(call: Call): Reply {
	const client = clientOf(call);
	const body = bodyOf(call);
	const type = requiredText(body, 'type');
	const custom = type === 'CUSTOM' ? customIn(call) : undefined;
	if (!custom && !(type in roleLabels))
		throw validationFailed('type', `type: '${type}' is not a role type`);
	const isHeld = (role: ClientRole) =>
		role.type === type &&
		role.custom?.role === custom?.role &&
		role.custom?.resourceSet === custom?.resourceSet;
	if (client.roles.some(isHeld)) throw roleAlreadyAssigned();
	const role = call.org.clients.assignRole(client, type, custom);
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
	const labels = client.roles.map(({ type }) => labelOf(type));
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
