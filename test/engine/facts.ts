import type { Org } from '../org';
import { governed } from '../org/governance/store';

/** What is so in the practice org, a line for each: the books a plan is held against. */
export type Facts = ReadonlyMap<string, unknown>;

/** Reads the org's own stores, and nothing of the package. */
export function factsOf({ directory, clients }: Org): Facts {
	const facts = new Map<string, unknown>();
	const users = directory.users.list();
	for (const user of users) {
		const { id, status, profile, typeId, position } = user;
		facts.set(`user ${id}`, { status: user.transition?.to ?? status, ...profile, typeId });
		for (const factor of directory.factorsOf(user)) {
			facts.set(`factor ${id} ${factor.id}`, { status: factor.status });
		}
		for (const role of directory.roles.of(id)) {
			facts.set(`role ${id} ${role.id}`, role.type);
			for (const to of [...role.targets.groups, ...role.targets.apps]) {
				facts.set(`role target ${id} ${role.id} ${to}`, true);
			}
		}
		if (directory.signedIn.has(id)) facts.set(`session ${id}`, true);
		for (const grant of directory.grants.of(id)) facts.set(`grant ${id} ${grant.id}`, grant.scope);
		for (const definition of directory.links.definitions()) {
			const { name } = definition.primary;
			for (const to of directory.links.ends(definition, name, id)) {
				facts.set(`link ${id} ${name}`, to);
			}
		}
		for (const app of directory.apps.list()) {
			const scope = directory.assignmentScope(app, position);
			const assignment = app.assignments.get(position);
			if (scope === undefined) continue;
			facts.set(`assignment ${app.id} ${id}`, {
				scope,
				profile: assignment?.profile ?? {},
				userName: assignment?.userName,
			});
		}
	}
	for (const group of directory.groups.list()) {
		facts.set(`group ${group.id}`, { type: group.type, ...group.profile });
		for (const position of group.members?.from(0) ?? []) {
			const member = directory.users.at(position);
			if (member) facts.set(`member ${group.id} ${member.id}`, true);
		}
		for (const id of group.owners.keys()) facts.set(`owner ${group.id} ${id}`, true);
	}
	for (const { id, name, status, expression, excluded } of directory.rules.list()) {
		facts.set(`rule ${id}`, { name, status, expression, excluded: [...excluded] });
	}
	for (const { id, label, status, groups, accessPolicyId, details } of directory.apps.list()) {
		facts.set(`app ${id}`, { label, status, accessPolicyId, ...details });
		for (const [groupId, { priority, profile }] of groups) {
			facts.set(`app group ${id} ${groupId}`, { priority, profile });
		}
	}
	for (const { id, userId, appId } of directory.refreshTokens.list()) {
		facts.set(`token ${userId} ${id}`, appId);
	}
	for (const { id, status } of directory.devices.list()) facts.set(`device ${id}`, { status });
	for (const { id, name, status, verificationStatus } of directory.eventHooks.list()) {
		facts.set(`hook ${id}`, { name, status, verificationStatus });
	}
	for (const { id, name, status } of directory.inlineHooks.list()) {
		facts.set(`inline hook ${id}`, { name, status });
	}
	for (const { id, name, details } of directory.zones.list()) {
		facts.set(`zone ${id}`, { name, ...details });
	}
	for (const { id, rules, created: _, lastUpdated: __, ...policy } of directory.policies.list()) {
		facts.set(`policy ${id}`, policy);
		for (const { id: ruleId, lastUpdated: ___, ...rule } of rules) {
			facts.set(`policy rule ${id} ${ruleId}`, { status: 'ACTIVE', ...rule });
		}
	}
	for (const { id, label, permissions } of directory.customRoles) {
		facts.set(`custom role ${id}`, label);
		for (const permission of permissions.keys()) facts.set(`permits ${id} ${permission}`, true);
	}
	for (const { id, label, resources } of directory.resourceSets) {
		facts.set(`resource set ${id}`, label);
		for (const { address } of resources) facts.set(`reaches ${id} ${address}`, true);
	}
	for (const { id } of directory.schemas.types()) {
		for (const [name, attribute] of Object.entries(directory.schemas.userAttributes(id))) {
			facts.set(`attribute ${id} ${name}`, attribute);
		}
	}
	for (const { app, keys, grants, roles } of clients.list()) {
		for (const { id, status } of keys) facts.set(`key ${app.id} ${id}`, { status });
		for (const { id, scopeId } of grants) facts.set(`scope ${app.id} ${id}`, scopeId);
		for (const { id, type } of roles) facts.set(`app role ${app.id} ${id}`, type);
	}
	for (const { id, terms } of directory.deviceAssurances.list())
		facts.set(`device assurance policy ${id}`, { ...terms });
	const { realms, assignments } = directory.realms;
	for (const { id, profile } of realms.list()) facts.set(`realm ${id}`, { ...profile });
	for (const { id, name, status } of assignments.list()) {
		facts.set(`realm assignment ${id}`, { name, status });
	}
	for (const [kind, one] of governed(directory.governance)) {
		const { details, messages, ...rest }: Record<string, unknown> = { ...one };
		const told = Object.entries(rest).filter(([name]) => !/^(created|lastUpdated)/.test(name));
		facts.set(`${kind} ${one.id}`, { ...Object.fromEntries(told), ...Object(details) });
		if (messages !== undefined) facts.set(`messages ${one.id} all`, [messages].flat());
	}
	for (const { id } of users) {
		facts.set(`classification ${id}`, {
			type: directory.classifications.get(id)?.type ?? 'STANDARD',
		});
		for (const key of directory.preregistrations.get(id) ?? []) {
			facts.set(`security key ${id} ${key.id}`, { status: key.status });
		}
	}
	for (const id of directory.accessCodes.keys()) facts.set(`access code ${id}`, true);
	return facts;
}

/** What came, went and changed between two readings. */
export interface Difference {
	added: string[];
	removed: string[];
	changed: string[];
}

export function differenceOf(before: Facts, after: Facts): Difference {
	const text = (facts: Facts, key: string) => JSON.stringify(facts.get(key));
	return {
		added: [...after.keys()].filter((key) => !before.has(key)),
		removed: [...before.keys()].filter((key) => !after.has(key)),
		changed: [...after.keys()].filter(
			(key) => before.has(key) && text(before, key) !== text(after, key),
		),
	};
}

/** Which members of an object differ, with what they are before and after. */
export function membersChanged(
	before: unknown,
	after: unknown,
): Record<string, [unknown, unknown]> {
	const from = Object.entries(Object(before) as object);
	const to = Object.entries(Object(after) as object);
	const names = new Set([...from, ...to].map(([name]) => name));
	const of = (entries: Array<[string, unknown]>, name: string) =>
		entries.find(([one]) => one === name)?.[1] ?? null;
	return Object.fromEntries(
		[...names]
			.map((name): [string, [unknown, unknown]] => [name, [of(from, name), of(to, name)]])
			.filter(([, [one, other]]) => JSON.stringify(one) !== JSON.stringify(other)),
	);
}
