import type { Org } from '../../org';
import type { LogTarget } from '../../org/directory/logEvent';

export const DAY = 86_400_000;

/** Writes down so many sign-ins, as if they happened now. */
export function signIns(org: Org, count: number): void {
	for (let event = 0; event < count; event++) {
		org.directory.log.recordOwn(
			{ eventType: 'user.session.start', displayMessage: 'User login to Okta', targets: [] },
			org.url,
		);
	}
}

/** Writes down something that happened so many days ago. */
export function happen(
	org: Org,
	daysAgo: number,
	event: { eventType: string; actor: LogTarget; targets: LogTarget[]; result?: string },
): void {
	const { result = 'SUCCESS', ...rest } = event;
	org.clock.advance(-daysAgo * DAY);
	org.directory.log.recordOwn(
		{ ...rest, displayMessage: rest.eventType, outcome: { result, reason: null } },
		org.url,
	);
	org.clock.advance(daysAgo * DAY);
}

/** Whoever lends access, in the events of {@link addedTo}. */
export const LENDER = 'lender@acme.example';

/** Writes down that somebody was put into a group so many days ago, or that it came to nothing. */
export function addedTo(
	org: Org,
	daysAgo: number,
	{ groupId, userId }: { groupId: string; userId: string },
	result = 'SUCCESS',
): void {
	const named = (id: string, type: string, name = 'unknown'): LogTarget => ({
		id,
		type,
		alternateId: name,
		displayName: name,
	});
	happen(org, daysAgo, {
		eventType: 'group.user_membership.add',
		actor: named('lender', 'User', LENDER),
		targets: [named(userId, 'User'), named(groupId, 'UserGroup')],
		result,
	});
}
