import type { INodeProperties } from 'n8n-workflow';

import type { Placement } from '../table/operation';

/** Optimistic locking (RFC 9110 section 13.1.1), with the `ETag` of an earlier read. */
export const ifMatch: Placement = {
	field: {
		displayName: 'If-Match',
		name: 'ifMatch',
		type: 'string',
		default: '',
		description:
			'ETag of the user as you know it. Okta refuses the change if the user has changed since.',
	},
	as: 'If-Match',
};

export const strict: INodeProperties = {
	displayName: 'Strict',
	name: 'strict',
	type: 'boolean',
	default: true,
	description: 'Whether a password has to respect the minimum age and history of the policy',
};
