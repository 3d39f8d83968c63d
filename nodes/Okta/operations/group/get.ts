import type { IDataObject } from 'n8n-workflow';

import { groupId } from '../../fields/group';
import { commaSeparated } from '../../objects/convert';
import { quote } from '../../objects/expression';
import type { Operation } from '../../table/operation';
import { sendForList, sendForObject } from '../../transport/answers';
import { objectIn, text } from '../../transport/json';
import { collect } from '../../transport/pages';
import type { Okta } from '../../transport/types';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get group',
	description: 'Get one group by ID or exact name, by choice with its members or their number',
	route: 'GET /api/v1/groups/{groupId}',
	also: ['GET /api/v1/groups', 'GET /api/v1/groups/{groupId}/users'],
	scopes: ['okta.groups.read'],
	shaped: true,
	path: [groupId],
	options: {
		controls: [
			{
				displayName: 'Include',
				name: 'include',
				type: 'multiOptions',
				default: ['counts'],
				description: 'Further facts to embed in the group',
				options: [
					{
						name: 'Members',
						value: 'members',
						description:
							'ID, login, email, name and status of each, in one list: List Members puts out an item for each instead',
					},
					{
						name: 'Number of Members and Apps',
						value: 'counts',
						description: 'As Okta counts them, without reading the members',
					},
				],
			},
		],
	},

	async run({ okta, request, values }) {
		const group = await sendForObject(okta, { ...request, method: 'GET' });
		const wanted = commaSeparated(values.get('include') ?? '');
		const stats = wanted.includes('counts') && (await countsOf(okta, text(group['id'])));
		const members = wanted.includes('members') && (await membersOf(okta, request.path));
		if (!stats && !members) return [group];
		const embedded = { ...objectIn(group, '_embedded'), ...(stats && { stats }) };
		return [{ ...group, _embedded: { ...embedded, ...(members && { members }) } }];
	},
};

/** Okta shows them in lists only; a filter is up to date, as a search would not be. */
async function countsOf(okta: Okta, id: string): Promise<IDataObject> {
	const query = { filter: `id eq ${quote(id)}`, expand: 'stats' };
	const { rows } = await sendForList(okta, { method: 'GET', path: '/api/v1/groups', query });
	return objectIn(objectIn(rows[0] ?? {}, '_embedded'), 'stats');
}

async function membersOf(okta: Okta, path: string): Promise<IDataObject[]> {
	const pages = okta.pages({ method: 'GET', path: `${path}/users` }, { pageSize: 1000 });
	return (await collect(pages)).map((user) => {
		const { login, email, firstName, lastName } = objectIn(user, 'profile');
		return { id: user['id'], status: user['status'], login, email, firstName, lastName };
	});
}
