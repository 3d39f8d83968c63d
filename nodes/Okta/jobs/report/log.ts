import { type IDataObject, UserError } from 'n8n-workflow';

import { readLog } from '../../export/read/log';
import { isLogEvent, partsOf } from '../../objects/logEvent';
import { text } from '../../transport/json';
import { collect } from '../../transport/pages';
import type { OktaRequest } from '../../transport/types';
import { DAY, type ReportReading } from './report';

/** How far back Okta's System Log reaches, in days. */
export const LOG_DAYS = 90;

/** @throws UserError when the log does not reach back that far */
export function checkLogDays(days: number): void {
	if (days <= LOG_DAYS) return;
	throw new UserError(`"Days Unused" is more than ${LOG_DAYS}`, {
		description: `Nothing was sent to Okta. Its System Log reaches back ${LOG_DAYS} days: of anything before, nobody can say that it did not happen.`,
	});
}

/**
 * When each user last did what a filter is about, by ID; whoever did not within so many days is not in it.
 *
 * @param filter - in the terms of Okta's System Log
 */
export async function lastDone(
	{ okta, progress, now }: ReportReading,
	days: number,
	filter: string,
): Promise<ReadonlyMap<string, string>> {
	const last = new Map<string, string>();
	const range = { since: now - days * DAY, until: now, filter };
	for await (const page of readLog(okta, progress, range)) {
		for (const event of page.filter(isLogEvent)) {
			for (const { id } of partsOf(event, 'user')) {
				const known = last.get(text(id)) ?? '';
				if (event.published > known) last.set(text(id), event.published);
			}
		}
	}
	progress.rowsLeft = () => undefined;
	return last;
}

/** What is known of somebody who is not in the log. */
export const notWithin = (days: number): string => `not in ${days} days`;

/** Events in which somebody opens the Admin Console. */
export const consoleVisits =
	'eventType eq "user.session.access_admin_app" and outcome.result eq "SUCCESS"';

/** Events in which somebody gets into an app: by single sign-on, or by tokens. */
export function useOf(app: IDataObject, clientId: string): string {
	const kinds = [
		'eventType eq "user.authentication.sso"',
		...['app.oauth2.authorize', 'app.oauth2.as.authorize', ...tokenGrants].map(startsWith),
	];
	return successes(kinds, [text(app['id']), clientId]);
}

/** When an app was last granted a token within so many days; null where it was not. One request. */
export async function lastTokenOf(
	{ okta, now }: Pick<ReportReading, 'okta' | 'now'>,
	app: IDataObject,
	clientId: string,
): Promise<string | null> {
	const request = tokensOf(now, app, clientId);
	const [last] = await collect(okta.pages(request, { pageSize: 1, limit: 1 }));
	return last ? text(last['published']) : null;
}

/** Asks for the events in which an app is granted a token, the last first, as far back as the log reaches. */
export const tokensOf = (now: number, app: IDataObject, clientId: string): OktaRequest => ({
	method: 'GET',
	path: '/api/v1/logs',
	query: {
		since: new Date(now - LOG_DAYS * DAY).toISOString(),
		until: new Date(now).toISOString(),
		sortOrder: 'DESCENDING',
		filter: successes(tokenGrants.map(startsWith), [text(app['id']), clientId]),
	},
});

/** Beginnings of the types of events in which Okta, or an authorization server of its, grants a token. */
const tokenGrants = ['app.oauth2.token.grant', 'app.oauth2.as.token.grant'];

const startsWith = (type: string): string => `eventType sw "${type}"`;

/** Events of some kinds that went well, and are about one of some objects or caused by it. */
function successes(kinds: readonly string[], objects: readonly string[]): string {
	const ids = [...new Set(objects)].filter((id) => id !== '');
	const about = ids.flatMap((id) => [`target.id eq "${id}"`, `actor.id eq "${id}"`]);
	return `outcome.result eq "SUCCESS" and (${kinds.join(' or ')}) and (${about.join(' or ')})`;
}
