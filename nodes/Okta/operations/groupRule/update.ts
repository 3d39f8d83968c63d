import type { IDataObject } from 'n8n-workflow';

import { excludedUserIds, expression, groupRuleId, ruleName } from '../../fields/groupRule';
import type { Operation } from '../../operation';
import { unlessIn } from '../../repeat';
import { toRows } from '../../rows';
import { nest } from '../../toRequest';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update group rule',
	description:
		'Change name, expression or exceptions of a group rule; fields left empty keep their value. An active rule is switched off for the moment and on again.',
	route: 'PUT /api/v1/groups/rules/{groupRuleId}',
	also: [
		'GET /api/v1/groups/rules/{groupRuleId}',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate',
		'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate',
	],
	scopes: ['okta.groups.manage'],
	path: [groupRuleId],
	body: [ruleName, expression],
	options: {
		body: [excludedUserIds],
		controls: [
			{
				displayName: 'Exclude Nobody',
				name: 'excludeNobody',
				type: 'boolean',
				default: true,
				description: 'Whether to empty the list of excluded users',
			},
		],
	},
	leftOut: {
		status: 'Activate and Deactivate change it',
	},

	prepare(request, values) {
		if (!values.flag('excludeNobody')) return request;
		const body = isObject(request.body) ? request.body : {};
		return { ...request, body: nest(body, [['conditions.people.users.exclude', []]]) };
	},

	async run({ okta, request }) {
		const { path } = request;
		const { body: rule } = await okta.send({ method: 'GET', path });
		const now = isObject(rule) ? rule : {};
		const body = merge(writable(now), isObject(request.body) ? request.body : {});
		const isActive = now['status'] === 'ACTIVE';

		if (isActive) await switchTo('deactivate', 'INACTIVE');
		try {
			const answer = await okta.send({ ...request, body });
			return toRows(answer, request.method, {}).map((row) =>
				isActive ? { ...row, status: 'ACTIVE' } : row,
			);
		} finally {
			// Also if Okta refused the change: the rule goes on as it was.
			if (isActive) await switchTo('activate', 'ACTIVE');
		}

		async function switchTo(verb: string, status: string): Promise<void> {
			const repeat = unlessIn([status]);
			await okta.send({ method: 'POST', path: `${path}/lifecycle/${verb}`, repeat });
		}
	},
};

/** What Okta takes back of a rule it sent. */
function writable({ type, name, conditions, actions }: IDataObject): IDataObject {
	return { type, name, conditions, actions };
}

function merge(before: IDataObject, changes: IDataObject): IDataObject {
	const changed = Object.entries(changes).map(([name, value]): [string, typeof value] => {
		const inner = before[name];
		return [name, isObject(inner) && isObject(value) ? merge(inner, value) : value];
	});
	return { ...before, ...Object.fromEntries(changed) };
}
