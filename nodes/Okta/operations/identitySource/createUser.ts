import { unlessInSource } from '../../objects/identitySources';
import {
	externalId,
	sourceId,
	sourceProfile,
	sourceProfileOf,
	userName,
} from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Create User',
	value: 'createUser',
	action: 'Create user in identity source',
	description: 'Add one user to the identity source. For many, Import is quicker.',
	route: 'POST /api/v1/identity-sources/{appId}/users',
	scopes: ['okta.identitySources.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'Okta refuses an external ID it has' } },
	repeat: unlessInSource,
	object: (values) => `${values.text('appId')} ${values.text('externalId')}`,
	path: [sourceId],
	body: [externalId, { ...userName, required: true }, sourceProfile],

	prepare: (request, values) => ({
		...request,
		body: { externalId: values.text('externalId'), profile: sourceProfileOf(values) },
	}),
};
