import { appId, grantId } from '../../fields/serviceApp';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Revoke Scope',
	value: 'revokeScope',
	action: 'Revoke scope of service app',
	description:
		'Take an Okta API scope from a service app, which is lost to its next tokens. Takes a super administrator.',
	route: 'DELETE /api/v1/apps/{appId}/grants/{grantId}',
	scopes: ['okta.appGrants.manage'],
	effect: { outcome: 'revoked', alreadySo: { afterRefusal: ['E0000007'], look: isGone('') } },
	path: [appId, grantId],
};
