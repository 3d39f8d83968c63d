import { eventHookId } from '../../fields/eventHook';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Verify',
	value: 'verify',
	action: 'Verify event hook',
	description:
		'Have Okta call the address of an event hook, which has to answer within 3 seconds by repeating the X-Okta-Verification-Challenge header. Events only come once that succeeded.',
	route: 'POST /api/v1/eventHooks/{eventHookId}/lifecycle/verify',
	scopes: ['okta.eventHooks.manage'],
	effect: { outcome: 'verified', alreadySo: { never: 'Okta calls the address each time' } },
	repeat: 'harmless',
	shaped: true,
	path: [eventHookId],
};
