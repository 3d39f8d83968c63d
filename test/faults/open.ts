import { openWorld, type World } from '../engine/world';
import type { Point } from './points';

/** A world for a run that a fault is to hit; without one, for a run that none does. */
export async function openFor(users: number, point?: Pick<Point, 'kind' | 'dpop'>): Promise<World> {
	const resourceNonces = point?.kind === 'nonces renewed';
	return await openWorld({
		org: { users, resourceNonces },
		app: { dpop: point?.dpop === true || resourceNonces },
	});
}
