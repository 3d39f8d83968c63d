import { sessionId, sourceId } from '../../fields/identitySource';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Session',
	value: 'getSession',
	action: 'Get session of identity source',
	description: 'Get an import session with its status: COMPLETED, ERROR, or how far it has got',
	route: 'GET /api/v1/identity-sources/{appId}/sessions/{sessionId}',
	scopes: ['okta.identitySources.read'],
	shaped: true,
	path: [sourceId, sessionId],
};
