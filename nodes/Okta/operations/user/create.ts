import { activate, asNewUser, newUserOptions } from '../../fields/credentials';
import { newProfile } from '../../fields/userProfile';
import { emailReactivated, ifDeactivated } from '../../fields/ifDeactivated';
import { ifExists } from '../../fields/ifExists';
import type { Operation } from '../../table/operation';
import { text } from '../../transport/json';
import { createOrUpdate } from '../../objects/changeUser';
import { userByLogin } from '../../objects/logins';
import { unlessUserExists } from '../../objects/users';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create user',
	description: 'Add a user to the directory, staged or active',
	route: 'POST /api/v1/users',
	also: [
		'GET /api/v1/users',
		'GET /api/v1/users/{userId}',
		'POST /api/v1/users/{userId}',
		'POST /api/v1/users/{userId}/lifecycle/activate',
	],
	scopes: ['okta.users.manage'],
	effect: { alreadySo: { never: 'If It Exists decides' } },
	repeat: unlessUserExists,
	object: (values) => text(values.object('profile')['login']).toLowerCase(),
	shaped: true,
	query: [activate],
	body: [newProfile],
	controls: [
		{
			...ifExists,
			description:
				'What to do if a user has the same login already. When such a user is updated, only the profile changes; "outcome" in the output says what happened.',
		},
		{ ...ifDeactivated, displayOptions: { show: { ifExists: ['update'] } } },
		{
			...emailReactivated,
			displayOptions: { show: { ifExists: ['update'], ifDeactivated: ['reactivate'] } },
		},
	],
	options: newUserOptions,
	leftOut: { provider: 'is sent when Provider Type is chosen' },
	prepare: asNewUser,

	async run({ okta, request, values }) {
		const choice = values.text('ifExists');
		const profile = values.object('profile');
		const { login } = profile;
		const mayExist = (choice === 'return' || choice === 'update') && typeof login === 'string';
		const existing = mayExist ? await userByLogin(okta, login) : undefined;
		const wanted = choice === 'update' ? profile : undefined;
		return await createOrUpdate(okta, request, existing, wanted, {
			choice: values.text('ifDeactivated'),
			sendEmail: values.flag('emailReactivated'),
		});
	},
};
