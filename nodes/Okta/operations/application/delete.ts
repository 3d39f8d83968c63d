import { appId } from '../../fields/application';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete application',
	description:
		'Delete an inactive app with its settings and assignments, which cannot be undone. Okta keeps an active one: deactivate it first.',
	final: true,
	route: 'DELETE /api/v1/apps/{appId}',
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('0oa') } },
	path: [appId],
};
