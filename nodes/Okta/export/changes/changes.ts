import { UserError } from 'n8n-workflow';

import { sendForList } from '../../transport/answers';
import { readDate } from '../../transport/rateLimit';
import type { Okta } from '../../transport/types';
import type { Reading } from '../dataSet';

/**
 * A run begins so many milliseconds before the last one did: what Okta tells late isn't lost, and
 * what was put out already is remembered.
 */
export const OVERLAP = 10 * 60_000;

/** The time by Okta's clock, in milliseconds since the epoch, asked for with a short list. */
export async function oktaNow(okta: Okta, path: string): Promise<number> {
	const { headers } = await sendForList(okta, { method: 'GET', path, query: { limit: 1 } });
	return readDate(headers) ?? (await okta.now());
}

/** Whether it is time to look for what was deleted, which Okta only tells by leaving it out. */
export function isFullPassDue({ values }: Reading, lastPass: unknown, now: number): boolean {
	const days = values.number('fullPassDays') ?? 7;
	// A run that is to come once a day may come a little earlier than the last.
	return days > 0 && now - Date.parse(String(lastPass)) >= days * 86_400_000 - 3_600_000;
}

export function iso(time: number): string {
	return new Date(time).toISOString();
}

/** An empty list is no proof that what was there is gone. */
export function leftOut(what: string): UserError {
	return new UserError(`Okta's list leaves out ${what}, which is there`, {
		description:
			'Nothing was put out, and the next run finds the same changes. Does the admin role of the service app still cover it? If so, Okta was out of step for a moment.',
	});
}
