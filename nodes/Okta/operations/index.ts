// Written by `npm run generate` from the files in this folder. Change those instead.
import type { Resource } from '../table/operation';
import { operation as accessRequestAddMessage } from './accessRequest/addMessage';
import { operation as accessRequestCreate } from './accessRequest/create';
import { operation as accessRequestGet } from './accessRequest/get';
import { operation as accessRequestGetAll } from './accessRequest/getAll';
import { operation as accessRequestGetEntries } from './accessRequest/getEntries';
import { resource as accessRequest } from './accessRequest/resource';
import { operation as adminRoleAddBindingMembers } from './adminRole/addBindingMembers';
import { operation as adminRoleAddPermission } from './adminRole/addPermission';
import { operation as adminRoleAddResources } from './adminRole/addResources';
import { operation as adminRoleAssignToUser } from './adminRole/assignToUser';
import { operation as adminRoleCreateBinding } from './adminRole/createBinding';
import { operation as adminRoleCreateCustomRole } from './adminRole/createCustomRole';
import { operation as adminRoleCreateResourceSet } from './adminRole/createResourceSet';
import { operation as adminRoleDeleteBinding } from './adminRole/deleteBinding';
import { operation as adminRoleDeleteCustomRole } from './adminRole/deleteCustomRole';
import { operation as adminRoleDeleteResourceSet } from './adminRole/deleteResourceSet';
import { operation as adminRoleGetBindingMembers } from './adminRole/getBindingMembers';
import { operation as adminRoleGetBindings } from './adminRole/getBindings';
import { operation as adminRoleGetCustomRole } from './adminRole/getCustomRole';
import { operation as adminRoleGetCustomRoles } from './adminRole/getCustomRoles';
import { operation as adminRoleGetForGroup } from './adminRole/getForGroup';
import { operation as adminRoleGetForUser } from './adminRole/getForUser';
import { operation as adminRoleGetPermissions } from './adminRole/getPermissions';
import { operation as adminRoleGetResourceSet } from './adminRole/getResourceSet';
import { operation as adminRoleGetResourceSets } from './adminRole/getResourceSets';
import { operation as adminRoleGetResources } from './adminRole/getResources';
import { operation as adminRoleGetUsers } from './adminRole/getUsers';
import { operation as adminRoleRemoveBindingMember } from './adminRole/removeBindingMember';
import { operation as adminRoleRemoveFromUser } from './adminRole/removeFromUser';
import { operation as adminRoleRemovePermission } from './adminRole/removePermission';
import { operation as adminRoleRemoveResource } from './adminRole/removeResource';
import { operation as adminRoleUpdateCustomRole } from './adminRole/updateCustomRole';
import { operation as adminRoleUpdateResourceSet } from './adminRole/updateResourceSet';
import { resource as adminRole } from './adminRole/resource';
import { operation as applicationActivate } from './application/activate';
import { operation as applicationAssignGroup } from './application/assignGroup';
import { operation as applicationAssignPolicy } from './application/assignPolicy';
import { operation as applicationAssignUser } from './application/assignUser';
import { operation as applicationCreate } from './application/create';
import { operation as applicationDeactivate } from './application/deactivate';
import { operation as applicationDelete } from './application/delete';
import { operation as applicationExplainAccess } from './application/explainAccess';
import { operation as applicationGet } from './application/get';
import { operation as applicationGetAll } from './application/getAll';
import { operation as applicationGetGroups } from './application/getGroups';
import { operation as applicationGetSamlMetadata } from './application/getSamlMetadata';
import { operation as applicationGetUserAssignment } from './application/getUserAssignment';
import { operation as applicationGetUsers } from './application/getUsers';
import { operation as applicationRevokeTokens } from './application/revokeTokens';
import { operation as applicationSetAssignmentScope } from './application/setAssignmentScope';
import { operation as applicationSyncUsers } from './application/syncUsers';
import { operation as applicationUnassignGroup } from './application/unassignGroup';
import { operation as applicationUnassignUser } from './application/unassignUser';
import { operation as applicationUpdate } from './application/update';
import { operation as applicationUpdateUserAssignment } from './application/updateUserAssignment';
import { resource as application } from './application/resource';
import { operation as campaignCreate } from './campaign/create';
import { operation as campaignDelete } from './campaign/delete';
import { operation as campaignEnd } from './campaign/end';
import { operation as campaignGet } from './campaign/get';
import { operation as campaignGetAll } from './campaign/getAll';
import { operation as campaignGetReview } from './campaign/getReview';
import { operation as campaignGetReviews } from './campaign/getReviews';
import { operation as campaignLaunch } from './campaign/launch';
import { operation as campaignReassignReviews } from './campaign/reassignReviews';
import { resource as campaign } from './campaign/resource';
import { operation as customApiCallRequest } from './customApiCall/request';
import { resource as customApiCall } from './customApiCall/resource';
import { operation as deviceActivate } from './device/activate';
import { operation as deviceDeactivate } from './device/deactivate';
import { operation as deviceDelete } from './device/delete';
import { operation as deviceGet } from './device/get';
import { operation as deviceGetAll } from './device/getAll';
import { operation as deviceSuspend } from './device/suspend';
import { operation as deviceUnsuspend } from './device/unsuspend';
import { resource as device } from './device/resource';
import { operation as deviceAssuranceCreate } from './deviceAssurance/create';
import { operation as deviceAssuranceDelete } from './deviceAssurance/delete';
import { operation as deviceAssuranceGet } from './deviceAssurance/get';
import { operation as deviceAssuranceGetAll } from './deviceAssurance/getAll';
import { operation as deviceAssuranceUpdate } from './deviceAssurance/update';
import { resource as deviceAssurance } from './deviceAssurance/resource';
import { operation as directoryApplyPlan } from './directory/applyPlan';
import { operation as directoryExport } from './directory/export';
import { operation as directoryImportUsers } from './directory/importUsers';
import { operation as directoryReport } from './directory/report';
import { resource as directory } from './directory/resource';
import { operation as entitlementCreate } from './entitlement/create';
import { operation as entitlementDelete } from './entitlement/delete';
import { operation as entitlementGet } from './entitlement/get';
import { operation as entitlementGetAll } from './entitlement/getAll';
import { operation as entitlementGetValues } from './entitlement/getValues';
import { resource as entitlement } from './entitlement/resource';
import { operation as eventHookCreate } from './eventHook/create';
import { operation as eventHookDelete } from './eventHook/delete';
import { operation as eventHookGetAll } from './eventHook/getAll';
import { operation as eventHookVerify } from './eventHook/verify';
import { resource as eventHook } from './eventHook/resource';
import { operation as factorActivate } from './factor/activate';
import { operation as factorChallengeAndWait } from './factor/challengeAndWait';
import { operation as factorCreateTemporaryAccessCode } from './factor/createTemporaryAccessCode';
import { operation as factorEnroll } from './factor/enroll';
import { operation as factorGetAll } from './factor/getAll';
import { operation as factorGetPushResult } from './factor/getPushResult';
import { operation as factorRemove } from './factor/remove';
import { operation as factorVerify } from './factor/verify';
import { resource as factor } from './factor/resource';
import { operation as grantCreate } from './grant/create';
import { operation as grantGet } from './grant/get';
import { operation as grantGetAll } from './grant/getAll';
import { operation as grantUpdate } from './grant/update';
import { resource as grant } from './grant/resource';
import { operation as groupAddMember } from './group/addMember';
import { operation as groupAddOwner } from './group/addOwner';
import { operation as groupCreate } from './group/create';
import { operation as groupCreateWithRule } from './group/createWithRule';
import { operation as groupDelete } from './group/delete';
import { operation as groupExplainAccess } from './group/explainAccess';
import { operation as groupGet } from './group/get';
import { operation as groupGetAll } from './group/getAll';
import { operation as groupGetApps } from './group/getApps';
import { operation as groupGetMembers } from './group/getMembers';
import { operation as groupGetOwners } from './group/getOwners';
import { operation as groupRemoveMember } from './group/removeMember';
import { operation as groupRemoveMembersAddedBefore } from './group/removeMembersAddedBefore';
import { operation as groupRemoveOwner } from './group/removeOwner';
import { operation as groupSyncMembers } from './group/syncMembers';
import { operation as groupUpdate } from './group/update';
import { resource as group } from './group/resource';
import { operation as groupRuleActivate } from './groupRule/activate';
import { operation as groupRuleCreate } from './groupRule/create';
import { operation as groupRuleDeactivate } from './groupRule/deactivate';
import { operation as groupRuleDelete } from './groupRule/delete';
import { operation as groupRuleGet } from './groupRule/get';
import { operation as groupRuleGetAll } from './groupRule/getAll';
import { operation as groupRuleUpdate } from './groupRule/update';
import { resource as groupRule } from './groupRule/resource';
import { operation as identitySourceAddMember } from './identitySource/addMember';
import { operation as identitySourceCancelSession } from './identitySource/cancelSession';
import { operation as identitySourceCreateGroup } from './identitySource/createGroup';
import { operation as identitySourceCreateUser } from './identitySource/createUser';
import { operation as identitySourceDeleteGroup } from './identitySource/deleteGroup';
import { operation as identitySourceDeleteUser } from './identitySource/deleteUser';
import { operation as identitySourceGetGroup } from './identitySource/getGroup';
import { operation as identitySourceGetMembers } from './identitySource/getMembers';
import { operation as identitySourceGetSession } from './identitySource/getSession';
import { operation as identitySourceGetSessions } from './identitySource/getSessions';
import { operation as identitySourceGetUser } from './identitySource/getUser';
import { operation as identitySourceImport } from './identitySource/import';
import { operation as identitySourceRemoveMember } from './identitySource/removeMember';
import { operation as identitySourceReplaceUser } from './identitySource/replaceUser';
import { operation as identitySourceUpdateGroup } from './identitySource/updateGroup';
import { operation as identitySourceUpdateUser } from './identitySource/updateUser';
import { resource as identitySource } from './identitySource/resource';
import { operation as inlineHookAnswerPasswordImport } from './inlineHook/answerPasswordImport';
import { operation as inlineHookAnswerRegistration } from './inlineHook/answerRegistration';
import { operation as inlineHookAnswerSaml } from './inlineHook/answerSaml';
import { operation as inlineHookAnswerTelephony } from './inlineHook/answerTelephony';
import { operation as inlineHookAnswerToken } from './inlineHook/answerToken';
import { operation as inlineHookAnswerUserImport } from './inlineHook/answerUserImport';
import { operation as inlineHookDelete } from './inlineHook/delete';
import { operation as inlineHookGetAll } from './inlineHook/getAll';
import { operation as inlineHookPreview } from './inlineHook/preview';
import { resource as inlineHook } from './inlineHook/resource';
import { operation as keyPairConvert } from './keyPair/convert';
import { operation as keyPairGenerate } from './keyPair/generate';
import { resource as keyPair } from './keyPair/resource';
import { operation as linkedObjectGet } from './linkedObject/get';
import { operation as linkedObjectRemove } from './linkedObject/remove';
import { operation as linkedObjectSet } from './linkedObject/set';
import { resource as linkedObject } from './linkedObject/resource';
import { operation as networkZoneGet } from './networkZone/get';
import { operation as networkZoneGetAll } from './networkZone/getAll';
import { operation as networkZoneUpdate } from './networkZone/update';
import { resource as networkZone } from './networkZone/resource';
import { operation as orgGet } from './org/get';
import { operation as orgRemoveEmailBounces } from './org/removeEmailBounces';
import { resource as org } from './org/resource';
import { operation as policyActivate } from './policy/activate';
import { operation as policyActivateRule } from './policy/activateRule';
import { operation as policyCreate } from './policy/create';
import { operation as policyCreateRule } from './policy/createRule';
import { operation as policyDeactivate } from './policy/deactivate';
import { operation as policyDeactivateRule } from './policy/deactivateRule';
import { operation as policyDelete } from './policy/delete';
import { operation as policyDeleteRule } from './policy/deleteRule';
import { operation as policyGet } from './policy/get';
import { operation as policyGetAll } from './policy/getAll';
import { operation as policyGetRule } from './policy/getRule';
import { operation as policyGetRules } from './policy/getRules';
import { operation as policyUpdate } from './policy/update';
import { operation as policyUpdateRule } from './policy/updateRule';
import { resource as policy } from './policy/resource';
import { operation as realmCreate } from './realm/create';
import { operation as realmDelete } from './realm/delete';
import { operation as realmGet } from './realm/get';
import { operation as realmGetAll } from './realm/getAll';
import { operation as realmUpdate } from './realm/update';
import { resource as realm } from './realm/resource';
import { operation as realmAssignmentActivate } from './realmAssignment/activate';
import { operation as realmAssignmentCreate } from './realmAssignment/create';
import { operation as realmAssignmentDeactivate } from './realmAssignment/deactivate';
import { operation as realmAssignmentDelete } from './realmAssignment/delete';
import { operation as realmAssignmentGet } from './realmAssignment/get';
import { operation as realmAssignmentGetAll } from './realmAssignment/getAll';
import { operation as realmAssignmentRun } from './realmAssignment/run';
import { resource as realmAssignment } from './realmAssignment/resource';
import { operation as requestConditionActivate } from './requestCondition/activate';
import { operation as requestConditionCreate } from './requestCondition/create';
import { operation as requestConditionDeactivate } from './requestCondition/deactivate';
import { operation as requestConditionDelete } from './requestCondition/delete';
import { operation as requestConditionGet } from './requestCondition/get';
import { operation as requestConditionGetAll } from './requestCondition/getAll';
import { operation as requestConditionGetSequences } from './requestCondition/getSequences';
import { resource as requestCondition } from './requestCondition/resource';
import { operation as schemaGetAppUserSchema } from './schema/getAppUserSchema';
import { operation as schemaGetGroupSchema } from './schema/getGroupSchema';
import { operation as schemaGetUserSchema } from './schema/getUserSchema';
import { operation as schemaGetUserTypes } from './schema/getUserTypes';
import { operation as schemaSetUserAttribute } from './schema/setUserAttribute';
import { resource as schema } from './schema/resource';
import { operation as serviceAppActivateKey } from './serviceApp/activateKey';
import { operation as serviceAppAddKey } from './serviceApp/addKey';
import { operation as serviceAppAssignRole } from './serviceApp/assignRole';
import { operation as serviceAppCheckAccess } from './serviceApp/checkAccess';
import { operation as serviceAppCreate } from './serviceApp/create';
import { operation as serviceAppDeactivateKey } from './serviceApp/deactivateKey';
import { operation as serviceAppDeleteKey } from './serviceApp/deleteKey';
import { operation as serviceAppGet } from './serviceApp/get';
import { operation as serviceAppGetAll } from './serviceApp/getAll';
import { operation as serviceAppGetKeys } from './serviceApp/getKeys';
import { operation as serviceAppGetRoles } from './serviceApp/getRoles';
import { operation as serviceAppGetScopes } from './serviceApp/getScopes';
import { operation as serviceAppGrantScope } from './serviceApp/grantScope';
import { operation as serviceAppRemoveRole } from './serviceApp/removeRole';
import { operation as serviceAppRevokeScope } from './serviceApp/revokeScope';
import { resource as serviceApp } from './serviceApp/resource';
import { operation as systemLogSearch } from './systemLog/search';
import { resource as systemLog } from './systemLog/resource';
import { operation as userActivate } from './user/activate';
import { operation as userClearSessions } from './user/clearSessions';
import { operation as userContain } from './user/contain';
import { operation as userCreate } from './user/create';
import { operation as userDeactivate } from './user/deactivate';
import { operation as userDelete } from './user/delete';
import { operation as userEnsureStatus } from './user/ensureStatus';
import { operation as userExpirePassword } from './user/expirePassword';
import { operation as userExpirePasswordWithTempPassword } from './user/expirePasswordWithTempPassword';
import { operation as userExplainAccess } from './user/explainAccess';
import { operation as userForgotPassword } from './user/forgotPassword';
import { operation as userGet } from './user/get';
import { operation as userGetAll } from './user/getAll';
import { operation as userGetAppLinks } from './user/getAppLinks';
import { operation as userGetBlocks } from './user/getBlocks';
import { operation as userGetDevices } from './user/getDevices';
import { operation as userGetGrants } from './user/getGrants';
import { operation as userGetGroups } from './user/getGroups';
import { operation as userOffboard } from './user/offboard';
import { operation as userReactivate } from './user/reactivate';
import { operation as userRelease } from './user/release';
import { operation as userReplace } from './user/replace';
import { operation as userResetFactors } from './user/resetFactors';
import { operation as userResetPassword } from './user/resetPassword';
import { operation as userRestore } from './user/restore';
import { operation as userRevokeGrants } from './user/revokeGrants';
import { operation as userSetClassification } from './user/setClassification';
import { operation as userSetGroups } from './user/setGroups';
import { operation as userSetPassword } from './user/setPassword';
import { operation as userSuspend } from './user/suspend';
import { operation as userTakeSnapshot } from './user/takeSnapshot';
import { operation as userUniversalLogout } from './user/universalLogout';
import { operation as userUnlock } from './user/unlock';
import { operation as userUnsuspend } from './user/unsuspend';
import { operation as userUpdate } from './user/update';
import { operation as userUpsert } from './user/upsert';
import { resource as user } from './user/resource';
import { operation as webAuthnPreregistrationActivate } from './webAuthnPreregistration/activate';
import { operation as webAuthnPreregistrationDelete } from './webAuthnPreregistration/delete';
import { operation as webAuthnPreregistrationEnroll } from './webAuthnPreregistration/enroll';
import { operation as webAuthnPreregistrationGetAll } from './webAuthnPreregistration/getAll';
import { operation as webAuthnPreregistrationMarkError } from './webAuthnPreregistration/markError';
import { operation as webAuthnPreregistrationRequestFulfillment } from './webAuthnPreregistration/requestFulfillment';
import { operation as webAuthnPreregistrationSendPin } from './webAuthnPreregistration/sendPin';
import { resource as webAuthnPreregistration } from './webAuthnPreregistration/resource';

