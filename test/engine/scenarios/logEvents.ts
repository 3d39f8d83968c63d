import type { Org } from '../../org';

/** Writes down so many sign-ins, as if they happened now. */
export function signIns(org: Org, count: number): void {
	for (let event = 0; event < count; event++) {
		org.directory.log.recordOwn(
			{ eventType: 'user.session.start', displayMessage: 'User login to Okta', targets: [] },
			org.url,
		);
	}
}
