import {
	acceptLanguage,
	factorId,
	ipAddress,
	passCode,
	templateId,
	tokenLifetimeSeconds,
	useNumberMatchingChallenge,
	userAgent,
} from '../../fields/factor';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Challenge or Verify',
	value: 'verify',
	action: 'Challenge or verify MFA factor of user',
	description:
		'Find out if a person is the user. Without Passcode and Answer, sends a push or a code to the user; a push also gives a transactionId for Get Push Result. With one of them, checks it: the item fails if it is wrong.',
	route: 'POST /api/v1/users/{userId}/factors/{factorId}/verify',
	scopes: ['okta.users.manage'],
	effect: { alreadySo: { never: 'it changes nothing but asks a person each time' } },
	// The user would get a second push or code, and a passcode checked twice is wrong the second time.
	repeat: 'never',
	path: [userId, factorId],
	body: [
		passCode,
		{
			displayName: 'Answer',
			name: 'answer',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Answer to the security question, for a factor of that type',
		},
	],
	options: {
		query: [templateId, tokenLifetimeSeconds],
		header: [
			acceptLanguage,
			{ field: userAgent, as: 'User-Agent' },
			{ field: ipAddress, as: 'X-Forwarded-For' },
		],
		body: [useNumberMatchingChallenge],
	},
	leftOut: {
		authenticatorData: 'comes from a browser the user sits at',
		clientData: 'comes from a browser the user sits at',
		signatureData: 'comes from a browser the user sits at',
	},

	/** The ID that Get Push Result asks for is the end of a link. */
	async run({ okta, request }) {
		const answer = await sendForObject(okta, request);
		const links = isObject(answer['_links']) ? answer['_links'] : {};
		const href = isObject(links['poll']) ? text(links['poll']['href']) : '';
		const transactionId = href.slice(href.lastIndexOf('/') + 1);
		return [transactionId === '' ? answer : { transactionId, ...answer }];
	},
};
