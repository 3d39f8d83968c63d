import { activate, newUserOptions, withProvider } from '../../fields/credentials';
import { newProfile } from '../../fields/userProfile';
import { userTypeId } from '../../fields/userType';
import type { Operation } from '../../operation';
import { toRows } from '../../rows';
import { text } from '../../transport/json';
import { createOrUpdate, userByLogin, unlessUserExists } from '../../users';

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
	body: [{ field: userTypeId, as: 'type.id' }, newProfile],
	controls: [
		{
			displayName: 'If It Exists',
			name: 'ifExists',
			type: 'options',
			default: 'fail',
			description: 'What to do when there is a user with the same login already',
			options: [
				{ name: 'Fail', value: 'fail', description: 'The item ends in an error' },
				{
					name: 'Return It',
					value: 'return',
					description: 'The user stays as it is, and "outcome" in the output is "unchanged"',
				},
				{
					name: 'Update It',
					value: 'update',
					description:
						'Changes the profile where it differs, and nothing else; "outcome" in the output says what happened',
				},
			],
		},
	],
	options: newUserOptions,
	leftOut: { provider: 'is sent when Provider Type is chosen' },
	prepare: withProvider,

	async run(call) {
		const { okta, request, values } = call;
		const ifExists = values.text('ifExists');
		if (ifExists !== 'return' && ifExists !== 'update') {
			return toRows(await okta.send(request), request.method, {});
		}
		const { login } = values.object('profile');
		const existing = typeof login === 'string' ? await userByLogin(okta, login) : undefined;
		return await createOrUpdate(call, existing, ifExists === 'update');
	},
};
