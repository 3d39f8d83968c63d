import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { ExpressionError, nameOf, readExpression, type Condition } from './expression';
import { joinGroup, leaveGroup } from './groups';
import { groupOf, userOf } from './lookup';
import { iso, type User } from './model';
import {
	bodyOf,
	flag,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
	textsIn,
} from './request';
import { reconciling } from './refusals';
import type { GroupRule } from './ruleStore';
import { userTarget } from './targets';
import type { LogTarget } from './logEvent';

const PAGE = { default: 50, max: 200 };
const LONGEST_NAME = 50;
const MOST_EXCLUDED = 100;
const EXPRESSION_TYPE = 'urn:okta:expression:1.0';

function show(call: Call): (rule: GroupRule) => Record<string, unknown> {
	const expands = call.query.get('expand') === 'groupIdToGroupNameMap';
	const { groups } = call.org.directory;
	return (rule) => ({
		type: 'group_rule',
		id: rule.id,
		status: rule.status,
		name: rule.name,
		created: iso(rule.created),
		lastUpdated: iso(rule.lastUpdated),
		conditions: {
			people: { users: { exclude: rule.excluded }, groups: { exclude: [] } },
			expression: { value: rule.expression, type: EXPRESSION_TYPE },
		},
		actions: { assignUserToGroups: { groupIds: rule.groupIds } },
		allGroupsValid: rule.groupIds.every((id) => groups.get(id) !== undefined),
		...(expands
			? {
					_embedded: {
						groupIdToGroupNameMap: Object.fromEntries(
							rule.groupIds.flatMap((id) => {
								const group = groups.get(id);
								return group ? [[id, nameOf(group)]] : [];
							}),
						),
					},
				}
			: {}),
	});
}

function list(call: Call): Reply {
	const search = call.query.get('search')?.toLowerCase() ?? '';
	const rules = call.org.directory.rules
		.asSearched()
		.filter(
			({ name, expression }) =>
				name.toLowerCase().includes(search) || expression.toLowerCase().includes(search),
		);
	return page(call, { list: 'group rules', size: PAGE, rows: inOrder(rules), show: show(call) });
}

function ruleOf(call: Call): GroupRule {
	const id = param(call, 'groupRuleId');
	const rule = call.org.directory.rules.get(id);
	if (!rule) throw notFound(id, 'GroupMembershipRule');
	return rule;
}

interface Terms {
	name: string;
	expression: string;
	condition: Condition;
	excluded: string[];
	groupIds: string[];
}

/** What a rule says, as a request gives it: E0000001 for what the org can't work with. */
function termsIn(call: Call, body: JsonObject, self?: GroupRule): Terms {
	const { groups, rules } = call.org.directory;
	const name = requiredText(body, 'name');
	if (name.length > LONGEST_NAME)
		throw validationFailed('name', `name: At most ${LONGEST_NAME} characters`);
	if (rules.list().some((rule) => rule.name === name && rule.id !== self?.id))
		throw validationFailed('name', 'name: A rule with this name already exists');
	if ((textIn(body, 'type') ?? 'group_rule') !== 'group_rule')
		throw validationFailed('type', 'type: Only group_rule is supported');
	const conditions = objectIn(body, 'conditions');
	const excluded = textsIn(objectIn(objectIn(conditions, 'people'), 'users'), 'exclude');
	if (excluded.length > MOST_EXCLUDED)
		throw validationFailed('exclude', `exclude: At most ${MOST_EXCLUDED} users can be excluded`);
	const expression = requiredText(objectIn(conditions, 'expression'), 'value');
	const groupIds = textsIn(objectIn(objectIn(body, 'actions'), 'assignUserToGroups'), 'groupIds');
	if (groupIds.length === 0)
		throw validationFailed('groupIds', 'groupIds: The field cannot be left blank');
	for (const id of groupIds)
		if (groups.get(id)?.type !== 'OKTA_GROUP')
			throw validationFailed('groupIds', `groupIds: ${id} is not a group a rule can add users to`);
	return {
		name,
		expression,
		condition: understand(expression),
		excluded,
		groupIds,
	};
}

function understand(expression: string): Condition {
	try {
		return readExpression(expression);
	} catch (error) {
		if (error instanceof ExpressionError)
			throw validationFailed('conditions.expression', `Invalid expression: ${error.message}`);
		throw error;
	}
}

function create(call: Call): Reply {
	const { rules, clock } = call.org.directory;
	const terms = termsIn(call, bodyOf(call));
	const now = clock.now();
	const rule = rules.add((id) => ({
		...terms,
		id,
		status: 'INACTIVE',
		created: now,
		lastUpdated: now,
		added: new Map(),
	}));
	for (const id of rule.excluded) recordExclusion(call, rule, id);
	return ok(show(call)(rule));
}

/** Only while the rule is inactive, and never its groups. */
function replace(call: Call): Reply {
	const rule = ruleOf(call);
	if (rule.status === 'ACTIVE')
		throw validationFailed('status', 'status: An active rule cannot be changed');
	const terms = termsIn(call, bodyOf(call), rule);
	if (terms.groupIds.join() !== rule.groupIds.join())
		throw validationFailed('actions', 'actions: The groups of a rule cannot be changed');
	const before = rule.excluded;
	const { rules, clock } = call.org.directory;
	rules.change(rule, { ...terms, lastUpdated: clock.now() });
	for (const id of rule.excluded) if (!before.includes(id)) recordExclusion(call, rule, id);
	return ok(show(call)(rule));
}

