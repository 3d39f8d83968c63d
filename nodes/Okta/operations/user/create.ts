import { activate, newUserOptions, withProvider } from '../../fields/credentials';
import { newProfile } from '../../fields/userProfile';
import { ifExists } from '../../fields/ifExists';
import type { Operation } from '../../table/operation';
import { toRows } from '../../objects/rows';
import { text } from '../../transport/json';
import { createOrUpdate, userByLogin, unlessUserExists } from '../../objects/users';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create user',
	description: 'Add a user to the directory, staged or active',
	route: 'POST /api/v1/users',
	also: ['GET /api/v1/users/{userId}', 'POST /api/v1/users/{userId}'],
	scopes: ['okta.users.manage'],
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
	],
	options: newUserOptions,
	leftOut: { provider: 'is sent when Provider Type is chosen' },
	prepare: withProvider,

	async run({ okta, request, values }) {
		const choice = values.text('ifExists');
		if (choice !== 'return' && choice !== 'update') {
			return toRows(await okta.send(request), request.method, {});
		}
		const profile = values.object('profile');
		const { login } = profile;
		const existing = typeof login === 'string' ? await userByLogin(okta, login) : undefined;
		const wanted = choice === 'update' ? profile : undefined;
		return await createOrUpdate(okta, request, existing, wanted);
	},
};
