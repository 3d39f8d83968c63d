import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/json';
import { collect } from '../transport/pages';
import type { Okta, OktaRequest } from '../transport/types';
import { createOrFind } from './createOrFind';
import { CUSTOM } from './roleNames';
import { toRows } from './rows';

/** Whether an assignment is the one that a request asks for. */
export function isSameRole(assignment: IDataObject, sent: IDataObject): boolean {
	const names = sent['type'] === CUSTOM ? ['type', 'role', 'resource-set'] : ['type'];
	return names.every((name) => assignment[name] === sent[name]);
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
		// What comes through a group can end at any time, and is no assignment of one's own.
		return assigned.find((role) => role['assignmentType'] !== 'GROUP' && isSameRole(role, wanted));
	};
	return [(await createOrFind(okta, request, find)).object];
}
