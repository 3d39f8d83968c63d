import type { IDataObject } from 'n8n-workflow';

import { findObject, sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import { unlessMissing } from '../transport/refusals';
import type { Okta, OktaRequest, Paging } from '../transport/types';
import { accessPolicyOf } from './apps';
import { objectOf } from './findLost';
import { notTaken } from './held';
import { linkedIds } from './links';
import { isDeactivated } from './users';

/** Whether the object of a lifecycle call, or its whole status, is as it is to be. */
export function statusIs(
	statuses: readonly string[],
	{ instead = {}, showsObject = false }: { instead?: Advice; showsObject?: boolean } = {},
) {
	return async (okta: Okta, { path }: OktaRequest) => {
		const object = await read(okta, objectOf(path));
		const status = text(object['status']);
		return {
			isSo: statuses.includes(status),
			...(showsObject && { object }),
			advice: instead[status] ?? (status === '' ? undefined : doesNotAllow(status)),
		};
	};
}

const doesNotAllow = (status: string) => `The status is ${status}, which does not allow this`;

/** What there is to say of a user whose status does not allow what a request is to do. */
export async function statusAdvice(okta: Okta, { path }: OktaRequest): Promise<string | undefined> {
	const [user] = /^\/api\/v1\/users\/[^/]+/.exec(path) ?? [];
	const status = user === undefined ? '' : text((await read(okta, user))['status']);
	return status === '' ? undefined : doesNotAllow(status);
}

/** What to do with an object in another status. */
type Advice = Readonly<Record<string, string>>;

export const userIsDeactivated = async (okta: Okta, { path }: OktaRequest) => ({
	isSo: isDeactivated(await read(okta, objectOf(path))),
});

/**
 * Whether what was to be deleted is gone: only where an ID of its kind names it, as a name that
 * nothing has may be a mistake.
 */
export function isGone(start: string) {
	const id = new RegExp(`^${start}\\w{5,}$`);
	return async (_: Okta, { path }: OktaRequest, isById: boolean) => {
		const isSo = isById && id.test(path.slice(path.lastIndexOf('/') + 1));
		return await Promise.resolve({ isSo });
	};
}

/** Whether what was to be removed isn't part any more of something that is there. */
export function isNoPart(partOf: RegExp, isPart: RegExp = /^[\w-]{5,}$/) {
	return async (okta: Okta, { path }: OktaRequest) => {
		const [whole] = partOf.exec(path) ?? [];
		if (whole === undefined || !isPart.test(path.slice(path.lastIndexOf('/') + 1))) {
			return { isSo: false };
		}
		const found = await okta.send({ method: 'GET', path: whole }).catch(unlessMissing);
		return { isSo: found !== undefined };
	};
}

/** Whether what a request makes at its own path is there. */
export async function isThere(okta: Okta, { path }: OktaRequest) {
	const found = await findObject(okta, path);
	return { isSo: found !== undefined };
}

/** Whether a list has what was to be added; by default that of the request's own path. */
export function isListed(
	isIt: (candidate: IDataObject, sent: IDataObject) => boolean,
	paging: Paging = {},
) {
	return async (okta: Okta, { path, body }: OktaRequest) => {
		const rows = await collect(okta.pages({ method: 'GET', path }, paging));
		const object = rows.find((row) => isIt(row, isObject(body) ? body : {}));
		return { isSo: object !== undefined, object };
	};
}

/** Whether a user is in a group. Okta has no address for one membership. */
export function isMember(wanted: boolean) {
	return async (okta: Okta, { path }: OktaRequest) => {
		const [, groupId, userId] = /\/groups\/([^/]+)\/users\/([^/]+)$/.exec(path) ?? [];
		const list = { method: 'GET', path: `/api/v1/users/${userId ?? ''}/groups` } as const;
		const groups = await collect(okta.pages(list, {}));
		return { isSo: groups.some(({ id }) => id === groupId) === wanted };
	};
}

/** Whether an app is assigned as the request says; what else the assignment has doesn't matter. */
export function isAssigned(addressOf: (request: OktaRequest) => string) {
	return async (okta: Okta, request: OktaRequest) => {
		const object = await read(okta, addressOf(request)).catch(unlessMissing);
		const sent = isObject(request.body) ? request.body : {};
		// A password can't be compared.
		const isSo = object !== undefined && notTaken(sent, object).length === 0;
		return { isSo, object };
	};
}

/** Whether an app goes by the access policy that the request's path ends with. */
export async function hasAccessPolicy(okta: Okta, { path }: OktaRequest) {
	const [app = '', policy = ''] = path.split('/policies/');
	return { isSo: accessPolicyOf(await read(okta, app)) === decodeURIComponent(policy) };
}

/** Whether what is read at the request's own path is of the type that is sent. */
export async function typeIs(okta: Okta, { path, body }: OktaRequest) {
	const object = await read(okta, path);
	return { isSo: isObject(body) && object['type'] === body['type'] };
}

/** Whether a user has exactly this link. */
export async function isLinked(okta: Okta, { path }: OktaRequest) {
	const list = path.slice(0, path.lastIndexOf('/'));
	const ids = await linkedIds(okta, list);
	return { isSo: ids.join() === path.slice(list.length + 1) };
}

/** Whether a user has no link on this side of a relationship. */
export async function isUnlinked(okta: Okta, { path }: OktaRequest) {
	return { isSo: (await linkedIds(okta, path)).length === 0 };
}

async function read(okta: Okta, path: string): Promise<IDataObject> {
	return await sendForObject(okta, { method: 'GET', path });
}
