import { trackChanges } from '../changes/tracked';
import { type Column, members, named, usual } from '../columns';
import type { DataSet } from '../dataSet';
import { attributeNames, userSchemaPaths } from '../../objects/schema';
import { listUsers, readUsers } from '../read/users';

const profile = (...names: string[]): Column[] => names.map((name) => named(name, 'profile', name));

const changedAt = members('lastUpdated');
const everybody = (columns: readonly Column[]) => ({ columns, deactivated: true });

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
	attributes: async (okta) => await attributeNames(okta, await userSchemaPaths(okta)),
	changes: trackChanges({
		path: '/api/v1/users',
		all: (reading) => readUsers(reading, everybody([...reading.columns, ...changedAt])),
		ids: (reading) => readUsers(reading, everybody([])),
		changedSince: ({ okta, columns }, time) =>
			listUsers(okta, everybody([...columns, ...changedAt]), time),
		changedAt: changedAt.map(({ name }) => name),
		isWanted: ({ values }, { status }) =>
			status !== 'DEPROVISIONED' || values.flag('includeDeactivated'),
		// Whoever keeps a copy has to know, whether it holds deactivated users or not.
		changeOf: ({ status }) => (status === 'DEPROVISIONED' ? 'deactivated' : undefined),
	}),
	read: (reading) =>
		readUsers(reading, {
			columns: reading.columns,
			deactivated: reading.values.flag('includeDeactivated'),
		}),
};
