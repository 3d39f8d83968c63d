import { schemaId, schemaOutput } from '../../fields/schema';
import { toSchemaRows } from '../../objects/schema';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Get User Schema',
	value: 'getUserSchema',
	action: 'Get user schema',
	description: 'List the attributes that the profile of a user can have, custom ones included',
	route: 'GET /api/v1/meta/schemas/user/{schemaId}',
	scopes: ['okta.schemas.read'],
	path: [schemaId],
	controls: [schemaOutput],
	run: async ({ okta, request, values }) =>
		toSchemaRows(await sendForObject(okta, request), values.text('schemaOutput')),
};
