import { requestId } from '../../fields/accessRequest';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Message',
	value: 'addMessage',
	action: 'Add message to access request',
	description: 'Write to the requester within an access request',
	route: 'POST /governance/api/v2/requests/{requestId}/messages',
	scopes: ['okta.accessRequests.request.manage'],
	effect: { outcome: 'added', alreadySo: { never: 'the same can be said twice' } },
	repeat: 'never',
	path: [requestId],
	body: [
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			description: 'What to say, in at most 5,000 characters',
		},
	],
};
