import { newAppProfile, password, setAppProfile, userName } from '../../fields/appUser';
import { appId } from '../../fields/application';
import { userId } from '../../fields/user';
import { isAssigned } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { unlessMissing } from '../../transport/refusals';
import type { FindOut } from '../../transport/types';

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
	path: [appId],
	controls: [setAppProfile],
	body: [{ field: userId, as: 'id' }, newAppProfile],
	fixed: { body: { scope: 'USER' } },
	options: { body: [userName, password] },
};

/** Okta refuses to assign a user twice. One who had the app through a group was changed just now. */
async function unlessAssigned(...[okta, { path, body }, isNew]: Parameters<FindOut>) {
	const userId = isObject(body) ? text(body['id']) : '';
	const request = { method: 'GET', path: `${path}/${encodeURIComponent(userId)}` } as const;
	const assignment = await sendForObject(okta, request).catch(unlessMissing);
	if (!assignment) return 'undone';
	const isOurs = assignment['scope'] === 'USER' && isNew(assignment['lastUpdated']);
	return isOurs ? assignment : 'undone';
}
