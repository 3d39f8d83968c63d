import { bindingMembers, theCustomRole, theResourceSet } from '../../fields/adminRole';
import { addMembers, toAddress } from '../../objects/customRoles';
import { commaSeparated } from '../../objects/convert';
import { findObject, sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { FindOut } from '../../transport/types';
import type { Operation } from '../../table/operation';

/** Whether the role is bound by now; who is missing is added by the next run. */
const unlessBound: FindOut = async (okta, { path, body }) => {
	const { role } = isObject(body) ? body : {};
	const binding = `${path}${fillPath('/{role}', () => text(role))}`;
	const found = await findObject(okta, binding);
	return found === undefined ? 'undone' : {};
};

const BINDING = '/api/v1/iam/resource-sets/{resourceSetId}/bindings/{customRoleId}';

export const operation: Operation = {
	name: 'Create Binding',
	value: 'createBinding',
	action: 'Create binding of custom role and resource set',
	description:
		'Give users and groups a custom role over a resource set. Where others have it already, these come in addition. Takes a super administrator.',
	route: 'POST /api/v1/iam/resource-sets/{resourceSetId}/bindings',
	also: [`GET ${BINDING}`, `GET ${BINDING}/members`, `PATCH ${BINDING}/members`],
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'created', alreadySo: 'ownCode' },
	repeat: unlessBound,
	shaped: true,
	path: [theResourceSet],
	body: [{ field: theCustomRole, as: 'role' }],
	controls: [bindingMembers],
	leftOut: { members: 'Members says it' },

	async run({ okta, request, values }) {
		const role = isObject(request.body) ? text(request.body['role']) : '';
		const members = commaSeparated(values.get('members'));
		const addresses = members.map((member) => toAddress(okta, member));
		const path = `${request.path}${fillPath(
			'/{role}',
			() => role,
			() => 'Custom Role',
		)}`;
		const binding = await findObject(okta, path);
		if (binding) return [await addMembers(okta, `${path}/members`, members)];
		return [await sendForObject(okta, { ...request, body: { role, members: addresses } })];
	},
};
