import { resources, theResourceSet } from '../../fields/adminRole';
import { commaSeparated } from '../../objects/convert';
import { addMissing, namesOf, resourcesPaging } from '../../objects/customRoles';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Resources',
	value: 'addResources',
	action: 'Add resources to resource set',
	description:
		'Have the roles that are assigned over a set extend to more. Those the set has already make no difference. Takes a super administrator.',
	route: 'PATCH /api/v1/iam/resource-sets/{resourceSetId}/resources',
	also: ['GET /api/v1/iam/resource-sets/{resourceSetId}/resources'],
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'added', alreadySo: 'ownCode' },
	repeat: 'harmless',
	shaped: true,
	path: [theResourceSet],
	body: [{ ...resources, as: 'additions' }],

	run: async ({ okta, request, values }) => [
		await addMissing(okta, request.path, commaSeparated(values.get('resources')), {
			paging: resourcesPaging,
			namesIn: namesOf,
		}),
	],
};
