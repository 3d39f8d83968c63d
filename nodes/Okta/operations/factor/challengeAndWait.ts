import { chosenFactor, ipAddress, patience, pushFactor, userAgent } from '../../fields/factor';
import { userId } from '../../fields/user';
import { checkFactorId, intervalFor, Push, type Wishes } from '../../jobs/challenge/push';
import type { Call, Operation, Output } from '../../table/operation';
import { emptyField } from '../../transport/path';

export const operation: Operation = {
	name: 'Challenge and Wait',
	value: 'challengeAndWait',
	action: 'Challenge factor of user and wait',
	description:
		'Find out if a person is the user: sends a push and waits until it is answered. "factorResult" is SUCCESS, REJECTED or TIMEOUT. Where the user has to choose a number, use Challenge or Verify, which shows it.',
	route: 'GET /api/v1/users/{userId}/factors',
	also: [
		'GET /api/v1/users/{userId}/factors/{factorId}',
		'POST /api/v1/users/{userId}/factors/{factorId}/verify',
		'GET /api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}',
	],
	scopes: ['okta.users.read'],
	alsoScopes: ['okta.users.manage'],
	effect: { alreadySo: { never: 'it changes nothing but asks a person each time' } },
	path: [userId],
	controls: [pushFactor, chosenFactor],
	options: { controls: [patience, ipAddress, userAgent] },

	/** All pushes are out before any is waited for, so that none waits for another. */
	async runAll(_, ofEach) {
		const pushes = new Map<Call, Push>();
		const open = new Set<Call>();
		await ofEach(async (call) => {
			const push = new Push(call.okta, call.values.text('userId'), wishesOf(call));
			pushes.set(call, push);
			await push.send();
			if (push.isOpen) open.add(call);
		});
		for (let [first] = open; first; [first] = open) {
			const { okta } = first;
			await okta.pause(intervalFor(open.size, okta.traffic.shareUsed));
			await ofEach(async (call) => {
				// One that fails is not asked for again.
				if (!open.delete(call)) return;
				const push = pushes.get(call);
				await push?.look();
				if (push?.isOpen) open.add(call);
			});
		}
		return await ofEach(
			async (call): Promise<Output[]> =>
				await Promise.resolve([{ json: pushes.get(call)?.report() ?? {} }]),
		);
	},
};

/** @throws UserError when the form names a factor that has no answer to wait for */
function wishesOf({ values }: Call): Wishes {
	const isChosen = values.text('pushFactor') === 'chosen';
	const factorId = isChosen ? values.text('factorId') : '';
	if (isChosen && factorId === '') throw emptyField('Factor');
	checkFactorId(factorId);
	const [ip, agent] = [values.text('ipAddress'), values.text('userAgent')];
	return {
		factorId,
		headers: {
			...(ip !== '' && { 'X-Forwarded-For': ip }),
			...(agent !== '' && { 'User-Agent': agent }),
		},
		patience: (values.number('patience') ?? 300) * 1000,
	};
}
