import type { IDataObject } from 'n8n-workflow';

import { type Addition, additionTypes, idsOf, lastAdditions } from '../../objects/additions';
import { isObject, text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { unlessForbidden } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import { evaluateRule } from './ruleExpression';

/** An active group rule. */
interface Rule {
	id: string;
	name: string;
	groupIds: readonly string[];
	excluded: ReadonlySet<string>;
	holds: (profile: IDataObject) => boolean | undefined;
}

/** The rules of an org, read once for all groups of a run. */
const known = new WeakMap<object, Promise<Rule[]>>();

/**
 * Who of some members is in a group because of a rule, as far as that can be found out: Okta doesn't
 * say. The conditions of the rules are evaluated; where one can't be, the log is asked who put the
 * member into the group.
 *
 * @param run - what the calls of a run have in common
 * @param additions - how members were added last, where that has been read already
 * @returns the reason by the ID of the member; nobody who is in it for another one
 */
export async function membersByRule(
	okta: Okta,
	run: object,
	groupId: string,
	members: readonly IDataObject[],
	additions?: ReadonlyMap<string, Addition>,
): Promise<Map<string, string>> {
	const reasons = new Map<string, string>();
	if (members.length === 0) return reasons;
	const rules = known.get(run) ?? readRules(okta);
	known.set(run, rules);
	const ofGroup = (await rules).filter(({ groupIds }) => groupIds.includes(groupId));
	const undecided = new Map<string, Rule>();
	for (const member of members) {
		const id = text(member['id']);
		const profile = isObject(member['profile']) ? member['profile'] : {};
		for (const rule of ofGroup.filter(({ excluded }) => !excluded.has(id))) {
			const verdict = rule.holds(profile);
			if (verdict === true) reasons.set(id, `Is in the group by the group rule "${rule.name}".`);
			if (verdict === undefined) undecided.set(id, rule);
		}
	}
	for (const id of reasons.keys()) undecided.delete(id);
	if (undecided.size === 0) return reasons;
	const added = additions ?? (await lastAdded(okta, groupId).catch(unlessForbidden));
	for (const [id, { name }] of undecided) {
		const byRule = added?.get(id)?.ruleId;
		if (byRule === '') continue;
		const other = ofGroup.find((rule) => rule.id === byRule)?.name ?? name;
		const reason =
			byRule === undefined
				? `May be in the group by the group rule "${other}".`
				: `Was put into the group by the group rule "${other}".`;
		reasons.set(id, reason);
	}
	return reasons;
}

async function readRules(okta: Okta): Promise<Rule[]> {
	const request = { method: 'GET', path: '/api/v1/groups/rules' } as const;
	const rules = await collect(okta.pages(request, { pageSize: 200 }));
	return rules.filter(({ status }) => status === 'ACTIVE').map(toRule);
}

function toRule({ id, name, conditions, actions }: IDataObject): Rule {
	const expression = text(memberAt(conditions, 'expression', 'value'));
	const groupIds = memberAt(actions, 'assignUserToGroups', 'groupIds');
	const excluded = memberAt(conditions, 'people', 'users', 'exclude');
	return {
		id: text(id),
		name: text(name),
		groupIds: Array.isArray(groupIds) ? groupIds.map(String) : [],
		excluded: new Set(Array.isArray(excluded) ? excluded.map(String) : []),
		holds: evaluateRule(expression),
	};
}

function memberAt(object: unknown, ...names: readonly string[]): unknown {
	return names.reduce<unknown>(
		(inner, name) => (isObject(inner) ? inner[name] : undefined),
		object,
	);
}

/** How each member was added last, by ID, as far as the System Log remembers. */
export async function lastAdded(okta: Okta, groupId: string) {
	const filter = `eventType eq "${additionTypes.member}" and target.id eq "${groupId}"`;
	return await lastAdditions(okta, filter, (event) => idsOf(event, 'user'));
}
