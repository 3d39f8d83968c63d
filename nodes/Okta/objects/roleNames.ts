/** Roles that every org has. */
export const standardRoles: ReadonlyArray<{ name: string; value: string }> = [
	{ name: 'Access Certifications Administrator', value: 'ACCESS_CERTIFICATIONS_ADMIN' },
	{ name: 'Access Requests Administrator', value: 'ACCESS_REQUESTS_ADMIN' },
	{ name: 'API Access Management Administrator', value: 'API_ACCESS_MANAGEMENT_ADMIN' },
	{ name: 'Application Administrator', value: 'APP_ADMIN' },
	{ name: 'Group Administrator', value: 'USER_ADMIN' },
	{ name: 'Group Membership Administrator', value: 'GROUP_MEMBERSHIP_ADMIN' },
	{ name: 'Help Desk Administrator', value: 'HELP_DESK_ADMIN' },
	{ name: 'Organization Administrator', value: 'ORG_ADMIN' },
	{ name: 'Read-Only Administrator', value: 'READ_ONLY_ADMIN' },
	{ name: 'Report Administrator', value: 'REPORT_ADMIN' },
	{ name: 'Super Administrator', value: 'SUPER_ADMIN' },
	{ name: 'Workflows Administrator', value: 'WORKFLOWS_ADMIN' },
];

/** Stands for every role that an org made itself. */
export const CUSTOM = 'CUSTOM';
