import { appId } from '../../fields/application';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate application',
	description: 'Let people open an inactive app again; nothing happens if it is active',
	route: 'POST /api/v1/apps/{appId}/lifecycle/activate',
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'activated', alreadySo: { before: statusIs(['ACTIVE']) } },
	repeat: unlessIn(['ACTIVE']),
	path: [appId],
};
