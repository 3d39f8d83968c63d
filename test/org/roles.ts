/** Something a request wants to do, as far as admin roles tell such things apart. */
export interface Act {
	method: string;
	/** Route template, such as `/api/v1/groups/{groupId}/users/{userId}`. */
	template: string;
	/** Scopes of the route; their resource tells what is touched. */
	scopes: readonly string[];
}

type Rule = (act: Act) => boolean;

const any =
	(...rules: Rule[]): Rule =>
	(act) =>
		rules.some((rule) => rule(act));

/** Reads of the resources named, `users` for `okta.users.*`. */
const reads =
	(...resources: string[]): Rule =>
	({ method, scopes }) =>
		method === 'GET' && scopes.every((scope) => resources.includes(resourceOf(scope)));

/** Reads and writes of the resources named. */
const manages =
	(...resources: string[]): Rule =>
	({ scopes }) =>
		scopes.every((scope) => resources.includes(resourceOf(scope)));

const calls =
	(method: string, template: RegExp): Rule =>
	(act) =>
		act.method === method && template.test(act.template);

/** `okta.apps.interclientTrust.read` → `apps.interclientTrust`. */
const resourceOf = (scope: string): string => scope.split('.').slice(1, -1).join('.');

/** What is looked after by those who look after certifications, requests or apps, and nobody else. */
const certifications = manages('governance.accessCertifications');
const requests = manages(
	'accessRequests.request',
	'accessRequests.condition',
	'accessRequests.catalog',
);
const entitlements = manages('governance.entitlements');

/** What only super administrators do: hand out scopes, keys and roles. */
const superAdminOnly: Rule = any(
	manages('appGrants', 'roles', 'principalRateLimits', 'apiTokens'),
	(act) => act.method !== 'GET' && /\/credentials\/(jwks|secrets)\b/.test(act.template),
);

const resetsAccess = any(
	calls(
		'POST',
		/^\/api\/v1\/users\/\{\w+\}\/lifecycle\/(unlock|reset_password|expire_password\w*)$/,
	),
	calls('POST', /^\/api\/v1\/users\/\{\w+\}\/lifecycle\/reset_factors$/),
	calls('DELETE', /^\/api\/v1\/users\/\{\w+\}\/sessions$/),
);

const changesMembership = any(
	calls('PUT', /^\/api\/v1\/groups\/\{\w+\}\/users\/\{\w+\}$/),
	calls('DELETE', /^\/api\/v1\/groups\/\{\w+\}\/users\/\{\w+\}$/),
);

/** Standard roles without targets; custom ones are judged by `permissions.ts`. */
const roles: Record<string, Rule> = {
	SUPER_ADMIN: () => true,
	ORG_ADMIN: (act) =>
		!superAdminOnly(act) &&
		!any(manages('eventHooks', 'inlineHooks'), certifications, requests, entitlements)(act),
	APP_ADMIN: (act) =>
		!superAdminOnly(act) &&
		any(
			manages('apps', 'clients', 'profileMappings', 'schemas'),
			entitlements,
			reads('users', 'groups', 'userTypes', 'logs'),
		)(act),
	USER_ADMIN: any(
		manages('users', 'groups'),
		reads('apps', 'schemas', 'userTypes', 'linkedObjects', 'logs'),
	),
	GROUP_MEMBERSHIP_ADMIN: any(reads('users', 'groups', 'schemas', 'userTypes'), changesMembership),
	HELP_DESK_ADMIN: any(reads('users', 'groups', 'schemas', 'userTypes', 'logs'), resetsAccess),
	READ_ONLY_ADMIN: (act) =>
		act.method === 'GET' && !any(manages('roles'), certifications, requests, entitlements)(act),
	REPORT_ADMIN: reads('logs'),
	API_ACCESS_MANAGEMENT_ADMIN: any(
		manages('authorizationServers'),
		reads('users', 'groups', 'apps', 'schemas', 'userTypes'),
	),
	ACCESS_CERTIFICATIONS_ADMIN: any(certifications, reads('users', 'groups', 'apps')),
	ACCESS_REQUESTS_ADMIN: any(requests, reads('users', 'groups', 'apps')),
};

/** Standard role types with the names the Admin Console gives them. */
export const roleLabels: Readonly<Record<string, string>> = {
	SUPER_ADMIN: 'Super Administrator',
	ORG_ADMIN: 'Organization Administrator',
	APP_ADMIN: 'Application Administrator',
	USER_ADMIN: 'Group Administrator',
	GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
	HELP_DESK_ADMIN: 'Help Desk Administrator',
	READ_ONLY_ADMIN: 'Read Only Administrator',
	REPORT_ADMIN: 'Report Administrator',
	API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
	ACCESS_CERTIFICATIONS_ADMIN: 'Access Certifications Administrator',
	ACCESS_REQUESTS_ADMIN: 'Access Requests Administrator',
};

/** Whether one of the caller's admin roles permits the act; without any role nothing is. */
export const permits = (held: ReadonlySet<string>, act: Act): boolean =>
	[...held].some((role) => roles[role]?.(act) ?? false);
