import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Placement } from '../table/operation';
import { unlessIn } from '../objects/findLost';
import { isObject } from '../transport/json';
import type { Okta } from '../transport/okta';
import { commaSeparated, whenOn } from '../objects/convert';

export const groupRuleId: INodeProperties = {
	displayName: 'Group Rule',
	name: 'groupRuleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group rule, chosen from a list or given by ID or exact name',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a group rule...',
			typeOptions: { searchListMethod: 'searchGroupRules', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0pr3f7zMZZHPgUoWO0g4',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Engineers to Engineering',
			hint: 'The exact name of the rule',
		},
	],
};

export const ruleName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Engineers to Engineering',
	description: 'Name of the rule, at most 50 characters',
};

export const expression: Placement = {
	field: {
		displayName: 'Expression',
		name: 'expression',
		type: 'string',
		default: '',
		placeholder: 'e.g. user.department == "Engineering"',
		hint: 'Attributes by their variable name, joined by AND and OR',
		description:
			'Condition in Okta Expression Language that says which users the rule puts into its groups',
	},
	as: 'conditions.expression.value',
};

export const excludedUserIds: Placement = {
	field: {
		displayName: 'Excluded User IDs',
		name: 'excludedUserIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00ub0oNGTSWTBKOLGLNR,00u1ero7vZFVEIYLWPBN',
		description: 'Comma-separated list of users the rule leaves alone',
	},
	as: 'conditions.people.users.exclude',
	convert: commaSeparated,
};

export const includeGroupNames: Placement = {
	field: {
		displayName: 'Include Group Names',
		name: 'includeGroupNames',
		type: 'boolean',
		default: true,
		description: 'Whether to embed the names of the groups beside their IDs',
	},
	as: 'expand',
	convert: whenOn('groupIdToGroupNameMap'),
};

/** The one language there is for the expression. */
export const EXPRESSION_TYPE = 'urn:okta:expression:1.0';

/**
 * Writes a rule with some of its terms changed. Okta only replaces whole rules, and only inactive
 * ones: an active rule is switched off for the moment. Nothing is sent if nothing would change.
 *
 * @param rule - as just read from Okta, at `path`
 */
export async function changeRule(
	okta: Okta,
	rule: IDataObject,
	path: string,
	changes: IDataObject,
): Promise<IDataObject> {
	const before = writable(rule);
	const body = merge(before, changes);
	if (JSON.stringify(body) === JSON.stringify(before)) return rule;
	const isActive = rule['status'] === 'ACTIVE';

	if (isActive) await switchTo('deactivate', 'INACTIVE');
	try {
		const answer = await okta.send({ method: 'PUT', path, body });
		return { ...(isObject(answer.body) && answer.body), ...(isActive && { status: 'ACTIVE' }) };
	} finally {
		// Also if Okta refused the change: the rule goes on as it was.
		if (isActive) await switchTo('activate', 'ACTIVE');
	}

	async function switchTo(verb: string, status: string): Promise<void> {
		const repeat = unlessIn([status]);
		await okta.send({ method: 'POST', path: `${path}/lifecycle/${verb}`, repeat });
	}
}

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
