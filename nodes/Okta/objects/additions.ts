import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import type { Okta } from '../transport/types';
import { DAY } from './daysFromNow';
import { nameOf, partsOf, type LogEvent, type Part, isLogEvent } from './logEvent';

/** As long as Okta keeps its log. */
export const LOG_DAYS = 90;

/** When somebody or something was put somewhere, and by whom. */
export interface Addition {
	/** ISO 8601. */
	at: string;
	/** Who did it: a person's login, or the name of an app or of Okta itself. */
	by: string;
	byId: string;
	/** Of the group rule that did it; empty where none did. */
	ruleId: string;
}

/** What puts people and groups where they are. */
export const additionTypes = {
	member: 'group.user_membership.add',
	appUser: 'application.user_membership.add',
	appGroup: 'group.application_assignment.add',
} as const;

/**
 * What the System Log remembers of who was put where, the latest of each.
 *
 * @param filter - what Okta's log is to be asked for
 * @param keysOf - what each event is about; events with none don't count
 * @returns by key; nothing where the log remembers nothing
 */
export async function lastAdditions(
	okta: Okta,
	filter: string,
	keysOf: (event: LogEvent) => readonly string[],
): Promise<Map<string, Addition>> {
	const now = await okta.now();
	const query = {
		filter,
		since: new Date(now - LOG_DAYS * DAY).toISOString(),
		until: new Date(now).toISOString(),
	};
	const request = { method: 'GET', path: '/api/v1/logs', query } as const;
	const additions = new Map<string, Addition>();
	for await (const page of okta.pages(request, { pageSize: 1000 })) {
		for (const event of page.filter(isLogEvent).filter(tookPlace)) {
			for (const key of keysOf(event)) additions.set(key, toAddition(event));
		}
	}
	return additions;
}

/** What failed, or was refused, put nobody anywhere. */
const tookPlace = ({ outcome }: LogEvent): boolean =>
	!isObject(outcome) || !['FAILURE', 'DENY'].includes(text(outcome['result']));

/** IDs of what an event is about, of one kind. */
export function idsOf(event: LogEvent, part: Part): string[] {
	return partsOf(event, part).map(({ id }) => text(id));
}

function toAddition({ published, actor, debugContext }: LogEvent): Addition {
	const who = isObject(actor) ? actor : {};
	const debugData = isObject(debugContext) ? debugContext['debugData'] : undefined;
	return {
		at: published,
		by: callerOf(who),
		byId: text(who['id']),
		ruleId: isObject(debugData) ? text(debugData['triggeredByGroupRuleId']) : '',
	};
}

function callerOf(actor: IDataObject): string {
	return actor['type'] === 'User' ? text(actor['alternateId']) || nameOf(actor) : nameOf(actor);
}
