import { UserError } from 'n8n-workflow';

import { errorIn, errorMessage } from '../../fields/inlineHook';
import type { Answer, Command } from '../../table/answering';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isEmpty } from '../../transport/json';

export const operation: Operation = {
	name: 'Answer User Import',
	value: 'answerUserImport',
	action: 'Answer user import hook',
	description: 'Tell Okta who a user is that an app brings, and with which attributes',
	route: 'NONE',
	scopes: [],
	controls: [
		{
			displayName: 'User',
			name: 'result',
			type: 'options',
			default: 'unchanged',
			description: 'Who the user of the app is in Okta',
			options: [
				{
					name: 'As Okta Would Have It',
					value: 'unchanged',
					description: 'By the matching rules of the app',
				},
				{ name: 'Is a New One', value: 'CREATE_USER', description: 'Create a user in Okta' },
				{
					name: 'Is There Already',
					value: 'LINK_USER',
					description: 'Link the user of the app to a user in Okta',
				},
			],
		},
		{
			displayName: 'Okta User ID',
			name: 'linkedUserId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 00u1abcd2345EFGHI6789',
			description: 'Who it is, if the user is there already',
		},
		{
			displayName: 'Okta Attributes to Set',
			name: 'userAttributes',
			type: 'assignmentCollection',
			default: {},
			description: 'Attributes of the Okta profile, by their variable names, such as login',
		},
		{
			displayName: 'App Attributes to Set',
			name: 'appAttributes',
			type: 'assignmentCollection',
			default: {},
			description:
				'Attributes of the profile in the app, from which Okta maps its own, by their variable names',
		},
	],
	options: { controls: [errorMessage] },
	answering: { hookType: 'com.okta.import.transform', compose },
};

function compose(values: Values): Answer {
	const error = errorIn(values);
	if (error) return { commands: [], error };
	const updates = [
		['com.okta.appUser.profile.update', values.object('appAttributes')],
		['com.okta.user.profile.update', values.object('userAttributes')],
	] as const;
	return {
		commands: [
			...decision(values),
			...updates.flatMap(([type, value]) => (isEmpty(value) ? [] : [{ type, value }])),
		],
	};
}

function decision(values: Values): Command[] {
	const result = values.text('result');
	if (result === 'unchanged') return [];
	const action: Command = { type: 'com.okta.action.update', value: { result } };
	if (result !== 'LINK_USER') return [action];
	const id = values.text('linkedUserId');
	if (/^00u\w+$/.test(id)) return [action, { type: 'com.okta.user.update', value: { id } }];
	throw new UserError(`“${id}” is not the ID of a user in Okta`, {
		description:
			'Okta User ID takes an ID, which begins with 00u; User: Get finds it by login. Nothing was sent.',
	});
}
