import { appId } from '../../fields/application';
import { schemaOutput } from '../../fields/schema';
import { toSchemaRows } from '../../objects/schema';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Get App User Schema',
	value: 'getAppUserSchema',
	action: 'Get app user schema',
	description: 'List the attributes that the account of a user in an app can have',
	route: 'GET /api/v1/meta/schemas/apps/{appId}/default',
	scopes: ['okta.schemas.read'],
	path: [appId],
	controls: [schemaOutput],
	run: async ({ okta, request, values }) =>
		toSchemaRows(await sendForObject(okta, request), values.text('schemaOutput')),
};
