import type { IDataObject } from 'n8n-workflow';

import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
	type Foreseen,
	from,
	invalid,
	nothing,
	refused,
	removes,
	type Subject,
} from '../foreseen';
import type { Foresee, Foresights, Sight } from '../sight';
import { type Found, type Kind, on } from './found';

const POLICY: Kind = { type: 'policy', kind: 'Policy', at: '/api/v1/policies/{policyId}' };
const RULE: Kind = {
	type: 'policy rule',
	kind: 'PolicyRule',
	at: '/api/v1/policies/{policyId}/rules/{ruleId}',
};

const done = { status: 204, body: '' };

const SETTINGS = 'Whether Okta takes the settings shows only when they are sent.';

/** What Okta made itself it keeps. */
function keptByOkta(subject: Subject): Foreseen {
	return refused(subject, 403, 'E0000111', 'Cannot modify the object because it is read-only.');
}

function made(
	{ type, kind, at }: Kind,
	{ body, ids, placeholder }: Sight,
	status: string,
	alike: readonly IDataObject[],
): Foreseen {
	const name = text(body['name']);
	if (alike.some((one) => one['name'] === name)) {
		return invalid({ type, id: '', name }, 'name', 'name: The name is already in use');
	}
	const id = placeholder(kind.toLowerCase());
	const object = { ...body, id, status, system: false };
	return creates(
		{ type, id, name },
		{
			doubt: SETTINGS,
			changes: [from('status', null, status)],
			body: object,
			leaves: [
				[fillPath(at, (part) => (at.endsWith(`{${part}}`) ? id : (ids[part] ?? ''))), object],
			],
		},
	);
}

const createPolicy: Foresee = async (sight) => {
	const { body, list } = sight;
	const query = { type: text(body['type']) };
	const alike = await list('/api/v1/policies', { pageSize: 200 }, query);
	return made(POLICY, sight, text(body['status']) || 'ACTIVE', alike);
};

const createRule = on(POLICY, async ({ path }, sight) => {
	const status = sight.query('activate') === 'false' ? 'INACTIVE' : 'ACTIVE';
	return made(RULE, sight, status, await sight.list(`${path}/rules`));
});

function replace({ object, subject, path }: Found, { body }: Sight): Foreseen {
	const all = Object.entries(body)
		.map(([name, value]) => from(name, object[name], value))
		.filter((one) => JSON.stringify(one.from) !== JSON.stringify(one.to));
	if (all.length === 0) return nothing(subject, 'It is like this already.', { body: object });
	const updated = { ...object, ...body };
	return changes(subject, {
		doubt: SETTINGS,
		changes: all,
		body: updated,
		leaves: [[path, updated]],
	});
}

function remove({ object, subject, path, status }: Found): Foreseen {
	if (object['system'] === true) return keptByOkta(subject);
	return removes(subject, {
		...done,
		changes: [from('status', status, null)],
		leaves: [[path, null]],
	});
}

const switchTo =
	(to: string) =>
	({ object, subject, path, status }: Found): Foreseen => {
		if (object['system'] === true) return keptByOkta(subject);
		if (status === to) return nothing(subject, `It is ${to} already.`, done);
		return changes(subject, {
			...done,
			changes: [from('status', status, to)],
			leaves: [[path, { ...object, status: to }]],
		});
	};

/** Policies and their rules. */
export const policies: Foresights = {
	'POST /api/v1/policies': createPolicy,
	'PUT /api/v1/policies/{policyId}': on(POLICY, replace),
	'DELETE /api/v1/policies/{policyId}': on(POLICY, remove),
	'POST /api/v1/policies/{policyId}/lifecycle/activate': on(POLICY, switchTo('ACTIVE')),
	'POST /api/v1/policies/{policyId}/lifecycle/deactivate': on(POLICY, switchTo('INACTIVE')),
	'POST /api/v1/policies/{policyId}/rules': createRule,
	'PUT /api/v1/policies/{policyId}/rules/{ruleId}': on(RULE, replace),
	'DELETE /api/v1/policies/{policyId}/rules/{ruleId}': on(RULE, remove),
	'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/activate': on(
		RULE,
		switchTo('ACTIVE'),
	),
	'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate': on(
		RULE,
		switchTo('INACTIVE'),
	),
};
