import { Account } from '../../../nodes/Okta/run/account';
import type { Change } from '../../../nodes/Okta/transport/types';

const deactivated: Change = { method: 'POST', path: '/api/v1/users/00u1/lifecycle/deactivate' };

/** An account of ten items, of which some were done and some ended otherwise. */
function account({ done = [1, 0], isStopped = false }): Account {
	const ten = new Account(10);
	for (const item of done) ten.done(item);
	ten.ended(5, { made: [], unknown: 0, isStopped });
	ten.ended(7, { made: [deactivated], unknown: 0, isStopped });
	ten.ended(3, { made: [deactivated], unknown: 1, isStopped });
	return ten;
}

describe('the account of a run that ended early', () => {
	it('tells apart what was done, failed, may have been done, and never begun', () => {
		expect(account({}).summary(false)).toBe(
			'Of 10 items, counted from 0, 2 were done (0–1), 1 failed (5), 1 was done in part (7), ' +
				'1 may have been done (3), 5 were not done (2, 4, 6, 8–9). ' +
				'Of item 7: the user was deactivated. Of item 3: the user was deactivated. ' +
				'Look in Okta for what may have been done.',
		);
	});

	it('has no failures where the run was stopped: what was not changed was not done', () => {
		expect(account({ done: [0], isStopped: true }).summary(true)).toBe(
			'Of 10 items, counted from 0, 1 was done (0), 1 was done in part (7), ' +
				'1 may have been done (3), 7 were not done (1–2, 4–6, 8–9). ' +
				'Of item 7: the user was deactivated. Of item 3: the user was deactivated. ' +
				'Look in Okta for what may have been done.',
		);
	});

	it.each([
		[{ made: [], unknown: 0 }, 'Nothing was changed in Okta.'],
		[
			{ made: [deactivated], unknown: 0 },
			'Its changes were made in part: the user was deactivated.',
		],
		[
			{ made: [deactivated], unknown: 1 },
			'Its changes were made in part: the user was deactivated. A change was under way: Okta may have made it or not.',
		],
		[{ made: [], unknown: 1 }, 'A change was under way: Okta may have made it or not.'],
	])('says of a single item that was stopped with %j what is known', (changes, said) => {
		const one = new Account(1);
		one.ended(0, { ...changes, isStopped: true });

		expect(one.summary(true)).toBe(said);
	});

	it('leaves a single item that failed to its own error', () => {
		const one = new Account(1);
		one.ended(0, { made: [], unknown: 1, isStopped: false });

		expect(one.summary(false)).toBe('');
	});
});
