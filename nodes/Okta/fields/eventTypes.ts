import type { INodePropertyOptions } from 'n8n-workflow';

/** An event type of Okta's System Log (Okta's event types reference). */
export interface EventType {
	/** As people say it, for example `User Deactivated`. */
	name: string;
	/** As Okta spells it, for example `user.lifecycle.deactivate`. */
	value: string;
	/** The System Log has it, but Okta sends it to no event hook. */
	logOnly?: true;
}

/** Those that matter most to provisioning, security and audit. Okta has hundreds more. */
export const eventTypes: readonly EventType[] = [
	{ name: 'Admin Privilege Granted to Group', value: 'group.privilege.grant' },
	{ name: 'Admin Privilege Granted to Service App', value: 'app.oauth2.client.privilege.grant' },
	{ name: 'Admin Privilege Granted to User', value: 'user.account.privilege.grant' },
	{ name: 'Admin Privilege Revoked From Group', value: 'group.privilege.revoke' },
	{
		name: 'Admin Privilege Revoked From Service App',
		value: 'app.oauth2.client.privilege.revoke',
	},
	{ name: 'Admin Privileges Revoked From User', value: 'user.account.privilege.revoke' },
	{ name: 'API Token Created', value: 'system.api_token.create' },
	{ name: 'API Token Revoked', value: 'system.api_token.revoke' },
	{ name: 'App Activated', value: 'application.lifecycle.activate' },
	{ name: 'App Assigned to Group', value: 'group.application_assignment.add' },
	{ name: 'App Assigned to User', value: 'application.user_membership.add' },
	{ name: 'App Created', value: 'application.lifecycle.create' },
	{ name: 'App Deactivated', value: 'application.lifecycle.deactivate' },
	{ name: 'App Deleted', value: 'application.lifecycle.delete' },
	{ name: 'App Unassigned From Group', value: 'group.application_assignment.remove' },
	{ name: 'App Unassigned From User', value: 'application.user_membership.remove' },
	{ name: 'App Updated', value: 'application.lifecycle.update' },
	{ name: 'App User Profile Changed', value: 'application.user_membership.update' },
	{ name: 'Factor Enrolled', value: 'user.mfa.factor.activate' },
	{ name: 'Factor Removed', value: 'user.mfa.factor.deactivate' },
	{ name: 'Factors Reset', value: 'user.mfa.factor.reset_all' },
	{ name: 'Group Created', value: 'group.lifecycle.create' },
	{ name: 'Group Deleted', value: 'group.lifecycle.delete' },
	{ name: 'Group Profile Updated', value: 'group.profile.update' },
	{ name: 'MFA Verification', value: 'user.authentication.auth_via_mfa' },
	{ name: 'Network Zone Updated', value: 'zone.update', logOnly: true },
	{ name: 'Password Changed by User', value: 'user.account.update_password' },
	{ name: 'Password Reset by Admin', value: 'user.account.reset_password' },
	{ name: 'Policy Rule Updated', value: 'policy.rule.update' },
	{ name: 'Policy Updated', value: 'policy.lifecycle.update' },
	{ name: 'Push Denied by User', value: 'user.mfa.okta_verify.deny_push', logOnly: true },
	{ name: 'Rate Limit Violated', value: 'system.org.rate_limit.violation' },
	{ name: 'Rate Limit Warning', value: 'system.org.rate_limit.warning' },
	{ name: 'Sessions Cleared', value: 'user.session.clear' },
	{ name: 'Sign-On to App', value: 'user.authentication.sso' },
	{ name: 'Sign-On to App Denied', value: 'application.policy.sign_on.deny_access' },
	{
		name: 'Suspicious Activity Reported by User',
		value: 'user.account.report_suspicious_activity_by_enduser',
	},
	{ name: 'Threat Detected', value: 'security.threat.detected', logOnly: true },
	{ name: 'User Activated', value: 'user.lifecycle.activate' },
	{ name: 'User Added to Group', value: 'group.user_membership.add' },
	{ name: 'User Created', value: 'user.lifecycle.create' },
	{ name: 'User Deactivated', value: 'user.lifecycle.deactivate' },
	{ name: 'User Deletion Completed', value: 'user.lifecycle.delete.completed', logOnly: true },
	{ name: 'User Deletion Started', value: 'user.lifecycle.delete.initiated' },
	{ name: 'User Locked Out', value: 'user.account.lock' },
	{ name: 'User Profile Updated', value: 'user.account.update_profile' },
	{ name: 'User Reactivated', value: 'user.lifecycle.reactivate' },
	{ name: 'User Removed From Group', value: 'group.user_membership.remove' },
	{ name: 'User Signed In', value: 'user.session.start' },
	{ name: 'User Signed Out', value: 'user.session.end' },
	{ name: 'User Suspended', value: 'user.lifecycle.suspend' },
	{ name: 'User Unlocked', value: 'user.account.unlock' },
	{ name: 'User Unlocked by Admin', value: 'user.account.unlock_by_admin', logOnly: true },
	{ name: 'User Unsuspended', value: 'user.lifecycle.unsuspend' },
];

/** Event types as a drop-down list offers them, with Okta's spelling below the name. */
export function eventOptions(types: readonly EventType[]): INodePropertyOptions[] {
	return types.map(({ name, value }) => ({ name, value, description: `Event type ${value}` }));
}