function activate(call: Call): Reply {
	const rule = ruleOf(call);
	const { users, rules } = call.org.directory;
	if (rule.status !== 'ACTIVE') {
		rules.change(rule, { status: 'ACTIVE' });
		record(call, rule, 'trigger', 'Trigger group membership rule');
		for (let position = 0; position < users.end; position++) {
			const user = users.at(position);
			if (user) apply(call, rule, user);
		}
	}
	return noContent();
}

function deactivate(call: Call): Reply {
	const rule = ruleOf(call);
	if (rule.status === 'ACTIVE') {
		call.org.directory.rules.change(rule, { status: 'INACTIVE' });
		record(call, rule, 'deactivated', 'Deactivate group membership rule');
	}
	return noContent();
}

function remove(call: Call): Reply {
	const { rules, groups, users } = call.org.directory;
	const rule = ruleOf(call);
	if (rule.status === 'ACTIVE')
		throw validationFailed('status', 'status: An active rule cannot be deleted');
	if (flag(call, 'removeUsers', false))
		for (const [groupId, positions] of rule.added)
			for (const position of positions) {
				const [group, user] = [groups.get(groupId), users.at(position)];
				if (group && user) leaveGroup(call, group, user);
			}
	rules.delete(rule);
	return { status: 202, body: {} };
}

/** Puts a user into the groups of all active rules that hold, as a change of the profile does. */
export function applyRules(call: Call, user: User): void {
	for (const rule of call.org.directory.rules.active()) apply(call, rule, user);
}

function apply(call: Call, rule: GroupRule, user: User): void {
	const { directory } = call.org;
	if (user.status === 'DEPROVISIONED' || rule.excluded.includes(user.id)) return;
	const holds = rule.condition({
		profile: user.profile,
		groupIds: () => directory.groupsOf(user.position).map(({ id }) => id),
		groupNames: () => directory.groupsOf(user.position).map(nameOf),
	});
	for (const id of rule.groupIds) {
		const group = directory.groups.get(id);
		const added = rule.added.get(id) ?? new Set();
		rule.added.set(id, added);
		if (!group) continue;
		if (holds && !directory.isMember(group, user.position)) {
			joinGroup(call, group, user, rule.id);
			added.add(user.position);
		} else if (!holds && added.delete(user.position)) leaveGroup(call, group, user);
	}
}

/**
 * A person whom a rule put into a group and somebody takes out by hand is from now on excluded from
 * the rule, as long as it has room for exclusions: otherwise the rule would put them in again.
 */
function expel(call: Call): Reply {
	const { rules } = call.org.directory;
	const group = groupOf(call);
	const user = userOf(call, 'userId');
	leaveGroup(call, group, user);
	for (const rule of rules.list()) {
		const wasAdded = rule.added.get(group.id)?.delete(user.position) ?? false;
		if (!wasAdded || rule.excluded.length >= MOST_EXCLUDED) continue;
		rules.change(rule, { excluded: [...rule.excluded, user.id] });
		recordExclusion(call, rule, user.id);
	}
	return noContent();
}

/** How many writes of rules Okta takes at the same time; what comes on top is refused for now. */
const MOST_AT_ONCE = 4;

const inTurn =
	(handle: (call: Call) => Reply) =>
	async (call: Call): Promise<Reply> => {
		const { rules } = call.org.directory;
		if (rules.writeTime === 0) return handle(call);
		if (rules.writing >= MOST_AT_ONCE) throw reconciling();
		rules.writing++;
		await new Promise((resolve) => setTimeout(resolve, rules.writeTime));
		rules.writing--;
		return handle(call);
	};

/** Okta writes nothing when a rule is made, changed or deleted: only what becomes of people. */
function record(
	call: Call,
	rule: GroupRule,
	what: 'trigger' | 'deactivated' | 'add_exclusion',
	displayMessage: string,
	...targets: LogTarget[]
): void {
	call.org.log.record(call, {
		eventType: `group.user_membership.rule.${what}`,
		displayMessage,
		targets: [
			{ id: rule.id, type: 'GroupMembershipRule', alternateId: 'unknown', displayName: rule.name },
			...targets,
		],
	});
}

function recordExclusion(call: Call, rule: GroupRule, userId: string): void {
	const user = call.org.directory.findUser(userId);
	const targets = user ? [userTarget(user)] : [];
	record(call, rule, 'add_exclusion', 'Add user to group membership exclusion rule', ...targets);
}

const read = ['okta.groups.read'];
const manage = ['okta.groups.manage'];
const RULE = '/api/v1/groups/rules/{groupRuleId}';

export const groupRuleRoutes: Route[] = [
	{ route: 'GET /api/v1/groups/rules', scopes: read, handle: list },
	{ route: 'POST /api/v1/groups/rules', scopes: manage, handle: inTurn(create) },
	{ route: `GET ${RULE}`, scopes: read, handle: (call) => ok(show(call)(ruleOf(call))) },
	{ route: `PUT ${RULE}`, scopes: manage, handle: inTurn(replace) },
	{ route: `DELETE ${RULE}`, scopes: manage, handle: inTurn(remove) },
	{ route: `POST ${RULE}/lifecycle/activate`, scopes: manage, handle: inTurn(activate) },
	{ route: `POST ${RULE}/lifecycle/deactivate`, scopes: manage, handle: inTurn(deactivate) },
	{ route: 'DELETE /api/v1/groups/{groupId}/users/{userId}', scopes: manage, handle: expel },
];
