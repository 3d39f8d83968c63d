import type { Call } from './template';

/** What the templates ask Okta for most, each by the name that Okta's API reference has for it. */
export const createUser = 'POST /api/v1/users';
export const getUser = 'GET /api/v1/users/{userId}';
export const listUsers = 'GET /api/v1/users';
export const updateUser = 'POST /api/v1/users/{userId}';
export const deleteUser = 'DELETE /api/v1/users/{userId}';
export const activateUser = 'POST /api/v1/users/{userId}/lifecycle/activate';
export const deactivateUser = 'POST /api/v1/users/{userId}/lifecycle/deactivate';
export const suspendUser = 'POST /api/v1/users/{userId}/lifecycle/suspend';
export const resetPassword = 'POST /api/v1/users/{userId}/lifecycle/reset_password';
export const revokeUserSessions = 'DELETE /api/v1/users/{userId}/sessions';
export const listUserGroups = 'GET /api/v1/users/{userId}/groups';
export const listFactors = 'GET /api/v1/users/{userId}/factors';
export const verifyFactor = 'POST /api/v1/users/{userId}/factors/{factorId}/verify';

export const addGroup = 'POST /api/v1/groups';
export const getGroup = 'GET /api/v1/groups/{groupId}';
export const listGroups = 'GET /api/v1/groups';
export const replaceGroup = 'PUT /api/v1/groups/{groupId}';
export const listGroupUsers = 'GET /api/v1/groups/{groupId}/users';
export const assignUserToGroup = 'PUT /api/v1/groups/{groupId}/users/{userId}';
export const unassignUserFromGroup = 'DELETE /api/v1/groups/{groupId}/users/{userId}';
export const assignGroupOwner = 'POST /api/v1/groups/{groupId}/owners';

/** Any app, and not service apps only. */
export const createApplication: Call = { call: 'POST /api/v1/apps', resource: 'application' };
export const replaceApplication = 'PUT /api/v1/apps/{appId}';
export const getApplication = 'GET /api/v1/apps/{appId}';
export const listApplications = 'GET /api/v1/apps';
export const deactivateApplication = 'POST /api/v1/apps/{appId}/lifecycle/deactivate';
export const listApplicationUsers = 'GET /api/v1/apps/{appId}/users';
export const getApplicationUser = 'GET /api/v1/apps/{appId}/users/{userId}';
export const assignUserToApplication = 'POST /api/v1/apps/{appId}/users';
export const unassignUserFromApplication = 'DELETE /api/v1/apps/{appId}/users/{userId}';
export const listApplicationGroups = 'GET /api/v1/apps/{appId}/groups';
export const assignGroupToApplication = 'PUT /api/v1/apps/{appId}/groups/{groupId}';
export const assignApplicationPolicy = 'PUT /api/v1/apps/{appId}/policies/{policyId}';

export const listLogEvents = 'GET /api/v1/logs';
export const listPolicies = 'GET /api/v1/policies';

/** What a source of people imports by. */
export const importSession = [
	'GET /api/v1/identity-sources/{identitySourceId}/sessions',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-upsert',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/start-import',
	'DELETE /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}',
];

const conditions = '/governance/api/v2/resources/{resourceId}/request-conditions';
export const createRequestCondition = `POST ${conditions}`;
export const activateRequestCondition = `POST ${conditions}/{requestConditionId}/activate`;
