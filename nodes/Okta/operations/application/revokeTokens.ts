import { appId } from '../../fields/application';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Revoke All Tokens',
	value: 'revokeTokens',
	action: 'Revoke all tokens of application',
	description:
		'Revoke the refresh tokens of an OAuth app, and the access tokens that came from them, for all its users, which cannot be undone. Access tokens issued without a refresh token stay valid until they expire.',
	final: true,
	route: 'DELETE /api/v1/apps/{appId}/tokens',
	scopes: ['okta.apps.manage'],
	effect: {
		outcome: 'revoked',
		alreadySo: { never: 'Okta does not tell whether there was a token' },
	},
	path: [appId],
};
