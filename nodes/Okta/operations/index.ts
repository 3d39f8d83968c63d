// Written by `npm run generate` from the files in this folder. Change those instead.
import type { Resource } from '../table/operation';
import { operation as adminRoleAssignToUser } from './adminRole/assignToUser';
import { operation as adminRoleGetForGroup } from './adminRole/getForGroup';
import { operation as adminRoleGetForUser } from './adminRole/getForUser';
import { operation as adminRoleGetUsers } from './adminRole/getUsers';
import { operation as adminRoleRemoveFromUser } from './adminRole/removeFromUser';
import { resource as adminRole } from './adminRole/resource';
import { operation as applicationActivate } from './application/activate';
import { operation as applicationAssignGroup } from './application/assignGroup';
import { operation as applicationAssignUser } from './application/assignUser';
import { operation as applicationDeactivate } from './application/deactivate';
import { operation as applicationExplainAccess } from './application/explainAccess';
import { operation as applicationGet } from './application/get';
import { operation as applicationGetAll } from './application/getAll';
import { operation as applicationGetGroups } from './application/getGroups';
import { operation as applicationGetUserAssignment } from './application/getUserAssignment';
import { operation as applicationGetUsers } from './application/getUsers';
import { operation as applicationRevokeTokens } from './application/revokeTokens';
import { operation as applicationSyncUsers } from './application/syncUsers';
import { operation as applicationUnassignGroup } from './application/unassignGroup';
import { operation as applicationUnassignUser } from './application/unassignUser';
import { operation as applicationUpdateUserAssignment } from './application/updateUserAssignment';
import { resource as application } from './application/resource';
import { operation as customApiCallRequest } from './customApiCall/request';
import { resource as customApiCall } from './customApiCall/resource';
import { operation as deviceDeactivate } from './device/deactivate';
import { operation as deviceGetAll } from './device/getAll';
import { operation as deviceSuspend } from './device/suspend';
import { operation as deviceUnsuspend } from './device/unsuspend';
import { resource as device } from './device/resource';
import { operation as directoryApplyPlan } from './directory/applyPlan';
import { operation as directoryExport } from './directory/export';
import { operation as directoryImportUsers } from './directory/importUsers';
import { operation as directoryReport } from './directory/report';
import { resource as directory } from './directory/resource';
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
import { operation as groupAddMember } from './group/addMember';
import { operation as groupAddOwner } from './group/addOwner';
import { operation as groupCreate } from './group/create';
import { operation as groupDelete } from './group/delete';
import { operation as groupExplainAccess } from './group/explainAccess';
import { operation as groupGet } from './group/get';
import { operation as groupGetAll } from './group/getAll';
import { operation as groupGetApps } from './group/getApps';
import { operation as groupGetMembers } from './group/getMembers';
import { operation as groupGetOwners } from './group/getOwners';
import { operation as groupRemoveMember } from './group/removeMember';
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
import { resource as org } from './org/resource';
import { operation as policyGetAll } from './policy/getAll';
import { operation as policyGetRules } from './policy/getRules';
import { resource as policy } from './policy/resource';
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

/** All operations of the node, by resource. */
export const resources: readonly Resource[] = [
	{
		...adminRole,
		operations: [
			adminRoleAssignToUser,
			adminRoleGetForGroup,
			adminRoleGetForUser,
			adminRoleGetUsers,
			adminRoleRemoveFromUser,
		],
	},
	{
		...application,
		operations: [
			applicationActivate,
			applicationAssignGroup,
			applicationAssignUser,
			applicationDeactivate,
			applicationExplainAccess,
			applicationGet,
			applicationGetAll,
			applicationGetGroups,
			applicationGetUserAssignment,
			applicationGetUsers,
			applicationRevokeTokens,
			applicationSyncUsers,
			applicationUnassignGroup,
			applicationUnassignUser,
			applicationUpdateUserAssignment,
		],
	},
	{
		...customApiCall,
		operations: [customApiCallRequest],
	},
	{
		...device,
		operations: [deviceDeactivate, deviceGetAll, deviceSuspend, deviceUnsuspend],
	},
	{
		...directory,
		operations: [directoryApplyPlan, directoryExport, directoryImportUsers, directoryReport],
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
		...group,
		operations: [
			groupAddMember,
			groupAddOwner,
			groupCreate,
			groupDelete,
			groupExplainAccess,
			groupGet,
			groupGetAll,
			groupGetApps,
			groupGetMembers,
			groupGetOwners,
			groupRemoveMember,
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
		operations: [orgGet],
	},
	{
		...policy,
		operations: [policyGetAll, policyGetRules],
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
];
