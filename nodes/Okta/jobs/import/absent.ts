import { UserError } from 'n8n-workflow';

import { whileIn } from '../../objects/findLost';
import { readUser } from '../../objects/logins';
import { isDeactivated, unlessDeactivated } from '../../objects/users';
import type { Task } from '../../table/together';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { atMost } from '../sync/atMost';
import { keyOf } from '../sync/people';
import { wayTo } from '../sync/statusWays';
import type { Feed } from './feed';
import type { Shared } from './person';
import type { Known, Unnamed } from './reading';
import type { Wishes } from './wishes';

/** What becomes of users whom no row names, and why that may not be done. */
export interface Absence {
	tasks: Task[];
	objection?: UserError;
}

/** Compares the scope with the rows. @param item - any item, as they follow from all of them */
export function compareAbsent({ scope }: Known, feed: Feed, shared: Shared, item: number): Absence {
	const { wishes } = shared;
	if (!scope) return { tasks: [] };
	const wanted = statusFor(wishes);
	const tasks = scope.unnamed.flatMap((user) => taskFor(user, wanted, feed, shared, item));
	const changing = tasks.filter(({ steps }) => steps.length > 0).length;
	return { tasks, objection: objectionTo(scope, feed, changing, wishes) };
}

const statusFor = ({ absent }: Wishes) => (absent === 'suspend' ? 'SUSPENDED' : 'DEPROVISIONED');

function taskFor(user: Unnamed, wanted: string, feed: Feed, shared: Shared, item: number): Task[] {
	const { wishes } = shared;
	if (user.status === wanted) return [];
	const way = wayTo(wanted, user.status);
	const word = wishes.absent === 'suspend' ? 'suspended' : 'deactivated';
	const became = { outcome: word, why: `No row names the user.` };
	const result = () => ({ userId: user.id, login: user.login, ...became });
	const about = { type: 'user', id: user.id, name: user.login };
	const left = user.hasKey
		? typeof way === 'string' && `No row names the user, who is ${user.status}: ${way}`
		: `The user has no ${wishes.key.label}, so that no row could name them.`;
	if (left !== false) {
		Object.assign(became, { outcome: 'skipped', why: left });
		return [{ item, isRow: false, about, steps: [], result }];
	}
	const end = async (okta: Okta): Promise<void> => {
		Object.assign(became, await endFor(okta, user, wanted, feed, shared));
	};
	// Last of all: by then it is known whom the rows are about.
	return [{ item, isRow: false, about, steps: [nothing, nothing, end], result }];
}

/** For tasks that wait until others are through. */
export const nothing = async (): Promise<void> => await Promise.resolve();

/** Reads the user again, as what lists say may be old, and suspends or deactivates. */
async function endFor(
	okta: Okta,
	{ id, hasKey }: Unnamed,
	wanted: string,
	feed: Feed,
	{ wishes, met }: Shared,
): Promise<{ outcome: string; why: string }> {
	const user = await readUser(okta, id);
	const why = 'No row names the user.';
	if (!user) return { outcome: 'unchanged', why: 'The user is gone already.' };
	const key = keyOf(user, wishes.key);
	if (met.has(id) || feed.byKey.has(key) || (hasKey && key === '')) {
		return { outcome: 'skipped', why: 'Has just been changed, and was left. Run it again.' };
	}
	const status = isDeactivated(user) ? 'DEPROVISIONED' : text(user['status']);
	const way = wayTo(wanted, status);
	if (typeof way === 'string') return { outcome: 'skipped', why: `${why} ${way}` };
	let from = status;
	for (const { name, to } of way.calls) {
		const path = `${fillPath('/api/v1/users/{userId}', () => id)}/lifecycle/${name}`;
		const isEnd = name === 'deactivate';
		await okta.send({
			method: 'POST',
			path,
			...(isEnd && { query: { sendEmail: false } }),
			repeat: isEnd ? unlessDeactivated : whileIn([from]),
		});
		from = to;
	}
	const word = wishes.absent === 'suspend' ? 'suspended' : 'deactivated';
	return { outcome: way.calls.length > 0 ? word : 'unchanged', why };
}

/** Why rows are not taken at their word: they may have come empty, or cut short. */
function objectionTo(
	{ label, size }: { label: string; size: number },
	feed: Feed,
	absent: number,
	wishes: Wishes,
): UserError | undefined {
	const verb = wishes.absent === 'suspend' ? 'suspend' : 'deactivate';
	if (feed.byKey.size === 0) {
		return new UserError(`The rows name nobody, and would ${verb} all of ${label}`, {
			description: 'Nothing was changed. Did the node before this one bring anything?',
		});
	}
	const nameless = feed.entries.find(({ key, skipped }) => key === '' && skipped === undefined);
	if (nameless && absent > 0) {
		return new UserError(
			`Nobody can tell whom item ${String(nameless.line ?? nameless.item)} is about`,
			{
				description: `Nothing was changed. It has no ${wishes.key.label}, so whoever is meant would count as absent. Complete the row, or set Users Without a Row to Leave.`,
			},
		);
	}
	const most = atMost(wishes.atMost, size, 'Absent at Most');
	if (absent <= most) return undefined;
	const said = `${String(absent)} of ${String(size)} users in ${label}`;
	return new UserError(`The rows would ${verb} ${said}`, {
		description: `Nothing was changed. Absent at Most allows ${String(most)}: the larger of 10 % and 3, unless set under Options. Are the rows complete?`,
	});
}
