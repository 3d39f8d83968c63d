// Written by `npm run generate` from the files in this folder. Change those instead.
import type { Resource } from '../operation';
import { operation as applicationAssignUser } from './application/assignUser';
import { operation as applicationGet } from './application/get';
import { operation as applicationGetAll } from './application/getAll';
import { operation as applicationGetUsers } from './application/getUsers';
import { operation as applicationUnassignUser } from './application/unassignUser';
import { resource as application } from './application/resource';
import { operation as customApiCallRequest } from './customApiCall/request';
import { resource as customApiCall } from './customApiCall/resource';
import { operation as groupAddMember } from './group/addMember';
import { operation as groupGetAll } from './group/getAll';
import { operation as groupRemoveMember } from './group/removeMember';
import { resource as group } from './group/resource';
import { operation as keyPairConvert } from './keyPair/convert';
import { operation as keyPairGenerate } from './keyPair/generate';
import { resource as keyPair } from './keyPair/resource';
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
		...group,
		operations: [groupAddMember, groupGetAll, groupRemoveMember],
	},
	{
		...keyPair,
		operations: [keyPairConvert, keyPairGenerate],
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
