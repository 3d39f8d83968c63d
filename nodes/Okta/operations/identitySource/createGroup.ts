import { unlessGroupInSource } from '../../objects/identitySources';
import { externalId, groupDescription, groupName, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Create Group',
	value: 'createGroup',
	action: 'Create group in identity source',
	description: 'Add a group to the identity source',
	route: 'POST /api/v1/identity-sources/{appId}/groups',
	scopes: ['okta.identitySources.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'Okta refuses an external ID it has' } },
	repeat: unlessGroupInSource,
	object: (values) => `${values.text('appId')} ${values.text('externalId')}`,
	shaped: true,
	path: [sourceId],
	body: [externalId, { field: { ...groupName, required: true }, as: 'profile.displayName' }],
	options: { body: [{ field: groupDescription, as: 'profile.description' }] },
};
