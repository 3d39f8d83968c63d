import type { App } from './appStore';
import type { Group } from './groupStore';
import { text, type User } from './model';
import type { LogTarget } from './logEvent';

export const userTarget = ({ id, profile }: User): LogTarget => ({
	id,
	type: 'User',
	alternateId: text(profile, 'login'),
	displayName: `${text(profile, 'firstName')} ${text(profile, 'lastName')}`,
});

/** The id of the assignment of an app to a user. */
export const assignmentId = (app: App, user: User): string =>
	`0ua${app.id.slice(3, 9)}${user.id.slice(3, 14)}`;

/** What changes when a user gets or loses an app, in Okta's order: the assignment, the app, the user. */
export const assignmentTargets = (app: App, user: User): LogTarget[] => [
	{ ...userTarget(user), id: assignmentId(app, user), type: 'AppUser' },
	appTarget(app),
	userTarget(user),
];

export const groupTarget = ({ id, profile }: Group): LogTarget => ({
	id,
	type: 'UserGroup',
	alternateId: 'unknown',
	displayName: text(profile, 'name'),
});

export const appTarget = ({ id, label }: App): LogTarget => ({
	id,
	type: 'AppInstance',
	alternateId: label,
	displayName: label,
});
