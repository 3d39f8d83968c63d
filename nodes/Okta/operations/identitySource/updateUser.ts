import {
	externalId,
	sourceId,
	sourceProfile,
	sourceProfileOf,
	userName,
} from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Update User',
	value: 'updateUser',
	action: 'Update user of identity source',
	description:
		'Change attributes of a user of the identity source; Okta asks for username and email each time',
	route: 'PATCH /api/v1/identity-sources/{appId}/users/{externalId}',
	scopes: ['okta.identitySources.manage'],
	effect: { outcome: 'updated', alreadySo: { never: 'what is filled in is sent as it is' } },
	repeat: 'harmless',
	shaped: true,
	path: [sourceId, externalId],
	body: [{ ...userName, required: true }, sourceProfile],

	prepare: (request, values) => ({
		...request,
		body: { profile: sourceProfileOf(values) },
	}),
};
