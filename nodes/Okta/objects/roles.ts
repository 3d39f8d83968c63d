import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import type { Okta, OktaRequest } from '../transport/types';
import { createOrFind } from './createOrFind';
import { CUSTOM } from './roleNames';
import { toRows } from './rows';

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

/** Assigns a role, or puts out the assignment there is already, if there may be one. */
export async function assignRole(
	okta: Okta,
	request: OktaRequest,
	mayExist: boolean,
): Promise<IDataObject[]> {
	if (!mayExist) {
		return toRows(await okta.send(request), request.method, {});
	}
	const wanted = isObject(request.body) ? request.body : {};
	const find = async () => {
		const assigned = await collect(okta.pages({ method: 'GET', path: request.path }, {}));
		return assigned.find((role) => isSameRole(role, wanted));
	};
	return [(await createOrFind(okta, request, find)).object];
}
