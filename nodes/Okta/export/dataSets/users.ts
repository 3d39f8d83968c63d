import { members, named, usual, type Column } from '../columns';
import type { DataSet } from '../dataSet';
import { attributesOf, userSchemas } from '../schema';
import { readUsers } from '../users';

const profile = (...names: string[]): Column[] => names.map((name) => named(name, 'profile', name));

export const users: DataSet = {
	name: 'Users',
	value: 'users',
	description: 'One row per user, in every status',
	routes: ['GET /api/v1/users'],
	scope: 'okta.users.read',
	columns: [
		...usual([
			...members('id', 'status'),
			...profile('login', 'email', 'firstName', 'lastName', 'displayName', 'title', 'department'),
			...profile(
				'organization',
				'costCenter',
				'employeeNumber',
				'userType',
				'manager',
				'managerId',
			),
			...members('created', 'activated', 'statusChanged', 'lastLogin', 'lastUpdated'),
			...members('passwordChanged'),
		]),
		named('typeId', 'type', 'id'),
	],
	attributes: async (okta) => await attributesOf(okta, await userSchemas(okta)),
	read: (reading) =>
		readUsers(reading, {
			columns: reading.columns,
			deactivated: reading.values.flag('includeDeactivated'),
		}),
};
