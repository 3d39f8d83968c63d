/** Event types a hook can subscribe to. Others are found in the System Log only. */
const families: Readonly<Record<string, string>> = {
	'user.lifecycle': 'create activate deactivate reactivate suspend unsuspend delete.initiated',
	'user.account':
		'lock unlock update_profile update_password reset_password privilege.grant privilege.revoke report_suspicious_activity_by_enduser',
	'user.session': 'start end clear',
	'user.authentication': 'sso auth_via_mfa',
	'user.mfa.factor': 'activate deactivate reset_all suspend unsuspend update',
	'user.import': 'password',
	'group.lifecycle': 'create delete',
	'group.profile': 'update',
	'group.user_membership': 'add remove',
	'group.application_assignment': 'add remove update',
	'group.privilege': 'grant revoke',
	'application.lifecycle': 'create activate deactivate delete update',
	'application.user_membership': 'add remove update change_password',
	'application.provision.user': 'sync',
	'application.policy.sign_on': 'deny_access',
	'app.oauth2.client.privilege': 'grant revoke',
	'policy.lifecycle': 'activate deactivate update',
	'policy.rule': 'add activate deactivate update delete',
	'device.enrollment': 'create',
	'device.lifecycle': 'activate deactivate delete suspend unsuspend',
	'device.user': 'add remove',
	'certification.campaign': 'close launch item.decide item.remediate',
	'security.authenticator.lifecycle': 'create update activate deactivate',
	'system.api_token': 'create revoke',
	'system.org.rate_limit': 'warning violation',
	'system.import': 'start complete roadblock group.create group.delete',
	'system.email': 'delivery',
	inline_hook: 'executed',
};

export const HOOKABLE: ReadonlySet<string> = new Set(
	Object.entries(families).flatMap(([family, types]) =>
		types.split(' ').map((type) => `${family}.${type}`),
	),
);
