import { UserError } from 'n8n-workflow';

import { activate, asNewUser, newUserOptions } from '../../fields/credentials';
import { emailReactivated, ifDeactivated } from '../../fields/ifDeactivated';
import { newProfile } from '../../fields/userProfile';
import type { Operation } from '../../table/operation';
import { isEmpty, text } from '../../transport/json';
import { createOrUpdate } from '../../objects/changeUser';
import { userByLogin } from '../../objects/logins';
import { userByAttribute, unlessUserExists } from '../../objects/users';
import type { Values } from '../../table/values';

export const operation: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update user',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	route: 'POST /api/v1/users',
	also: [
		'GET /api/v1/users',
		'GET /api/v1/users/{userId}',
		'POST /api/v1/users/{userId}',
		'POST /api/v1/users/{userId}/lifecycle/activate',
	],
	scopes: ['okta.users.manage'],
	effect: { alreadySo: 'ownCode' },
	repeat: unlessUserExists,
	object: (values) => text(values.object('profile')[attributeToMatch(values)]).toLowerCase(),
	shaped: true,
	query: [activate],
	body: [newProfile],
	controls: [
		{
			displayName: 'Match By',
			name: 'matchBy',
			type: 'options',
			default: 'login',
			description:
				'The attribute by which a user is recognized who exists already. Such a user is changed where the profile differs; password, groups and the other options count for a new one only. "outcome" in the output is "created", "updated", "unchanged", "reactivated" or "leftDeactivated".',
			options: [
				{
					name: 'Another Attribute',
					value: 'other',
					description: 'One that no two users share. A user created seconds ago may not be found.',
				},
				{
					name: 'Email',
					value: 'email',
					description: 'A user created seconds ago may not be found',
				},
				{ name: 'Login', value: 'login', description: 'The Okta username; always up to date' },
			],
		},
		{
			displayName: 'Attribute Name',
			name: 'matchAttribute',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. employeeNumber',
			description: "Variable name of the attribute, as the org's Profile Editor shows it",
			displayOptions: { show: { matchBy: ['other'] } },
		},
		ifDeactivated,
		{ ...emailReactivated, displayOptions: { show: { ifDeactivated: ['reactivate'] } } },
	],
	options: newUserOptions,
	leftOut: { provider: 'is sent when Provider Type is chosen' },
	prepare: asNewUser,

	async run({ okta, request, values }) {
		const attribute = attributeToMatch(values);
		const value: unknown = values.object('profile')[attribute];
		if (!/^\w+$/.test(attribute) || isEmpty(value)) {
			throw new UserError(`The profile has no value to match by: "${attribute}" is empty`, {
				description: 'Nothing was sent to Okta. Map the attribute under Profile.',
			});
		}
		const existing =
			attribute === 'login'
				? await userByLogin(okta, String(value))
				: await userByAttribute(okta, attribute, value);
		return await createOrUpdate(okta, request, existing, values.object('profile'), {
			choice: values.text('ifDeactivated'),
			sendEmail: values.flag('emailReactivated'),
		});
	},
};

function attributeToMatch(values: Values): string {
	const matchBy = values.text('matchBy');
	return matchBy === 'other' ? values.text('matchAttribute') : matchBy;
}
