import type { IDataObject } from 'n8n-workflow';

import { isObject, isObjectList, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { hasCode } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import { ownersOf } from './ofRun';

/** To whom an offboarding handed over what, so that it can be put back. */
export interface HandedOver {
	links: Array<{ primary: string; userId: string; to: string }>;
	/** Groups whose owner somebody became by it. */
	groups: Array<{ groupId: string; to: string }>;
}

/** Reads it from a report; empty where there is nothing of it. */
export function readHandedOver({ handedOver }: IDataObject): HandedOver {
	const { links, groups } = isObject(handedOver) ? handedOver : {};
	return {
		links: (isObjectList(links) ? links : []).map(({ primary, userId, to }) => ({
			primary: text(primary),
			userId: text(userId),
			to: text(to),
		})),
		groups: (isObjectList(groups) ? groups : []).map(({ groupId, to }) => ({
			groupId: text(groupId),
			to: text(to),
		})),
	};
}

/** Makes a user own a group, who did not when it was last read. */
export async function makeOwner(okta: Okta, groupId: string, userId: string): Promise<void> {
	const path = fillPath('/api/v1/groups/{groupId}/owners', () => groupId);
	const body = { id: userId, type: 'USER' };
	await okta
		.send({ method: 'POST', path, body, repeat: 'harmless' })
		.catch(async (error: unknown) => {
			// So Okta answers when the first answer got lost.
			if (!hasCode(error, ['E0000001'])) throw error;
			if (!(await ownersOf(okta, groupId)).includes(userId)) throw error;
		});
}
