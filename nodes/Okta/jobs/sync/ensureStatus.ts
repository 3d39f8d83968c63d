import { type IDataObject, UserError } from 'n8n-workflow';

import { whileIn } from '../../objects/findLost';
import { loginOf } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import type { Call } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { wayTo } from './statusWays';

/** The calls that send an email, unless told not to. */
const mailing: readonly string[] = ['activate', 'deactivate', 'reset_password'];

/** Brings a user from whatever status to the wanted one. */
export async function ensureStatus({ okta, values }: Call): Promise<IDataObject[]> {
	const path = fillPath(
		'/api/v1/users/{userId}',
		() => values.text('userId'),
		() => 'User',
	);
	const wanted = values.text('status');
	const user = await sendForObject(okta, { method: 'GET', path });
	const before = isDeactivated(user) ? 'DEPROVISIONED' : text(user['status']);
	const row = { userId: text(user['id']), login: loginOf(user), statusBefore: before };
	const way = wayTo(wanted, before);
	if (typeof way === 'string') {
		throw new UserError(`The user ${row.login} is ${before} and cannot become ${wanted}`, {
			description: `Nothing was changed. ${way}`,
		});
	}
	const { calls, rest } = way;
	const last = calls.at(-1);
	const why = rest !== undefined && { why: rest };
	if (!last) return [{ ...row, status: before, outcome: 'unchanged', ...why }];

	let status = before;
	for (const { name } of calls) {
		await okta.send({
			method: 'POST',
			path: `${path}/lifecycle/${name}`,
			...(mailing.includes(name) && { query: { sendEmail: values.flag('sendEmail') } }),
			repeat: whileIn([status]),
		});
		({ status } = await statusOf());
	}
	const outcome = before === 'DEPROVISIONED' ? 'reactivated' : last.outcome;
	return [{ ...row, status, outcome, ...(status !== wanted && why) }];

	async function statusOf(): Promise<{ status: string }> {
		const now = await sendForObject(okta, { method: 'GET', path });
		return { status: isDeactivated(now) ? 'DEPROVISIONED' : text(now['status']) };
	}
}
