import { bindingMembers, theCustomRole, theResourceSet } from '../../fields/adminRole';
import { addMembers } from '../../objects/customRoles';
import { commaSeparated } from '../../objects/convert';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Members to Binding',
	value: 'addBindingMembers',
	action: 'Add members to custom role binding',
	description:
		'Give a custom role that somebody has over a resource set to more users and groups. Takes a super administrator.',
	route: 'PATCH /api/v1/iam/resource-sets/{resourceSetId}/bindings/{customRoleId}/members',
	also: ['GET /api/v1/iam/resource-sets/{resourceSetId}/bindings/{customRoleId}/members'],
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'added', alreadySo: 'ownCode' },
	repeat: 'harmless',
	shaped: true,
	path: [theResourceSet, theCustomRole],
	controls: [bindingMembers],
	leftOut: { additions: 'Members says it' },

	run: async ({ okta, request, values }) => [
		await addMembers(okta, request.path, commaSeparated(values.get('members'))),
	],
};
