import type { Call } from '../route';
import type { App } from './appStore';
import type { User } from './model';
import { assignmentTargets } from './targets';

const MESSAGES = {
	add: 'Add user to application membership',
	update: 'Update user application property',
	remove: "Remove user's application membership",
	change_username: "Change user's application username",
	change_password: 'Change application password for user',
};

/** Writes down what became of a user's assignment to an app. */
export function recordAssignment(
	call: Call,
	what: keyof typeof MESSAGES,
	app: App,
	user: User,
): void {
	call.org.log.record(call, {
		eventType: `application.user_membership.${what}`,
		displayMessage: MESSAGES[what],
		targets: assignmentTargets(app, user),
	});
}
