import type { Org } from '../../org';

/** Writes down so many sign-ins, as if they happened now. */
export function signIns(org: Org, count: number): void {
	for (let event = 0; event < count; event++) {
		org.directory.log.record(
			{
				org,
				caller: { clientId: '0oa1', scopes: new Set(), roles: new Set() },
				method: 'POST',
				origin: org.url,
				path: '/',
				params: {},
				query: new URLSearchParams(),
				headers: {},
				body: undefined,
			},
			{ eventType: 'user.session.start', displayMessage: 'User login to Okta', targets: [] },
		);
	}
}
