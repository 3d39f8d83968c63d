import { type IDataObject, UserError } from 'n8n-workflow';

import { rowsIn } from '../../fields/inlineHook';
import type { Answer, Asked, Command } from '../../table/answering';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isEmpty, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Answer Registration',
	value: 'answerRegistration',
	action: 'Answer registration hook',
	description: 'Tell Okta whether somebody may register or complete a profile, and with what',
	route: 'NONE',
	scopes: [],
	controls: [
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'options',
			default: 'ALLOW',
			description: 'Whether it goes on',
			options: [
				{ name: 'Allow', value: 'ALLOW' },
				{ name: 'Deny', value: 'DENY' },
			],
		},
		{
			displayName: 'Attributes to Set',
			name: 'attributes',
			type: 'assignmentCollection',
			default: {},
			description:
				'Attributes of the profile, by their variable names, if it is allowed. What is not named stays as it was typed.',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			default: '',
			placeholder: 'e.g. Only addresses of acme.com can register',
			description: 'What whoever registers gets to read, if it is denied',
		},
	],
	options: {
		controls: [
			{
				displayName: 'Messages at Fields',
				name: 'reasons',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add message',
				default: {},
				description: 'What to read beside which field of the form, if it is denied',
				options: [
					{
						displayName: 'Message',
						name: 'reason',
						values: [
							{
								displayName: 'Attribute',
								name: 'attribute',
								type: 'string',
								default: '',
								placeholder: 'e.g. email',
							},
							{ displayName: 'Message', name: 'message', type: 'string', default: '' },
						],
					},
				],
			},
		],
	},
	answering: { hookType: 'com.okta.user.pre-registration', compose },
};

function compose(values: Values, { requestType, data }: Asked): Answer {
	const isUpdate = requestType === 'progressive.profile' || data['userProfileUpdate'] !== undefined;
	const profile = isUpdate ? 'userProfileUpdate' : 'userProfile';
	if (values.text('decision') === 'DENY') {
		const deny: Command = { type: 'com.okta.action.update', value: { registration: 'DENY' } };
		return { commands: [deny], error: errorOf(values, profile) };
	}
	const value = values.object('attributes');
	if ('password' in value) {
		throw new UserError('A registration hook cannot set the password', {
			description: 'Remove the row password from Attributes to Set. Nothing was sent.',
		});
	}
	const type = isUpdate
		? 'com.okta.user.progressive.profile.update'
		: 'com.okta.user.profile.update';
	return { commands: isEmpty(value) ? [] : [{ type, value }] };
}

/** Okta's sign-in page shows messages at fields only, so that each has one. */
function errorOf(values: Values, profile: string): IDataObject | undefined {
	const rows = rowsIn(values, 'reasons', 'reason').map(({ attribute, message }) => ({
		attribute: text(attribute).trim(),
		message: text(message),
	}));
	const summary = values.text('message') || rows[0]?.message;
	if (!summary) return undefined;
	const shown = rows.length > 0 ? rows : [{ attribute: 'login', message: summary }];
	return {
		errorSummary: summary,
		errorCauses: shown.map(({ attribute, message }) => ({
			errorSummary: message,
			reason: 'REGISTRATION_DENIED',
			locationType: 'body',
			location: `data.${profile}.${attribute || 'login'}`,
			domain: 'end-user',
		})),
	};
}
