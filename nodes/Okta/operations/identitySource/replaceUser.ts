import {
	externalId,
	sourceId,
	sourceProfile,
	sourceProfileOf,
	userName,
} from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Replace User',
	value: 'replaceUser',
	action: 'Replace user of identity source',
	description:
		'Replace the whole profile of a user of the identity source: attributes that are not given lose their value',
	route: 'PUT /api/v1/identity-sources/{appId}/users/{externalId}',
	scopes: ['okta.identitySources.manage'],
	effect: { outcome: 'updated', alreadySo: { never: 'what is filled in is sent as it is' } },
	shaped: true,
	path: [sourceId, externalId],
	body: [{ ...userName, required: true }, sourceProfile],

	prepare: (request, values) => ({
		...request,
		body: { externalId: values.text('externalId'), profile: sourceProfileOf(values) },
	}),
};
