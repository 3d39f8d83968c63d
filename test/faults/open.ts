import { apiRequests, openWorld, type World } from '../engine/world';
import type { Org } from '../org';
import type { Point } from './points';

/** A world for a run that a fault is to hit; without one, for a run that none does. */
export async function openFor(users: number, point?: Pick<Point, 'kind' | 'dpop'>): Promise<World> {
	const resourceNonces = point?.kind === 'nonces renewed';
	return await openWorld({
		org: { users, resourceNonces },
		app: { dpop: point?.dpop === true || resourceNonces },
	});
}

/** Whether anything was changed in an org by whoever has asked it. */
export const hasWritten = (org: Org): boolean =>
	apiRequests(org).some(({ method, status }) => method !== 'GET' && status < 300);
