import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import { CUSTOM } from './roleNames';

/**
 * Whether an assignment is the one that a request asks for. What comes through a group can end at
 * any time, and is no assignment of one's own.
 */
export function isSameRole(assignment: IDataObject, sent: IDataObject): boolean {
	const names = sent['type'] === CUSTOM ? ['type', 'role', 'resource-set'] : ['type'];
	return isOwnRole(assignment) && names.every((name) => assignment[name] === sent[name]);
}

/** Roles that can be limited, and the end of the path that says to what; Okta refuses to say of others. */
export const roleTargets: Readonly<Record<string, 'catalog/apps' | 'groups'>> = {
	APP_ADMIN: 'catalog/apps',
	GROUP_MEMBERSHIP_ADMIN: 'groups',
	HELP_DESK_ADMIN: 'groups',
	USER_ADMIN: 'groups',
};

/** Whether somebody has a role by himself: one that comes through a group is the group's. */
export function isOwnRole({ assignmentType }: IDataObject): boolean {
	return assignmentType !== 'GROUP';
}

/** ID of the user, group or app that was given the role; empty where Okta doesn't say. */
export function assigneeOf({ _links: links }: IDataObject): string {
	const { assignee } = isObject(links) ? links : {};
	const href = isObject(assignee) ? text(assignee['href']) : '';
	return href.slice(href.lastIndexOf('/') + 1);
}
