import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { newGroupProfile, replaceGroupProfile } from '../../fields/groupProfile';
import type { Operation } from '../../operation';
import { toRows } from '../../rows';
import { isObject, isObjectList, text } from '../../transport/json';
import type { Okta } from '../../transport/okta';
import { fillPath } from '../../transport/path';
import { unlessListed } from '../../repeat';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create group',
	description:
		'Add a group to the directory. If a group of that name exists, fail, return it or update it.',
	route: 'POST /api/v1/groups',
	also: ['GET /api/v1/groups', 'PUT /api/v1/groups/{groupId}'],
	scopes: ['okta.groups.manage'],
	repeat: unlessListed({
		// By its start, because Okta's `search` does not see a group that was created a moment ago.
		list: ({ path }, sent) => ({ path, query: { q: nameOf(sent) } }),
		isIt: (group, sent) => nameOf(group) === nameOf(sent),
	}),
	object: (values) => text(values.object('profile')['name']).toLowerCase(),
	shaped: true,
	body: [newGroupProfile],
	controls: [
		{
			displayName: 'If It Exists',
			name: 'ifExists',
			type: 'options',
			default: 'fail',
			description: 'What to do if the org has a group of that name already',
			options: [
				{ name: 'Fail', value: 'fail', description: 'Report what Okta says about it' },
				{ name: 'Return It', value: 'return', description: 'Put out the group as it is' },
				{
					name: 'Update It',
					value: 'update',
					description: 'Give it the attributes above, and keep its others',
				},
			],
		},
	],

	/** Okta alone knows for sure whether a name is taken, so it is asked first. */
	async run({ okta, request, values }) {
		const profile = values.object('profile');
		const answer = await okta.send(request).catch(toError);
		if (!(answer instanceof Error)) return toRows(answer, request.method, {});

		const ifExists = values.text('ifExists');
		const mayExist = ifExists !== 'fail' && refusesValues(answer);
		const existing = mayExist ? await groupNamed(okta, text(profile['name'])) : undefined;
		if (!existing) throw answer;
		if (ifExists === 'return') return [existing];
		const path = fillPath('/api/v1/groups/{groupId}', () => text(existing['id']));
		return [await replaceGroupProfile(okta, existing, path, profile)];
	},
};

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

/** Okta has no code of its own for a name that is taken. */
function refusesValues(error: Error): boolean {
	return error instanceof NodeApiError && ['400', '409'].includes(String(error.httpCode));
}

/** By its start, because Okta's `search` does not see a group that was created a moment ago. */
async function groupNamed(okta: Okta, name: string): Promise<IDataObject | undefined> {
	const { body } = await okta.send({ method: 'GET', path: '/api/v1/groups', query: { q: name } });
	return (isObjectList(body) ? body : []).find(
		(group) => nameOf(group).toLowerCase() === name.toLowerCase(),
	);
}

function nameOf({ profile }: IDataObject): string {
	return isObject(profile) ? text(profile['name']) : '';
}
