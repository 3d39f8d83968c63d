import { sessionId, sourceId } from '../../fields/identitySource';
import { unlessCanceled } from '../../objects/identitySources';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Cancel Session',
	value: 'cancelSession',
	action: 'Cancel session of identity source',
	description:
		'Close an import session that has not been started, so that another can be opened. What was uploaded to it is lost.',
	route: 'DELETE /api/v1/identity-sources/{appId}/sessions/{sessionId}',
	scopes: ['okta.identitySources.manage'],
	effect: {
		outcome: 'canceled',
		alreadySo: { never: 'a session that is over is refused, whatever it ended as' },
	},
	repeat: unlessCanceled,
	path: [sourceId, sessionId],
};
