import { randomBytes } from 'node:crypto';
import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { recordAssignment } from './assignments';
import { userOf } from './lookup';
import type { User, UserStatus } from './model';
import {
	alreadyActive,
	passwordResetFailed,
	stillActivating,
	unlockForbidden,
	wrongStatus,
	forgotPasswordForbidden,
} from './refusals';
import { flag, ok } from './request';
import type { LogTarget } from './logEvent';
import { userTarget } from './targets';
import { userView } from './userView';

/** A secret nobody may guess, as long as Okta's activation and recovery tokens. */
const secret = (): string => randomBytes(15).toString('base64url');

function record(call: Call, eventType: string, displayMessage: string, ...targets: LogTarget[]) {
	call.org.directory.log.record(call, { eventType, displayMessage, targets });
}

/** Puts the user into another status now. */
function move(call: Call, user: User, status: UserStatus, more: Partial<User> = {}): User {
	const now = call.org.directory.clock.now();
	return call.org.directory.users.put({
		...user,
		...more,
		status,
		statusChanged: now,
		lastUpdated: now,
	});
}

function settled(user: User): User {
	if (user.transition) throw stillActivating();
	return user;
}

const prefersAsync = ({ headers }: Call): boolean =>
	(headers.prefer ?? '').split(',').some((preference) => preference.trim() === 'respond-async');

/** Deactivates, at once or, where the caller prefers it, in a while. */
export function deactivate(call: Call, user: User): void {
	settled(user);
	const { directory } = call.org;
	// Groups keep their deactivated members; apps don't, however they were assigned.
	for (const app of directory.appsOf(user.position)) recordAssignment(call, 'remove', app, user);
	directory.unassignAll(user.position);
	if (prefersAsync(call)) {
		const at = directory.clock.now() + directory.transitionTime;
		directory.users.put({ ...user, transition: { to: 'DEPROVISIONED', at } });
	} else move(call, user, 'DEPROVISIONED', { hasPassword: false });
	record(call, 'user.lifecycle.deactivate', 'Deactivate Okta user', userTarget(user));
}

/** Erases a user for good. */
export function deleteUser(call: Call, user: User): void {
	record(call, 'user.lifecycle.delete.initiated', 'Initiate user deletion', userTarget(user));
	call.org.directory.erase(user);
	record(call, 'user.lifecycle.delete.completed', 'Delete Okta user', userTarget(user));
}

const activation = ({ origin }: Call) => {
	const activationToken = secret();
	return { activationUrl: `${origin}/welcome/${activationToken}`, activationToken };
};

function activate(call: Call): Reply {
	const user = settled(userOf(call));
	if (user.status !== 'STAGED' && user.status !== 'DEPROVISIONED') throw alreadyActive();
	const sendEmail = flag(call, 'sendEmail', true);
	const now = call.org.directory.clock.now();
	move(call, user, user.hasPassword ? 'ACTIVE' : 'PROVISIONED', { activated: now });
	record(call, 'user.lifecycle.activate', 'Activate Okta user', userTarget(user));
	return ok(sendEmail ? {} : activation(call));
}

function reactivate(call: Call): Reply {
	const user = settled(userOf(call));
	if (user.status !== 'PROVISIONED' && user.status !== 'RECOVERY') throw wrongStatus();
	record(call, 'user.lifecycle.reactivate', 'Reactivate Okta user', userTarget(user));
	return ok(flag(call, 'sendEmail', false) ? {} : activation(call));
}

function deactivateNow(call: Call): Reply {
	const user = userOf(call);
	if (user.status === 'DEPROVISIONED') throw wrongStatus();
	deactivate(call, user);
	return ok({});
}

function suspend(call: Call): Reply {
	const user = settled(userOf(call));
	if (user.status !== 'ACTIVE')
		throw validationFailed('suspendUser', 'Cannot suspend a user that is not active');
	move(call, user, 'SUSPENDED');
	record(call, 'user.lifecycle.suspend', 'Suspend Okta user', userTarget(user));
	return ok({});
}

