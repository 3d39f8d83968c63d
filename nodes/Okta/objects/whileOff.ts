import { type IDataObject, NodeApiError, UserError } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { text } from '../transport/json';
import { isRefusal, toError } from '../transport/refusals';
import type { Okta } from '../transport/types';
import { unlessIn } from './findLost';

/** Something that was switched off for a change and stayed off. */
export class LeftOff extends UserError {}

/** Something that Okta only lets be changed or deleted while it is switched off. */
interface Switchable {
	/** As Okta has it: its name and status. */
	object: IDataObject;
	path: string;
	/** What people call it, in lower case. */
	kind: string;
}

/**
 * Does the work while the object is switched off. One that was on is on again afterwards, unless the
 * work was to delete it and did: also when the work fails, or the execution is stopped meanwhile.
 *
 * @throws LeftOff when it can't be switched on again; otherwise what the work throws
 */
export async function whileOff<T>(
	okta: Okta,
	one: Switchable,
	work: () => Promise<T>,
	{ isDeleted = false } = {},
): Promise<T> {
	if (one.object['status'] !== 'ACTIVE') return await work();
	let isOff = false;
	const workOff = async (): Promise<T> => {
		await switchTo(okta, one, 'deactivate', 'INACTIVE');
		isOff = true;
		return await work();
	};
	const result = await workOff().catch(async (error: unknown) => {
		if (isOff || !isRefused(error)) await putBack(okta, one, isOff, toError(error));
		throw error;
	});
	if (!isDeleted) await putBack(okta, one, true);
	return result;
}

/** Out of reach of Stop: nobody would look after what is off. */
async function putBack(okta: Okta, one: Switchable, isOff: boolean, why?: Error): Promise<void> {
	const org = okta.regardless();
	const request = { method: 'GET', path: one.path } as const;
	const switchOn = async (): Promise<void> => {
		const now = isOff ? undefined : await sendForObject(org, request);
		if (now?.['status'] !== 'ACTIVE') await switchTo(org, one, 'activate', 'ACTIVE');
	};
	await switchOn().catch((error: unknown) => {
		// Missing: it was deleted after all, or by somebody else.
		if (!isRefusal(error, 404)) throw leftOff(one, toError(error), why);
	});
}

function leftOff({ kind, object }: Switchable, failure: Error, why?: Error): LeftOff {
	return new LeftOff(
		`The ${kind} "${text(object['name'])}" is switched off now, and could not be switched on again`,
		{
			description: [
				'Activate it, as soon as you can, in the Okta Admin Console or by this node. Activating it ' +
					`failed: ${failure.message}`,
				...(why ? [`What came before that: ${why.message}`] : []),
			].join('\n'),
		},
	);
}

async function switchTo(okta: Okta, { path }: Switchable, verb: string, status: string) {
	await okta.send({
		method: 'POST',
		path: `${path}/lifecycle/${verb}`,
		repeat: unlessIn([status]),
		answer: 'objectOrNothing',
	});
}

/** Whether Okta refused it, so that nothing was done; not where nobody knows. */
function isRefused(error: unknown): boolean {
	return error instanceof NodeApiError && /^4\d\d$/.test(error.httpCode ?? '');
}
