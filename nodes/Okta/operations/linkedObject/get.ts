import { relationshipName } from '../../fields/linkedObject';
import { userId } from '../../fields/user';
import { idInLink } from '../../objects/links';
import type { Operation } from '../../table/operation';
import { collect } from '../../transport/pages';

export const operation: Operation = {
	name: 'Get for User',
	value: 'get',
	action: 'Get linked users of user',
	description:
		'Get the IDs of the users linked to a user: the one manager, for instance, or all subordinates. There is no output if there are none.',
	route: 'GET /api/v1/users/{userId}/linkedObjects/{relationshipName}',
	scopes: ['okta.users.read'],
	path: [userId, relationshipName],

	/** Okta answers with links only; what people need of them is the ID at their end. */
	async run({ okta, request }) {
		const links = await collect(okta.pages(request, {}));
		return links.map((link) => ({ id: idInLink(link), ...link }));
	},
};