function unsuspend(call: Call): Reply {
	const user = settled(userOf(call));
	if (user.status !== 'SUSPENDED')
		throw validationFailed('unsuspendUser', 'Cannot unsuspend a user that is not suspended');
	move(call, user, 'ACTIVE');
	record(call, 'user.lifecycle.unsuspend', 'Unsuspend Okta user', userTarget(user));
	return ok({});
}

function unlock(call: Call): Reply {
	const user = settled(userOf(call));
	if (user.status !== 'LOCKED_OUT' || user.provider.type !== 'OKTA')
		throw unlockForbidden('The user is not locked out.');
	move(call, user, 'ACTIVE');
	record(call, 'user.account.unlock_by_admin', 'Unlock user account by admin', userTarget(user));
	return ok({});
}

const RESETTABLE: ReadonlySet<UserStatus> = new Set<UserStatus>([
	'ACTIVE',
	'RECOVERY',
	'PASSWORD_EXPIRED',
	'LOCKED_OUT',
	'PROVISIONED',
]);

function resetPassword(call: Call): Reply {
	const user = settled(userOf(call));
	const sendEmail = flag(call, 'sendEmail', true);
	if (!RESETTABLE.has(user.status)) throw wrongStatus();
	if (user.provider.type !== 'OKTA') throw passwordResetFailed();
	const status = user.status === 'PROVISIONED' ? 'PROVISIONED' : 'RECOVERY';
	move(call, user, status, { hasPassword: false });
	record(
		call,
		'user.account.reset_password',
		"Fired when the user's Okta password is reset",
		userTarget(user),
	);
	return ok(
		sendEmail ? {} : { resetPasswordUrl: `${call.origin}/signin/reset-password/${secret()}` },
	);
}

/** Okta asks the recovery question before anybody chooses a new password. */
function forgotPassword(call: Call): Reply {
	const user = settled(userOf(call, 'userId'));
	const sendEmail = flag(call, 'sendEmail', true);
	if (user.status !== 'ACTIVE' || user.recoveryQuestion === undefined)
		throw forgotPasswordForbidden();
	record(
		call,
		'user.account.reset_password',
		"Fired when the user's Okta password is reset",
		userTarget(user),
	);
	return ok(
		sendEmail ? {} : { resetPasswordUrl: `${call.origin}/signin/reset-password/${secret()}` },
	);
}

const EXPIRABLE: ReadonlySet<UserStatus> = new Set<UserStatus>([
	'ACTIVE',
	'RECOVERY',
	'PASSWORD_EXPIRED',
	'LOCKED_OUT',
]);

const expirePassword =
	(temporary: boolean) =>
	(call: Call): Reply => {
		const user = settled(userOf(call));
		if (!EXPIRABLE.has(user.status) || user.provider.type !== 'OKTA') throw wrongStatus();
		const expired = move(call, user, 'PASSWORD_EXPIRED', { hasPassword: true });
		record(call, 'user.account.expire_password', 'Expire user password', userTarget(user));
		return ok(
			temporary ? { tempPassword: `Aa1${secret().slice(0, 9)}` } : userView(call, 'all')(expired),
		);
	};

const manage = ['okta.users.manage'];
const lifecycle = (name: string, handle: Route['handle']): Route => ({
	route: `POST /api/v1/users/{id}/lifecycle/${name}`,
	scopes: manage,
	handle,
});

export const lifecycleRoutes: Route[] = [
	lifecycle('activate', activate),
	lifecycle('reactivate', reactivate),
	lifecycle('deactivate', deactivateNow),
	lifecycle('suspend', suspend),
	lifecycle('unsuspend', unsuspend),
	lifecycle('unlock', unlock),
	lifecycle('reset_password', resetPassword),
	{
		route: 'POST /api/v1/users/{userId}/credentials/forgot_password',
		scopes: manage,
		handle: forgotPassword,
	},
	lifecycle('expire_password', expirePassword(false)),
	lifecycle('expire_password_with_temp_password', expirePassword(true)),
];
