import { readChildren } from '../read/children';
import { members, named, usual } from '../columns';
import type { DataSet } from '../dataSet';
import { readEach } from '../merge';
import { readUsers } from '../read/users';

export const factors: DataSet = {
	name: 'Factors',
	value: 'factors',
	description:
		'One row per user and factor set up, which takes a request per user; deactivated users have none',
	routes: ['GET /api/v1/users/{userId}/factors', 'GET /api/v1/users'],
	scope: 'okta.users.read',
	columns: [
		...usual([
			named('userId', 'user', 'id'),
			named('login', 'user', 'profile', 'login'),
			named('userStatus', 'user', 'status'),
			named('factorId', 'factor', 'id'),
			named('factorType', 'factor', 'factorType'),
			named('provider', 'factor', 'provider'),
			named('status', 'factor', 'status'),
			named('created', 'factor', 'created'),
			named('lastUpdated', 'factor', 'lastUpdated'),
		]),
		named('vendorName', 'factor', 'vendorName'),
		named('profile', 'factor', 'profile'),
	],
	read: (reading) => {
		const { okta } = reading;
		const columns = [...members('id', 'status'), named('login', 'profile', 'login')];
		const users = readUsers(reading, { columns, deactivated: false });
		return readEach(users, okta.parallel, async function* (user) {
			for await (const page of readChildren(okta, '/api/v1/users/{id}/factors', user)) {
				yield page.map((factor) => ({ user, factor }));
			}
		});
	},
};
