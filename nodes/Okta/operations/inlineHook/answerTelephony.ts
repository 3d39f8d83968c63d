import { errorIn, errorMessage } from '../../fields/inlineHook';
import type { Answer } from '../../table/answering';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';

export const operation: Operation = {
	name: 'Answer Telephony',
	value: 'answerTelephony',
	action: 'Answer telephony hook',
	description: 'Tell Okta whether the code was sent to the phone',
	route: 'NONE',
	scopes: [],
	controls: [
		{
			displayName: 'Delivery',
			name: 'delivery',
			type: 'options',
			default: 'SUCCESSFUL',
			description: 'What became of the code',
			options: [
				{ name: 'Failed', value: 'FAILED', description: 'It was not sent' },
				{ name: 'Handed Over', value: 'PENDING', description: 'The provider has it' },
				{ name: 'Sent', value: 'SUCCESSFUL', description: 'The provider has sent it' },
			],
		},
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'string',
			default: '',
			placeholder: 'e.g. Twilio',
			description: 'Who sent it, for the System Log',
		},
		{
			displayName: 'Transaction ID',
			name: 'transactionId',
			type: 'string',
			default: '',
			description: 'What the provider calls the message, for the System Log',
		},
	],
	options: {
		controls: [
			{
				displayName: 'Details',
				name: 'transactionMetadata',
				type: 'string',
				default: '',
				placeholder: 'e.g. duration=300ms',
				description: 'What else the System Log is to have of it',
			},
			errorMessage,
		],
	},
	answering: { hookType: 'com.okta.telephony.provider', compose },
};

function compose(values: Values): Answer {
	const error = errorIn(values);
	if (error) return { commands: [], error };
	const facts = ['provider', 'transactionId', 'transactionMetadata']
		.map((name): [string, string] => [name, values.text(name)])
		.filter(([, value]) => value !== '');
	const value = [{ status: values.text('delivery'), ...Object.fromEntries(facts) }];
	return { commands: [{ type: 'com.okta.telephony.action', value }] };
}
