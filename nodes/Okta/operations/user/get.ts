import { omitCredentials, onlyWhatIsChosen } from '../../fields/userSearch';
import { includeManager, managerAttribute, managerAttributeOf } from '../../fields/manager';
import { userId } from '../../fields/user';
import { asNamed } from '../../objects/logins';
import { withManagers } from '../../objects/managers';
import type { Operation } from '../../table/operation';
import { Locator } from '../../table/values';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description: 'Get one user by ID or login, in whatever status',
	route: 'GET /api/v1/users/{userId}',
	also: ['GET /api/v1/users'],
	scopes: ['okta.users.read'],
	shaped: true,
	path: [userId],
	acceptsLogin: true,
	options: {
		header: [omitCredentials],
		controls: [includeManager, managerAttribute],
		query: [
			{
				displayName: 'Expand',
				name: 'expand',
				type: 'options',
				default: 'blocks',
				description: 'Further facts to embed in the user',
				options: [
					{
						name: 'Blocks',
						value: 'blocks',
						description: 'What keeps the user from signing in, such as too many attempts',
					},
					{
						name: 'Classification',
						value: 'classification',
						description: 'Whether the user counts as lite or standard, where the org has that',
					},
				],
			},
		],
	},

	prepare(request, values) {
		const headers = { ...request.headers, ...onlyWhatIsChosen(values)?.headers };
		return { ...request, headers };
	},

	async run({ okta, request, values }) {
		const user = await sendForObject(okta, request);
		const named = values.get('userId');
		const found = named instanceof Locator ? asNamed(user, named) : user;
		return await withManagers(okta, [found], managerAttributeOf(values));
	},
};
