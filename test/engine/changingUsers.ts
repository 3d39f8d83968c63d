import { setTimeout as sleep } from 'node:timers/promises';
import type { Org } from '../org';

/**
 * Creates, changes and erases a user for every request the org gets, until the work is done: an
 * export of all users.
 *
 * @param work has it answer the IDs of the users it put out
 * @returns those IDs, the IDs of whoever was there all the time, and of whoever came or went
 */
export async function whileUsersChange(
	{ users, clock, ledger, directory }: Org,
	work: Promise<string[]>,
) {
	const before = users.list();
	const doomed = before.filter((_, i) => i % 97 === 5);
	const came = new Set<string>();
	const went = new Set<string>();

	const state = { isOver: false };
	const done = work.finally(() => (state.isOver = true));
	let seen = 0;
	while (!state.isOver) {
		await sleep(1);
		for (; seen < ledger.requests.length; seen++) {
			const template = before[seen % before.length];
			if (!template) continue;
			const position = users.take();
			const id = directory.ids.of('00u', position);
			const now = clock.now();
			users.put({ ...template, position, id, created: now, lastUpdated: now });
			came.add(id);
			const alive = users.at(template.position);
			if (alive) users.put({ ...alive, lastUpdated: now });
			const victim = doomed.shift();
			if (victim) {
				users.erase(victim.position);
				went.add(victim.id);
			}
		}
	}
	const stayed = before.map(({ id }) => id).filter((id) => !went.has(id));
	return { ids: await done, stayed, came, went };
}

/** Checks that an export holds whoever stayed, and nobody twice. */
export function checkWhole({
	ids,
	stayed,
	came,
	went,
}: Awaited<ReturnType<typeof whileUsersChange>>) {
	const exported = new Set(ids);
	expect(exported.size).toBe(ids.length);
	expect(stayed.filter((id) => !exported.has(id))).toEqual([]);
	const known = new Set([...stayed, ...came, ...went]);
	expect(ids.filter((id) => !known.has(id))).toEqual([]);
	expect(came.size).toBeGreaterThan(10);
	expect(went.size).toBeGreaterThan(10);
}
