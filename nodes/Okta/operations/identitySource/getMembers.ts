import { membersOfSourceGroup } from '../../objects/identitySources';
import { sourceGroup, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Group Members',
	value: 'getMembers',
	action: 'List members of group of identity source',
	description: 'List the external IDs of the members of a group of the identity source',
	route: 'GET /api/v1/identity-sources/{appId}/groups/{sourceGroup}/membership',
	scopes: ['okta.identitySources.read'],
	path: [sourceId, sourceGroup],
	fixed: { query: { limit: 1000 } },
	leftOut: { after: 'all pages are read' },
	run: async ({ okta, request }) => await membersOfSourceGroup(okta, request),
};
