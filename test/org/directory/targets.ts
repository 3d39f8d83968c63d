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
