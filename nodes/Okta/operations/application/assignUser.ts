import { newAppProfile, password, setAppProfile, setByOkta, userName } from '../../fields/appUser';
import { appId } from '../../fields/application';
import { userId } from '../../fields/user';
import type { Operation } from '../../operation';

export const operation: Operation = {
	name: 'Assign User',
	value: 'assignUser',
	action: 'Assign user to application',
	description:
		'Give a user an app, and an account in it where the app provisions accounts; a user who has it through a group gets it personally',
	route: 'POST /api/v1/apps/{appId}/users',
	scopes: ['okta.apps.manage'],
	shaped: true,
	path: [appId],
	controls: [setAppProfile],
	body: [{ field: userId, as: 'id' }, newAppProfile],
	fixed: { body: { scope: 'USER' } },
	options: { body: [userName, password] },
	leftOut: setByOkta,
};
