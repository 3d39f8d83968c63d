import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { userOf } from './lookup';
import { iso } from './model';
import { bodyOf, ok, requiredText } from './request';

/** How a user counts for the licence. */
export interface Classification {
	readonly type: string;
	readonly lastUpdated: number;
}

function show(call: Call): Reply {
	const user = userOf(call, 'userId');
	const own = call.org.directory.classifications.get(user.id);
	const { type, lastUpdated } = own ?? { type: 'STANDARD', lastUpdated: user.created };
	return ok({ type, lastUpdated: iso(lastUpdated) });
}

function replace(call: Call): Reply {
	const { classifications, clock } = call.org.directory;
	const user = userOf(call, 'userId');
	const type = requiredText(bodyOf(call), 'type');
	if (type !== 'LITE' && type !== 'STANDARD')
		throw validationFailed('type', `type: '${type}' is neither LITE nor STANDARD`);
	classifications.set(user.id, { type, lastUpdated: clock.now() });
	return show(call);
}

const ROUTE = '/api/v1/users/{userId}/classification';

export const classificationRoutes: Route[] = [
	{ route: `GET ${ROUTE}`, scopes: ['okta.users.read'], handle: show },
	{ route: `PUT ${ROUTE}`, scopes: ['okta.users.manage'], handle: replace },
];
