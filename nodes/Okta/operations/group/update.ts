import { UserError } from 'n8n-workflow';

import { emptyValues } from '../../fields/emptyValues';
import { groupId } from '../../fields/group';
import { groupProfile } from '../../fields/groupProfile';
import { commaSeparated } from '../../objects/convert';
import { replaceGroupProfile } from '../../objects/groups';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update group',
	description:
		'Change name, description or other attributes of a group; attributes left empty keep their value',
	route: 'PUT /api/v1/groups/{groupId}',
	also: ['GET /api/v1/groups/{groupId}'],
	scopes: ['okta.groups.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [groupId],
	body: [groupProfile],
	options: {
		controls: [
			emptyValues,
			{
				displayName: 'Clear Attribute Names or IDs',
				name: 'clear',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getGroupAttributes' },
				default: [],
				description:
					'Attributes to empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Expected Last Updated',
				name: 'expectedLastUpdated',
				type: 'dateTime',
				default: '',
				description:
					'The lastUpdated of the group as you know it. Nothing is changed if the group has changed since.',
			},
		],
	},

	async run({ okta, request, values }) {
		const group = await sendForObject(okta, { method: 'GET', path: request.path });
		const expected = values.text('expectedLastUpdated');
		if (expected !== '' && Date.parse(expected) !== Date.parse(text(group['lastUpdated']))) {
			throw new UserError('The group has changed in Okta in the meantime', {
				description:
					`Nothing was changed. It was last updated at ${text(group['lastUpdated'])}, ` +
					`not at ${expected}. Read it again and repeat the change.`,
			});
		}
		const changes = values.object('profile');
		const cleared = values.get('clear') === undefined ? [] : commaSeparated(values.get('clear'));
		return [await replaceGroupProfile(okta, group, request.path, changes, cleared)];
	},
};
