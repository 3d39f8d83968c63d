import { emptyValues } from '../../fields/emptyValues';
import { newGroupProfile } from '../../fields/groupProfile';
import { ifExists } from '../../fields/ifExists';
import { createOrFind } from '../../objects/createOrFind';
import { unlessListed } from '../../objects/findLost';
import { groupNamed, nameOfGroup, replaceGroupProfile } from '../../objects/groups';
import { toRows } from '../../objects/rows';
import { withoutNulls } from '../../objects/profiles';
import type { Operation } from '../../table/operation';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create group',
	description:
		'Add a group to the directory. If a group of that name exists, fail, return it or update it.',
	route: 'POST /api/v1/groups',
	also: ['GET /api/v1/groups', 'GET /api/v1/groups/{groupId}', 'PUT /api/v1/groups/{groupId}'],
	scopes: ['okta.groups.manage'],
	effect: { alreadySo: { never: 'If It Exists decides' } },
	repeat: unlessListed({
		// By its start, because Okta's `search` does not see a group that was created a moment ago.
		list: ({ path }, sent) => ({ path, query: { q: nameOfGroup(sent) } }),
		isIt: (group, sent) => nameOfGroup(group) === nameOfGroup(sent),
	}),
	object: (values) => text(values.object('profile')['name']).toLowerCase(),
	shaped: true,
	body: [newGroupProfile],
	controls: [
		{ ...ifExists, description: 'What to do if the org has a group of that name already' },
	],

	options: { controls: [emptyValues] },

	prepare: (request, values) => ({
		...request,
		body: { profile: withoutNulls(values.object('profile')) },
	}),

	async run({ okta, request, values }) {
		const choice = values.text('ifExists');
		if (choice !== 'return' && choice !== 'update') {
			const rows = toRows(await okta.send(request), request.method, {});
			return rows.map((row) => ({ ...row, outcome: 'created' }));
		}
		const profile = values.object('profile');
		const find = async () => await groupNamed(okta, text(profile['name']));
		const { object, existed } = await createOrFind(okta, request, find);
		if (!existed) return [{ ...object, outcome: 'created' }];
		if (choice === 'return') return [{ ...object, outcome: 'unchanged' }];
		const path = fillPath('/api/v1/groups/{groupId}', () => text(object['id']));
		return [await replaceGroupProfile(okta, object, path, profile)];
	},
};
