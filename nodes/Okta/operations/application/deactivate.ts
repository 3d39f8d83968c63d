import { appId } from '../../fields/application';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate application',
	description:
		'Keep everybody from opening an app until it is activated again; assignments stay. A service app gets no tokens any more, the one of this credential included.',
	route: 'POST /api/v1/apps/{appId}/lifecycle/deactivate',
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'deactivated', alreadySo: { before: statusIs(['INACTIVE']) } },
	repeat: unlessIn(['INACTIVE']),
	path: [appId],
};
