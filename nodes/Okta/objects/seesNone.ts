import { UserError } from 'n8n-workflow';

/** Of what every org has at least one, and why. */
const always = {
	user: 'somebody administers the org',
	group: 'the group Everyone cannot be deleted',
	app: 'the service app is one itself',
};

/** What every org has. */
export type Needed = keyof typeof always;

/**
 * Why a list of everything can't be empty: Okta doesn't refuse a list to an app that may see nothing of
 * it, but leaves everything out.
 */
export const seesNone = (what: Needed): UserError =>
	new UserError(`The service app sees no ${what} at all`, {
		description:
			`Every org has at least one ${what}: ${always[what]}. Okta leaves out of a list what the admin ` +
			'role of the service app does not cover: assign one that covers them all, in the Okta Admin ' +
			'Console under Admin roles of the app, and look with "Service App: Check Access". If the role is ' +
			'right, try again: Okta has shown an empty list for a moment.',
	});
