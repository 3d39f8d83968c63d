import { appProfile, password, userName } from '../../fields/appUser';
import { appId } from '../../fields/application';
import { emptyValues } from '../../fields/emptyValues';
import { commaSeparated } from '../../objects/convert';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { notTaken, toldNotTaken } from '../../objects/held';
import { toRows } from '../../objects/rows';
import { sendForObject } from '../../transport/answers';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Update User Assignment',
	value: 'updateUserAssignment',
	action: 'Update user assignment of application',
	description:
		"Change the username, password or profile of a user's account in an app; attributes left empty keep their value",
	route: 'POST /api/v1/apps/{appId}/users/{userId}',
	also: ['GET /api/v1/apps/{appId}/users/{userId}'],
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'updated', alreadySo: { never: 'what is filled in is sent as it is' } },
	repeat: 'harmless',
	shaped: true,
	path: [appId, userId],
	body: [appProfile],
	options: {
		body: [userName, password],
		controls: [
			emptyValues,
			{
				displayName: 'Clear Attribute Names or IDs',
				name: 'clear',
				type: 'multiOptions',
				typeOptions: {
					loadOptionsMethod: 'getAppUserAttributes',
					loadOptionsDependsOn: ['appId.value'],
				},
				default: [],
				description:
					'Attributes to empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Send Changes Only',
				name: 'changesOnly',
				type: 'boolean',
				default: true,
				description:
					"Whether to send the changed attributes alone. Otherwise the others are read and sent back, as Okta advises, which it refuses for attributes that it maps from the user's profile.",
			},
		],
	},

	async run({ okta, request, values }) {
		const changes = values.object('profile');
		const cleared = values.get('clear') === undefined ? [] : commaSeparated(values.get('clear'));
		const nulls = Object.fromEntries(cleared.map((name) => [name, null]));
		const { path } = request;
		const body = isObject(request.body) ? request.body : {};
		const isChanged = Object.keys(changes).length + cleared.length > 0;
		const profile = {
			...(isChanged && !values.flag('changesOnly') && (await profileNow())),
			...changes,
			...nulls,
		};
		const complete = { ...body, ...(isChanged && { profile }) };
		const answer = await okta.send({ ...request, body: complete });
		const now = isObject(answer.body) ? answer.body['profile'] : undefined;
		const missed = toldNotTaken(notTaken({ ...changes, ...nulls }, now));
		return toRows(answer, request.method, {}).map((row) => ({ ...row, ...missed }));

		async function profileNow() {
			const { profile: now } = await sendForObject(okta, { method: 'GET', path });
			return isObject(now) ? now : {};
		}
	},
};
