import { notFound } from '../errors';
import type { Call } from '../route';
import type { App } from './appStore';
import type { Group } from './groupStore';
import type { User } from './model';
import { param } from './request';

/** The user a path names, by id, login or short name: E0000007 when there's none. */
export function userOf(call: Call, name = 'id'): User {
	return userBy(call, param(call, name));
}

export function userBy(call: Call, idOrLogin: string): User {
	const user = call.org.directory.findUser(idOrLogin);
	if (!user) throw notFound(idOrLogin, 'User');
	return user;
}

/** The group a path names: E0000007 when there's none. */
export function groupOf(call: Call, name = 'groupId'): Group {
	return groupBy(call, param(call, name));
}

export function groupBy(call: Call, id: string): Group {
	const group = call.org.directory.groups.get(id);
	if (!group) throw notFound(id, 'UserGroup');
	return group;
}

/** The app a path names: E0000007 when there's none. */
export function appOf(call: Call, name = 'appId'): App {
	const id = param(call, name);
	const app = call.org.directory.apps.get(id);
	if (!app) throw notFound(id, 'AppInstance');
	return app;
}
