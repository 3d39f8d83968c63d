import { fulfillmentProvider } from '../../fields/webAuthn';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Request Fulfillment',
	value: 'requestFulfillment',
	action: 'Request fulfillment of security key',
	description:
		'Have a key ordered for a user: Okta writes an event that a workflow of yours or the provider acts on',
	route: 'POST /webauthn-registration/api/v1/initiate-fulfillment-request',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'requested', alreadySo: { never: 'each request orders a key' } },
	// Sent twice it orders two keys.
	repeat: 'never',
	object: (values) => values.text('userId'),
	body: [
		userId,
		fulfillmentProvider,
		{
			field: {
				displayName: 'Order (JSON)',
				name: 'order',
				type: 'json',
				default: '',
				required: true,
				placeholder: '[{ "productId": "…", "customizationId": "…", "inventoryProductId": "…" }]',
				description: 'Which keys to order, in the terms of the provider',
			},
			as: 'fulfillmentData',
		},
	],
};
