import { schemaOutput } from '../../fields/schema';
import { toSchemaRows } from '../../objects/schema';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Get Group Schema',
	value: 'getGroupSchema',
	action: 'Get group schema',
	description: 'List the attributes that the profile of a group can have, custom ones included',
	route: 'GET /api/v1/meta/schemas/group/default',
	scopes: ['okta.schemas.read'],
	controls: [schemaOutput],
	run: async ({ okta, request, values }) =>
		toSchemaRows(await sendForObject(okta, request), values.text('schemaOutput')),
};
