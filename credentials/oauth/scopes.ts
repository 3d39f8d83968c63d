/**
 * The scopes of Okta's management API a service app can be granted, as Okta's API reference names
 * them, with what they are about and what they allow in everyday words; those for daily work first.
 * Scopes that end in `.self` belong to signed-in users and are not among them.
 */
const TABLE = [
	['okta.users.read', 'Users: Read', 'See users, their factors, groups, apps and devices'],
	[
		'okta.users.manage',
		'Users: Manage',
		'Create, change, suspend, deactivate and delete users; reset passwords and factors, end sessions',
	],
	['okta.groups.read', 'Groups: Read', 'See groups, their members and owners, and group rules'],
	[
		'okta.groups.manage',
		'Groups: Manage',
		'Create, change and delete groups and group rules; add and remove members and owners',
	],
	['okta.apps.read', 'Apps: Read', 'See apps and who has them'],
	[
		'okta.apps.manage',
		'Apps: Manage',
		'Assign users and groups to apps; create apps, switch them on and off; change keys of service apps',
	],
	[
		'okta.logs.read',
		'System Log: Read',
		'See what happened in the org: sign-ins, changes, and who made them',
	],
	[
		'okta.schemas.read',
		'Attributes: Read',
		'See which attributes users, groups and app accounts have; fills the profile fields of this node',
	],
	[
		'okta.schemas.manage',
		'Attributes: Manage',
		'Add and change attributes of users, groups and app accounts',
	],
	[
		'okta.userTypes.read',
		'User Types: Read',
		'See the user types, such as employee and contractor',
	],
	['okta.userTypes.manage', 'User Types: Manage', 'Create, change and delete user types'],
	['okta.roles.read', 'Admin Roles: Read', 'See who is an administrator, and of what'],
	[
		'okta.roles.manage',
		'Admin Roles: Manage',
		'Make users, groups and service apps administrators, and take roles away',
	],
	[
		'okta.universalLogout.manage',
		'Universal Logout: Manage',
		'Sign a user out everywhere: all sessions and tokens, also in apps that support it',
	],
	['okta.sessions.read', 'Sessions: Read', 'See the sessions of signed-in users'],
	[
		'okta.sessions.manage',
		'Sessions: Manage',
		'End sessions by their ID; those of one user end with Users: Manage',
	],
	['okta.devices.read', 'Devices: Read', 'See the devices known to Okta and who uses them'],
	['okta.devices.manage', 'Devices: Manage', 'Suspend, deactivate and delete devices'],
	['okta.eventHooks.read', 'Event Hooks: Read', 'See where Okta reports events to'],
	[
		'okta.eventHooks.manage',
		'Event Hooks: Manage',
		'Create, verify and delete event hooks; triggers need it to register themselves',
	],
	[
		'okta.networkZones.read',
		'Network Zones: Read',
		'See the IP addresses and places that policies allow or block',
	],
	['okta.networkZones.manage', 'Network Zones: Manage', 'Block and allow IP addresses'],
	[
		'okta.policies.read',
		'Policies: Read',
		'See sign-in, password and other policies with their rules',
	],
	[
		'okta.policies.manage',
		'Policies: Manage',
		'Create, change and delete policies and their rules',
	],
	['okta.orgs.read', 'Org: Read', 'See name, contacts and settings of the org'],
	['okta.orgs.manage', 'Org: Manage', 'Change name, contacts and settings of the org'],
	[
		'okta.linkedObjects.read',
		'Linked Objects: Read',
		'See which relationships the org knows, such as manager; links themselves belong to Users',
	],
	[
		'okta.linkedObjects.manage',
		'Linked Objects: Manage',
		'Define relationships; links themselves belong to Users',
	],
	['okta.appGrants.read', 'Scopes of Apps: Read', 'See which scopes service apps were granted'],
	[
		'okta.appGrants.manage',
		'Scopes of Apps: Manage',
		'Grant scopes to service apps and revoke them',
	],
	['okta.clients.read', 'OAuth Clients: Read', 'See OAuth clients and their roles'],
	['okta.clients.manage', 'OAuth Clients: Manage', 'Change OAuth clients'],
	['okta.clients.register', 'OAuth Clients: Register', 'Register new OAuth clients'],
	['okta.authenticators.read', 'Authenticators: Read', 'See which ways to sign in the org offers'],
	[
		'okta.authenticators.manage',
		'Authenticators: Manage',
		'Switch ways to sign in on and off, and set them up',
	],
	['okta.idps.read', 'Identity Providers: Read', 'See the identity providers users can come from'],
	['okta.idps.manage', 'Identity Providers: Manage', 'Set up identity providers'],
	['okta.identitySources.read', 'Identity Sources: Read', 'See imports from a custom HR source'],
	[
		'okta.identitySources.manage',
		'Identity Sources: Manage',
		'Import users and groups from a custom HR source',
	],
	[
		'okta.profileMappings.read',
		'Profile Mappings: Read',
		'See how attributes flow between users and apps',
	],
	[
		'okta.profileMappings.manage',
		'Profile Mappings: Manage',
		'Change how attributes flow between users and apps',
	],
	['okta.realms.read', 'Realms: Read', 'See the realms that divide the users of the org'],
	['okta.realms.manage', 'Realms: Manage', 'Create and change realms'],
	[
		'okta.realmAssignments.read',
		'Realm Assignments: Read',
		'See the rules that put users into realms',
	],
	[
		'okta.realmAssignments.manage',
		'Realm Assignments: Manage',
		'Change the rules that put users into realms',
	],
	[
		'okta.directories.groups.read',
		'AD and LDAP Groups: Read',
		'See groups of Active Directory and LDAP',
	],
	[
		'okta.directories.groups.manage',
		'AD and LDAP Groups: Manage',
		'Change members of Active Directory and LDAP groups',
	],
	[
		'okta.governance.accessCertifications.read',
		'Access Certifications: Read',
		'See certification campaigns and what their reviewers decided',
	],
	[
		'okta.governance.accessCertifications.manage',
		'Access Certifications: Manage',
		'Create, launch, end and delete certification campaigns; reassign reviews',
	],
	[
		'okta.accessRequests.request.read',
		'Access Requests: Read',
		'See who asked for access, and what became of it',
	],
	[
		'okta.accessRequests.request.manage',
		'Access Requests: Manage',
		'Ask for access on behalf of users, and add messages to requests',
	],
	[
		'okta.accessRequests.condition.read',
		'Request Conditions: Read',
		'See who may ask for which access, and who approves it',
	],
	[
		'okta.accessRequests.condition.manage',
		'Request Conditions: Manage',
		'Change who may ask for which access, and who approves it',
	],
	['okta.accessRequests.catalog.read', 'Access Request Catalog: Read', 'See what can be asked for'],
	[
		'okta.accessRequests.tasks.read',
		'Access Request Tasks: Read',
		'See what approvers of access requests have to do',
	],
	[
		'okta.accessRequests.tasks.manage',
		'Access Request Tasks: Manage',
		'Change and resolve tasks of access requests',
	],
	[
		'okta.governance.entitlements.read',
		'Entitlements: Read',
		'See what users may do within apps, by entitlements, bundles and grants',
	],
	[
		'okta.governance.entitlements.manage',
		'Entitlements: Manage',
		'Change entitlements and bundles of apps, and grant them to users',
	],
	[
		'okta.governance.collections.read',
		'Resource Collections: Read',
		'See collections of apps and entitlements',
	],
	[
		'okta.governance.collections.manage',
		'Resource Collections: Manage',
		'Change collections of apps and entitlements, and assign them',
	],
	[
		'okta.governance.labels.read',
		'Governance Labels: Read',
		'See the labels of apps, groups and entitlements',
	],
	[
		'okta.governance.labels.manage',
		'Governance Labels: Manage',
		'Change the labels of apps, groups and entitlements',
	],
	[
		'okta.governance.resourceOwner.read',
		'Resource Owners: Read',
		'See who owns apps, groups and entitlements',
	],
	[
		'okta.governance.resourceOwner.manage',
		'Resource Owners: Manage',
		'Change who owns apps, groups and entitlements',
	],
	[
		'okta.governance.riskRule.read',
		'Separation of Duties: Read',
		'See which entitlements nobody should have together',
	],
	[
		'okta.governance.riskRule.manage',
		'Separation of Duties: Manage',
		'Change which entitlements nobody should have together',
	],
	[
		'okta.governance.securityAccessReviews.admin.read',
		'Security Access Reviews: Read',
		'See reviews of single users after an incident',
	],
	[
		'okta.governance.securityAccessReviews.admin.manage',
		'Security Access Reviews: Manage',
		'Review the access of single users after an incident',
	],
	[
		'okta.governance.delegates.read',
		'Governance Delegates: Read',
		'See who decides in place of whom',
	],
	[
		'okta.governance.principalSettings.manage',
		'Governance Delegates: Manage',
		'Set who decides in place of a user',
	],
	[
		'okta.governance.operations.read',
		'Governance Operations: Read',
		'See how far long-running work of governance is',
	],
	[
		'okta.governance.settings.read',
		'Governance Settings: Read',
		'See the settings of identity governance',
	],
	[
		'okta.governance.settings.manage',
		'Governance Settings: Manage',
		'Change the settings of identity governance',
	],
	[
		'okta.governance.admin.read',
		'Certification Settings: Read',
		'See the settings of certifications for the whole org',
	],
	[
		'okta.governance.admin.manage',
		'Certification Settings: Manage',
		'Change the settings of certifications for the whole org',
	],
	['okta.userRisk.read', 'User Risk: Read', 'See how risky Okta considers a user'],
	['okta.userRisk.manage', 'User Risk: Manage', 'Set how risky a user is'],
	['okta.agentPools.read', 'Agents: Read', 'See the agents that connect AD, LDAP and others'],
	[
		'okta.agentPools.manage',
		'Agents: Manage',
		'Update the agents that connect AD, LDAP and others',
	],
	[
		'okta.oauthIntegrations.read',
		'API Service Integrations: Read',
		'See integrations that call the API',
	],
	[
		'okta.oauthIntegrations.manage',
		'API Service Integrations: Manage',
		'Add and remove integrations that call the API',
	],
	['okta.apiTokens.read', 'API Tokens: Read', 'See the API tokens of administrators'],
	['okta.apiTokens.manage', 'API Tokens: Manage', 'Revoke API tokens of administrators'],
	[
		'okta.authorizationServers.read',
		'Authorization Servers: Read',
		'See custom authorization servers, their scopes, claims and policies',
	],
	[
		'okta.authorizationServers.manage',
		'Authorization Servers: Manage',
		'Create and change custom authorization servers',
	],
	['okta.behaviors.read', 'Behavior Detection: Read', 'See what counts as unusual behavior'],
	['okta.behaviors.manage', 'Behavior Detection: Manage', 'Change what counts as unusual behavior'],
	['okta.botProtection.read', 'Bot Protection: Read', 'See the settings against bots'],
	['okta.botProtection.manage', 'Bot Protection: Manage', 'Change the settings against bots'],
	['okta.brands.read', 'Brands: Read', 'See brands, themes, sign-in pages and email texts'],
	['okta.brands.manage', 'Brands: Manage', 'Change brands, themes, sign-in pages and email texts'],
	['okta.captchas.read', 'CAPTCHAs: Read', 'See the CAPTCHA services'],
	['okta.captchas.manage', 'CAPTCHAs: Manage', 'Set up CAPTCHA services'],
	['okta.domains.read', 'Custom Domains: Read', 'See the custom domains of the org'],
	['okta.domains.manage', 'Custom Domains: Manage', 'Set up custom domains'],
	['okta.deviceAssurance.read', 'Device Assurance: Read', 'See what devices have to fulfil'],
	['okta.deviceAssurance.manage', 'Device Assurance: Manage', 'Change what devices have to fulfil'],
	[
		'okta.deviceIntegrations.read',
		'Device Integrations: Read',
		'See where facts about devices come from',
	],
	[
		'okta.deviceIntegrations.manage',
		'Device Integrations: Manage',
		'Set up where facts about devices come from',
	],
	['okta.devicePostureChecks.read', 'Device Posture Checks: Read', 'See custom checks of devices'],
	[
		'okta.devicePostureChecks.manage',
		'Device Posture Checks: Manage',
		'Change custom checks of devices',
	],
	['okta.dr.read', 'Disaster Recovery: Read', 'See whether the org has failed over'],
	['okta.dr.manage', 'Disaster Recovery: Manage', 'Have the org fail over and back'],
	['okta.emailDomains.read', 'Email Domains: Read', 'See the domains Okta sends email from'],
	['okta.emailDomains.manage', 'Email Domains: Manage', 'Set up the domains Okta sends email from'],
	[
		'okta.emailServers.read',
		'Email Servers: Read',
		'See the SMTP servers Okta sends email through',
	],
	[
		'okta.emailServers.manage',
		'Email Servers: Manage',
		'Set up the SMTP servers Okta sends email through',
	],
	['okta.features.read', 'Features: Read', 'See which features are on'],
	['okta.features.manage', 'Features: Manage', 'Switch features on and off'],
	[
		'okta.inlineHooks.read',
		'Inline Hooks: Read',
		'See which of your services Okta asks while it works',
	],
	[
		'okta.inlineHooks.manage',
		'Inline Hooks: Manage',
		'Set up which of your services Okta asks while it works',
	],
	['okta.logStreams.read', 'Log Streams: Read', 'See where the System Log is streamed to'],
	['okta.logStreams.manage', 'Log Streams: Manage', 'Stream the System Log elsewhere'],
	[
		'okta.apps.interclientTrust.read',
		'Native to Web Sign-In: Read',
		'See which apps trust each other',
	],
	[
		'okta.apps.interclientTrust.manage',
		'Native to Web Sign-In: Manage',
		'Change which apps trust each other',
	],
	[
		'okta.serviceAccounts.okta.read',
		'Okta Accounts of Admins: Read',
		'See Okta accounts under privileged access',
	],
	[
		'okta.serviceAccounts.okta.manage',
		'Okta Accounts of Admins: Manage',
		'Manage Okta accounts under privileged access',
	],
	[
		'okta.personal.adminSettings.read',
		'Personal Admin Settings: Read',
		'See the personal settings of an administrator',
	],
	[
		'okta.personal.adminSettings.manage',
		'Personal Admin Settings: Manage',
		'Change the personal settings of an administrator',
	],
	[
		'okta.pushProviders.read',
		'Push Providers: Read',
		'See the services that push notifications take',
	],
	[
		'okta.pushProviders.manage',
		'Push Providers: Manage',
		'Set up the services that push notifications take',
	],
	['okta.rateLimits.read', 'Rate Limits: Read', 'See the settings of rate limits'],
	['okta.rateLimits.manage', 'Rate Limits: Manage', 'Change the settings of rate limits'],
	[
		'okta.principalRateLimits.read',
		'Rate Limits of Clients: Read',
		'See the share of the rate limits each client has',
	],
	[
		'okta.principalRateLimits.manage',
		'Rate Limits of Clients: Manage',
		'Change the share of the rate limits each client has',
	],
	[
		'okta.securityEventsProviders.read',
		'Security Events Providers: Read',
		'See which providers report security events',
	],
	[
		'okta.securityEventsProviders.manage',
		'Security Events Providers: Manage',
		'Set up which providers report security events',
	],
	[
		'okta.serviceAccounts.read',
		'Service Accounts: Read',
		'See app accounts under privileged access',
	],
	[
		'okta.serviceAccounts.manage',
		'Service Accounts: Manage',
		'Manage app accounts under privileged access',
	],
	[
		'okta.customTelephonyProvider.read',
		'Telephony Providers: Read',
		'See the credentials of the provider of calls and texts',
	],
	[
		'okta.customTelephonyProvider.manage',
		'Telephony Providers: Manage',
		'Set up the provider of calls and texts',
	],
	['okta.templates.read', 'Templates: Read', 'See the texts of text messages'],
	['okta.templates.manage', 'Templates: Manage', 'Change the texts of text messages'],
	[
		'okta.threatInsights.read',
		'ThreatInsight: Read',
		'See how Okta treats suspicious IP addresses',
	],
	[
		'okta.threatInsights.manage',
		'ThreatInsight: Manage',
		'Change how Okta treats suspicious IP addresses',
	],
	[
		'okta.trustedOrigins.read',
		'Trusted Origins: Read',
		'See which web sites may call Okta from a browser',
	],
	[
		'okta.trustedOrigins.manage',
		'Trusted Origins: Manage',
		'Change which web sites may call Okta from a browser',
	],
	['okta.uischemas.read', 'UI Schemas: Read', 'See the forms in which people enroll'],
	['okta.uischemas.manage', 'UI Schemas: Manage', 'Change the forms in which people enroll'],
	['okta.workflows.invoke.manage', 'Workflows: Start', 'Start a flow of Okta Workflows'],
] as const;

export type OktaScope = (typeof TABLE)[number][0];

export const OKTA_SCOPES: readonly OktaScope[] = TABLE.map(([scope]) => scope);

/** Every scope for a form: found by what it is about as well as by its own name. */
export const SCOPE_CHOICES = TABLE.map(([value, about, description]) => ({
	name: `${about} (${value})`,
	value,
	description,
}));

/**
 * Asked for where none is chosen: enough for provisioning, exports and deprovisioning. Okta leaves out what
 * is not granted.
 */
export const EVERYDAY_SCOPES: OktaScope[] = [
	'okta.apps.manage',
	'okta.apps.read',
	'okta.groups.manage',
	'okta.groups.read',
	'okta.logs.read',
	'okta.schemas.read',
	'okta.users.manage',
	'okta.users.read',
];
