import { appId } from '../../fields/application';
import { accessPolicyId } from '../../fields/policy';
import { hasAccessPolicy } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Assign Policy',
	value: 'assignPolicy',
	action: 'Assign access policy to application',
	description:
		'Have an access policy say how people sign in to an app, in place of the one that said so before (Identity Engine orgs only)',
	route: 'PUT /api/v1/apps/{appId}/policies/{accessPolicyId}',
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'assigned', alreadySo: { before: hasAccessPolicy } },
	path: [appId, accessPolicyId],
};
