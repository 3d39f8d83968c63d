import { newAppProfile, password, setAppProfile, userName } from '../../fields/appUser';
import { appId } from '../../fields/application';
import { userId } from '../../fields/user';
import { isAssigned } from '../../objects/alreadySo';
import { countPersonal, PERSONAL, unlessAssigned } from '../../objects/appUsers';
import type { Operation } from '../../table/operation';
import { isObject, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Assign User',
	value: 'assignUser',
	action: 'Assign user to application',
	description:
		'Give a user an app, and an account in it where the app provisions accounts; a user who has it through a group gets it personally',
	route: 'POST /api/v1/apps/{appId}/users',
	scopes: ['okta.apps.manage'],
	effect: {
		outcome: 'assigned',
		alreadySo: {
			before: isAssigned(({ path, body }) => `${path}/${isObject(body) ? text(body['id']) : ''}`),
			onlyIfAsked: "apps have Okta's tightest rate limit, and looking would halve it",
		},
	},
	repeat: unlessAssigned,
	object: (values) => `${values.text('appId')} ${values.text('userId')}`,
	shaped: true,
	whole: { name: PERSONAL, field: 'appId', count: countPersonal },
	path: [appId],
	controls: [setAppProfile],
	body: [{ field: userId, as: 'id' }, newAppProfile],
	fixed: { body: { scope: 'USER' } },
	options: { body: [userName, password] },
};
