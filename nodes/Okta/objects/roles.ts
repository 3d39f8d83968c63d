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
