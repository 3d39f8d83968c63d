import { type IDataObject, UserError } from 'n8n-workflow';

import { activate, asNewUser, newUserOptions } from '../../fields/credentials';
import { newProfile } from '../../fields/userProfile';
import { emailReactivated, ifDeactivated } from '../../fields/ifDeactivated';
import { ifExists } from '../../fields/ifExists';
import { ifLoginTaken, toldApartBy } from '../../fields/loginTaken';
import { freeLogin } from '../../jobs/import/freeLogin';
import type { Call, Operation } from '../../table/operation';
import { isObject, merge, text } from '../../transport/json';
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
	options: { ...newUserOptions, controls: [...newUserOptions.controls, ifLoginTaken, toldApartBy] },
	leftOut: { provider: 'is sent when Provider Type is chosen' },
	prepare: asNewUser,

	async run({ okta, request, values }) {
		const choice = values.text('ifExists');
		const profile = values.object('profile');
		const { login } = profile;
		if (values.text('ifLoginTaken') === 'number' && typeof login === 'string' && login !== '') {
			return await createNumbered({ okta, request, values });
		}
		const mayExist = (choice === 'return' || choice === 'update') && typeof login === 'string';
		const existing = mayExist ? await userByLogin(okta, login) : undefined;
		const wanted = choice === 'update' ? profile : undefined;
		return await createOrUpdate(okta, request, existing, wanted, {
			choice: values.text('ifDeactivated'),
			sendEmail: values.flag('emailReactivated'),
		});
	},
};

/** Somebody else may have the login: then the new user gets it with a number. */
async function createNumbered({
	okta,
	request,
	values,
}: Pick<Call, 'okta' | 'request' | 'values'>) {
	const profile = values.object('profile');
	const attribute = values.text('toldApartBy') || 'employeeNumber';
	const { login, person } = await freeLogin(okta, profile, attribute);
	const choice = values.text('ifExists');
	if (person && choice !== 'return' && choice !== 'update') {
		throw new UserError(`The person is a user already: ${login}`, {
			description: `Nothing was changed. It is ${text(person['id'])}, with the same ${attribute}. If It Exists says what to do with such a user.`,
		});
	}
	const isEmail = text(profile['email']).toLowerCase() === text(profile['login']).toLowerCase();
	const named: IDataObject = { ...profile, login, ...(isEmail && { email: login }) };
	const body = isObject(request.body) ? request.body : {};
	const numbered = { ...request, body: merge(body, { profile: pickNamed(named, isEmail) }) };
	return await createOrUpdate(okta, numbered, person, choice === 'update' ? named : undefined, {
		choice: values.text('ifDeactivated'),
		sendEmail: values.flag('emailReactivated'),
	});
}

const pickNamed = ({ login, email }: IDataObject, withEmail: boolean): IDataObject =>
	withEmail ? { login, email } : { login };
