import { factorId } from '../../fields/factor';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Push Result',
	value: 'getPushResult',
	action: 'Get push result of factor',
	description:
		'See what became of a push: "factorResult" is WAITING, SUCCESS, REJECTED or TIMEOUT. While it is WAITING, wait some seconds and ask again; a push is open for five minutes.',
	route: 'GET /api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}',
	scopes: ['okta.users.read'],
	shaped: true,
	path: [
		userId,
		factorId,
		{
			displayName: 'Transaction ID',
			name: 'transactionId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. v2mst.GldKV5VxTrifyeZmWSQguA',
			description: 'The "transactionId" that Challenge or Verify put out',
		},
	],
};
