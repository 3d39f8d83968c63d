import { commaSeparated } from '../../objects/convert';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, isObjectList, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Remove Email Bounces',
	value: 'removeEmailBounces',
	action: 'Remove email bounces of org',
	description:
		'Take addresses off the list of those to which Okta sends no more emails, because one came back. Puts out one item for each address.',
	route: 'POST /api/v1/org/email/bounces/remove-list',
	scopes: ['okta.orgs.manage'],
	effect: { alreadySo: { never: 'Okta does not show the list; each address has its outcome' } },
	repeat: 'harmless',
	body: [
		{
			field: {
				displayName: 'Email Addresses',
				name: 'emailAddresses',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. jane.doe@example.com, john.doe@example.com',
				description: 'Comma-separated list of addresses',
			},
			accepts: 'list',
			convert: commaSeparated,
		},
	],

	async run({ okta, request, values }) {
		const { errors } = await sendForObject(okta, request);
		const refused = new Map(
			(isObjectList(errors) ? errors : []).map(({ emailAddress, reason }) => [
				text(emailAddress).toLowerCase(),
				reason,
			]),
		);
		const sent = isObject(request.body) ? request.body['emailAddresses'] : undefined;
		return commaSeparated(sent ?? values.text('emailAddresses')).map((emailAddress) => {
			const reason = refused.get(emailAddress.toLowerCase());
			return reason === undefined
				? { emailAddress, outcome: 'removed' }
				: { emailAddress, outcome: 'refused', reason };
		});
	},
};
