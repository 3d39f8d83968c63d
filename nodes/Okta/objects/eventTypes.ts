import type { INodePropertyOptions } from 'n8n-workflow';

/** An event type of Okta's System Log (Okta's catalogue of event types, release 2026.08). */
export interface EventType {
	/** As people say it, for example `User Deactivated`; what it is about comes first. */
	name: string;
	/** As Okta spells it, for example `user.lifecycle.deactivate`. */
	value: string;
	/** The System Log has it, but Okta sends it to no event hook. */
	logOnly?: true;
}

/**
 * Those that matter most to provisioning, security and audit; Okta has hundreds more. In the order
 * of their names, which thereby stand together by what they are about.
 */
export const eventTypes: readonly EventType[] = [
	{ name: 'Access Certification Campaign Closed', value: 'certification.campaign.close' },
	{ name: 'Access Certification Campaign Launched', value: 'certification.campaign.launch' },
	{ name: 'Access Certification Decided', value: 'certification.campaign.item.decide' },
	{ name: 'Access Certification Remediated', value: 'certification.campaign.item.remediate' },
	{ name: 'Access Request Created', value: 'access.request.create' },
	{ name: 'Access Request Resolved', value: 'access.request.resolve' },
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
	{ name: 'App Group Assignment Updated', value: 'group.application_assignment.update' },
	{ name: 'App Unassigned From Group', value: 'group.application_assignment.remove' },
	{ name: 'App Unassigned From User', value: 'application.user_membership.remove' },
	{ name: 'App Updated', value: 'application.lifecycle.update' },
	{
		name: 'App User Deprovisioned',
		value: 'application.provision.user.deprovision',
		logOnly: true,
	},
	{ name: 'App User Password Changed', value: 'application.user_membership.change_password' },
	{ name: 'App User Profile Changed', value: 'application.user_membership.update' },
	{ name: 'App User Pushed', value: 'application.provision.user.push' },
	{ name: 'App User Synced', value: 'application.provision.user.sync' },
	{ name: 'Authenticator Activated', value: 'security.authenticator.lifecycle.activate' },
	{ name: 'Authenticator Deactivated', value: 'security.authenticator.lifecycle.deactivate' },
	{ name: 'Breached Credential Detected', value: 'security.breached_credential.detected' },
	{ name: 'Device Activated', value: 'device.lifecycle.activate' },
	{ name: 'Device Added to User', value: 'device.user.add' },
	{ name: 'Device Deactivated', value: 'device.lifecycle.deactivate' },
	{ name: 'Device Deleted', value: 'device.lifecycle.delete' },
	{ name: 'Device Enrolled', value: 'device.enrollment.create' },
	{ name: 'Device Removed From User', value: 'device.user.remove' },
	{ name: 'Device Suspended', value: 'device.lifecycle.suspend' },
	{ name: 'Device Unsuspended', value: 'device.lifecycle.unsuspend' },
	{ name: 'Email Delivery Updated', value: 'system.email.delivery' },
	{ name: 'Event Hook Delivery Failed', value: 'event_hook.delivery', logOnly: true },
	{ name: 'Factor Enrolled', value: 'user.mfa.factor.activate' },
	{ name: 'Factor Removed', value: 'user.mfa.factor.deactivate' },
	{ name: 'Factor Suspended', value: 'user.mfa.factor.suspend' },
	{ name: 'Factor Unsuspended', value: 'user.mfa.factor.unsuspend' },
	{ name: 'Factor Updated', value: 'user.mfa.factor.update' },
	{ name: 'Factors Reset', value: 'user.mfa.factor.reset_all' },
	{ name: 'Group Created', value: 'group.lifecycle.create' },
	{ name: 'Group Deleted', value: 'group.lifecycle.delete' },
	{ name: 'Group Profile Updated', value: 'group.profile.update' },
	{
		name: 'Group Push Failed',
		value: 'application.provision.group_push.mapping.update.or.delete.failed.with.error',
	},
	{ name: 'Group Rule Failed', value: 'group.user_membership.rule.error', logOnly: true },
	{ name: 'Import Completed', value: 'system.import.complete' },
	{ name: 'Import Created Group', value: 'system.import.group.create' },
	{ name: 'Import Deleted Group', value: 'system.import.group.delete' },
	{ name: 'Import Started', value: 'system.import.start' },
	{ name: 'Import Stopped by Safeguard', value: 'system.import.roadblock' },
	{ name: 'MFA Preregistration Initiated', value: 'system.mfa.preregister.initiate' },
	{ name: 'Network Zone Updated', value: 'zone.update', logOnly: true },
	{ name: 'Policy Activated', value: 'policy.lifecycle.activate' },
	{ name: 'Policy Deactivated', value: 'policy.lifecycle.deactivate' },
	{ name: 'Policy Rule Added', value: 'policy.rule.add' },
	{ name: 'Policy Rule Deleted', value: 'policy.rule.delete' },
	{ name: 'Policy Rule Updated', value: 'policy.rule.update' },
	{ name: 'Policy Updated', value: 'policy.lifecycle.update' },
	{ name: 'Push Verification Sent', value: 'system.push.send_factor_verify_push', logOnly: true },
	{ name: 'Rate Limit Violated', value: 'system.org.rate_limit.violation' },
	{ name: 'Rate Limit Warning', value: 'system.org.rate_limit.warning' },
	{ name: 'Security Threat Detected', value: 'security.threat.detected', logOnly: true },
	{ name: 'User Activated', value: 'user.lifecycle.activate' },
	{ name: 'User Added to Group', value: 'group.user_membership.add' },
	{ name: 'User Changed Password', value: 'user.account.update_password' },
	{ name: 'User Created', value: 'user.lifecycle.create' },
	{ name: 'User Deactivated', value: 'user.lifecycle.deactivate' },
	{ name: 'User Deletion Completed', value: 'user.lifecycle.delete.completed', logOnly: true },
	{ name: 'User Deletion Started', value: 'user.lifecycle.delete.initiated' },
	{ name: 'User Denied by App Sign-On Policy', value: 'application.policy.sign_on.deny_access' },
	{ name: 'User Denied Push', value: 'user.mfa.okta_verify.deny_push', logOnly: true },
	{ name: 'User Locked Out', value: 'user.account.lock' },
	{ name: 'User Opened Admin Console', value: 'user.session.access_admin_app', logOnly: true },
	{ name: 'User Password Imported', value: 'user.import.password' },
	{ name: 'User Password Reset by Admin', value: 'user.account.reset_password' },
	{
		name: 'User Primary Email Changed',
		value: 'user.account.update_primary_email',
		logOnly: true,
	},
	{ name: 'User Profile Updated', value: 'user.account.update_profile' },
	{ name: 'User Reactivated', value: 'user.lifecycle.reactivate' },
	{ name: 'User Removed From Group', value: 'group.user_membership.remove' },
	{
		name: 'User Reported Suspicious Activity',
		value: 'user.account.report_suspicious_activity_by_enduser',
	},
	{ name: 'User Risk Changed', value: 'user.risk.change' },
	{ name: 'User Sessions Cleared', value: 'user.session.clear' },
	{ name: 'User Signed In', value: 'user.session.start' },
	{ name: 'User Signed On to App', value: 'user.authentication.sso' },
	{ name: 'User Signed Out', value: 'user.session.end' },
	{ name: 'User Suspended', value: 'user.lifecycle.suspend' },
	{ name: 'User Type Changed', value: 'user.account.update_user_type', logOnly: true },
	{ name: 'User Unlocked', value: 'user.account.unlock' },
	{ name: 'User Unlocked by Admin', value: 'user.account.unlock_by_admin' },
	{ name: 'User Unsuspended', value: 'user.lifecycle.unsuspend' },
	{ name: 'User Verified With MFA', value: 'user.authentication.auth_via_mfa' },
];

const names = new Map(eventTypes.map(({ value, name }) => [value, name]));

/** What people call an event type, if it is in the list above. */
export function eventName(type: string): string | undefined {
	return names.get(type);
}

/** Those of the types of which it is certain that Okta sends them to no event hook. */
export function withoutHook(types: readonly string[]): EventType[] {
	return eventTypes.filter(({ value, logOnly }) => logOnly && types.includes(value));
}

/** Event types as a drop-down list offers them, with Okta's spelling below the name. */
export function eventOptions(types: readonly EventType[]): INodePropertyOptions[] {
	return types.map(({ name, value, logOnly }) => ({
		name,
		value,
		description: `Event type ${value}${logOnly ? ', in the System Log only' : ''}`,
	}));
}