/** All operations of the node, by resource. */
export const resources: readonly Resource[] = [
	{
		...accessRequest,
		operations: [
			accessRequestAddMessage,
			accessRequestCreate,
			accessRequestGet,
			accessRequestGetAll,
			accessRequestGetEntries,
		],
	},
	{
		...adminRole,
		operations: [
			adminRoleAddBindingMembers,
			adminRoleAddPermission,
			adminRoleAddResources,
			adminRoleAssignToUser,
			adminRoleCreateBinding,
			adminRoleCreateCustomRole,
			adminRoleCreateResourceSet,
			adminRoleDeleteBinding,
			adminRoleDeleteCustomRole,
			adminRoleDeleteResourceSet,
			adminRoleGetBindingMembers,
			adminRoleGetBindings,
			adminRoleGetCustomRole,
			adminRoleGetCustomRoles,
			adminRoleGetForGroup,
			adminRoleGetForUser,
			adminRoleGetPermissions,
			adminRoleGetResourceSet,
			adminRoleGetResourceSets,
			adminRoleGetResources,
			adminRoleGetUsers,
			adminRoleRemoveBindingMember,
			adminRoleRemoveFromUser,
			adminRoleRemovePermission,
			adminRoleRemoveResource,
			adminRoleUpdateCustomRole,
			adminRoleUpdateResourceSet,
		],
	},
	{
		...application,
		operations: [
			applicationActivate,
			applicationAssignGroup,
			applicationAssignPolicy,
			applicationAssignUser,
			applicationCreate,
			applicationDeactivate,
			applicationDelete,
			applicationExplainAccess,
			applicationGet,
			applicationGetAll,
			applicationGetGroups,
			applicationGetSamlMetadata,
			applicationGetUserAssignment,
			applicationGetUsers,
			applicationRevokeTokens,
			applicationSetAssignmentScope,
			applicationSyncUsers,
			applicationUnassignGroup,
			applicationUnassignUser,
			applicationUpdate,
			applicationUpdateUserAssignment,
		],
	},
	{
		...campaign,
		operations: [
			campaignCreate,
			campaignDelete,
			campaignEnd,
			campaignGet,
			campaignGetAll,
			campaignGetReview,
			campaignGetReviews,
			campaignLaunch,
			campaignReassignReviews,
		],
	},
	{
		...customApiCall,
		operations: [customApiCallRequest],
	},
	{
		...device,
		operations: [
			deviceActivate,
			deviceDeactivate,
			deviceDelete,
			deviceGet,
			deviceGetAll,
			deviceSuspend,
			deviceUnsuspend,
		],
	},
	{
		...deviceAssurance,
		operations: [
			deviceAssuranceCreate,
			deviceAssuranceDelete,
			deviceAssuranceGet,
			deviceAssuranceGetAll,
			deviceAssuranceUpdate,
		],
	},
	{
		...directory,
		operations: [directoryApplyPlan, directoryExport, directoryImportUsers, directoryReport],
	},
	{
		...entitlement,
		operations: [
			entitlementCreate,
			entitlementDelete,
			entitlementGet,
			entitlementGetAll,
			entitlementGetValues,
		],
	},
	{
		...eventHook,
		operations: [eventHookCreate, eventHookDelete, eventHookGetAll, eventHookVerify],
	},
	{
		...factor,
		operations: [
			factorActivate,
			factorChallengeAndWait,
			factorCreateTemporaryAccessCode,
			factorEnroll,
			factorGetAll,
			factorGetPushResult,
			factorRemove,
			factorVerify,
		],
	},
	{
		...grant,
		operations: [grantCreate, grantGet, grantGetAll, grantUpdate],
	},
	{
		...group,
		operations: [
			groupAddMember,
			groupAddOwner,
			groupCreate,
			groupCreateWithRule,
			groupDelete,
			groupExplainAccess,
			groupGet,
			groupGetAll,
			groupGetApps,
			groupGetMembers,
			groupGetOwners,
			groupRemoveMember,
			groupRemoveMembersAddedBefore,
			groupRemoveOwner,
			groupSyncMembers,
			groupUpdate,
		],
	},
	{
		...groupRule,
		operations: [
			groupRuleActivate,
			groupRuleCreate,
			groupRuleDeactivate,
			groupRuleDelete,
			groupRuleGet,
			groupRuleGetAll,
			groupRuleUpdate,
		],
	},
	{
		...identitySource,
		operations: [
			identitySourceAddMember,
			identitySourceCancelSession,
			identitySourceCreateGroup,
			identitySourceCreateUser,
			identitySourceDeleteGroup,
			identitySourceDeleteUser,
			identitySourceGetGroup,
			identitySourceGetMembers,
			identitySourceGetSession,
			identitySourceGetSessions,
			identitySourceGetUser,
			identitySourceImport,
			identitySourceRemoveMember,
			identitySourceReplaceUser,
			identitySourceUpdateGroup,
			identitySourceUpdateUser,
		],
	},
	{
		...inlineHook,
		operations: [
			inlineHookAnswerPasswordImport,
			inlineHookAnswerRegistration,
			inlineHookAnswerSaml,
			inlineHookAnswerTelephony,
			inlineHookAnswerToken,
			inlineHookAnswerUserImport,
			inlineHookDelete,
			inlineHookGetAll,
			inlineHookPreview,
		],
	},
	{
		...keyPair,
		operations: [keyPairConvert, keyPairGenerate],
	},
	{
		...linkedObject,
		operations: [linkedObjectGet, linkedObjectRemove, linkedObjectSet],
	},
	{
		...networkZone,
		operations: [networkZoneGet, networkZoneGetAll, networkZoneUpdate],
	},
	{
		...org,
		operations: [orgGet, orgRemoveEmailBounces],
	},
	{
		...policy,
		operations: [
			policyActivate,
			policyActivateRule,
			policyCreate,
			policyCreateRule,
			policyDeactivate,
			policyDeactivateRule,
			policyDelete,
			policyDeleteRule,
			policyGet,
			policyGetAll,
			policyGetRule,
			policyGetRules,
			policyUpdate,
			policyUpdateRule,
		],
	},
	{
		...realm,
		operations: [realmCreate, realmDelete, realmGet, realmGetAll, realmUpdate],
	},
	{
		...realmAssignment,
		operations: [
			realmAssignmentActivate,
			realmAssignmentCreate,
			realmAssignmentDeactivate,
			realmAssignmentDelete,
			realmAssignmentGet,
			realmAssignmentGetAll,
			realmAssignmentRun,
		],
	},
	{
		...requestCondition,
		operations: [
			requestConditionActivate,
			requestConditionCreate,
			requestConditionDeactivate,
			requestConditionDelete,
			requestConditionGet,
			requestConditionGetAll,
			requestConditionGetSequences,
		],
	},
	{
		...schema,
		operations: [
			schemaGetAppUserSchema,
			schemaGetGroupSchema,
			schemaGetUserSchema,
			schemaGetUserTypes,
			schemaSetUserAttribute,
		],
	},
	{
		...serviceApp,
		operations: [
			serviceAppActivateKey,
			serviceAppAddKey,
			serviceAppAssignRole,
			serviceAppCheckAccess,
			serviceAppCreate,
			serviceAppDeactivateKey,
			serviceAppDeleteKey,
			serviceAppGet,
			serviceAppGetAll,
			serviceAppGetKeys,
			serviceAppGetRoles,
			serviceAppGetScopes,
			serviceAppGrantScope,
			serviceAppRemoveRole,
			serviceAppRevokeScope,
		],
	},
	{
		...systemLog,
		operations: [systemLogSearch],
	},
	{
		...user,
		operations: [
			userActivate,
			userClearSessions,
			userContain,
			userCreate,
			userDeactivate,
			userDelete,
			userEnsureStatus,
			userExpirePassword,
			userExpirePasswordWithTempPassword,
			userExplainAccess,
			userForgotPassword,
			userGet,
			userGetAll,
			userGetAppLinks,
			userGetBlocks,
			userGetDevices,
			userGetGrants,
			userGetGroups,
			userOffboard,
			userReactivate,
			userRelease,
			userReplace,
			userResetFactors,
			userResetPassword,
			userRestore,
			userRevokeGrants,
			userSetClassification,
			userSetGroups,
			userSetPassword,
			userSuspend,
			userTakeSnapshot,
			userUniversalLogout,
			userUnlock,
			userUnsuspend,
			userUpdate,
			userUpsert,
		],
	},
	{
		...webAuthnPreregistration,
		operations: [
			webAuthnPreregistrationActivate,
			webAuthnPreregistrationDelete,
			webAuthnPreregistrationEnroll,
			webAuthnPreregistrationGetAll,
			webAuthnPreregistrationMarkError,
			webAuthnPreregistrationRequestFulfillment,
			webAuthnPreregistrationSendPin,
		],
	},
];
