// Written by `npm run generate` from the files in this folder. Change those instead.
import type { Resource } from '../operation';
import { operation as adminRoleAssignToUser } from './adminRole/assignToUser';
import { operation as adminRoleGetForGroup } from './adminRole/getForGroup';
import { operation as adminRoleGetForUser } from './adminRole/getForUser';
import { operation as adminRoleGetUsers } from './adminRole/getUsers';
import { operation as adminRoleRemoveFromUser } from './adminRole/removeFromUser';
import { resource as adminRole } from './adminRole/resource';
import { operation as applicationAssignUser } from './application/assignUser';
import { operation as applicationGet } from './application/get';
import { operation as applicationGetAll } from './application/getAll';
import { operation as applicationGetUsers } from './application/getUsers';
import { operation as applicationUnassignUser } from './application/unassignUser';
import { resource as application } from './application/resource';
import { operation as customApiCallRequest } from './customApiCall/request';
import { resource as customApiCall } from './customApiCall/resource';
import { operation as deviceDeactivate } from './device/deactivate';
import { operation as deviceGetAll } from './device/getAll';
import { operation as deviceSuspend } from './device/suspend';
import { resource as device } from './device/resource';
import { operation as eventHookCreate } from './eventHook/create';
import { operation as eventHookDelete } from './eventHook/delete';
import { operation as eventHookGetAll } from './eventHook/getAll';
import { operation as eventHookVerify } from './eventHook/verify';
import { resource as eventHook } from './eventHook/resource';
import { operation as groupAddMember } from './group/addMember';
import { operation as groupGetAll } from './group/getAll';
import { operation as groupRemoveMember } from './group/removeMember';
import { resource as group } from './group/resource';
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
import { operation as systemLogSearch } from './systemLog/search';
import { resource as systemLog } from './systemLog/resource';
import { operation as userActivate } from './user/activate';
import { operation as userCreate } from './user/create';
import { operation as userDeactivate } from './user/deactivate';
import { operation as userDelete } from './user/delete';
import { operation as userGet } from './user/get';
import { operation as userGetAll } from './user/getAll';
import { operation as userSuspend } from './user/suspend';
import { operation as userUnsuspend } from './user/unsuspend';
import { operation as userUpdate } from './user/update';
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
			applicationAssignUser,
			applicationGet,
			applicationGetAll,
			applicationGetUsers,
			applicationUnassignUser,
		],
	},
	{
		...customApiCall,
		operations: [customApiCallRequest],
	},
	{
		...device,
		operations: [deviceDeactivate, deviceGetAll, deviceSuspend],
	},
	{
		...eventHook,
		operations: [eventHookCreate, eventHookDelete, eventHookGetAll, eventHookVerify],
	},
	{
		...group,
		operations: [groupAddMember, groupGetAll, groupRemoveMember],
	},
	{
		...networkZone,
		operations: [networkZoneGetAll, networkZoneUpdate],
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
		...systemLog,
		operations: [systemLogSearch],
	},
	{
		...user,
		operations: [
			userActivate,
			userCreate,
			userDeactivate,
			userDelete,
			userGet,
			userGetAll,
			userSuspend,
			userUnsuspend,
			userUpdate,
		],
	},
];
