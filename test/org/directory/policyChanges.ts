import { notFound, validationFailed } from '../errors';
import type { Call } from '../route';
import { checkChosen, idsInRegistration } from './hookChoices';
import type { LogTarget } from './logEvent';
import type { Json } from './model';
import { type Policy, type PolicyRule, WITHOUT_CONDITIONS } from './policyStore';
import { readOnlyAttributeNamed, readOnlyObject } from './refusals';
import { bodyOf, isObject, type JsonObject, param, requiredText, textIn } from './request';

/** Of the other types an org has one policy, which Okta made. */
const CREATABLE = [
	'ACCESS_POLICY',
	'DEVICE_SIGNAL_COLLECTION',
	'MFA_ENROLL',
	'OKTA_SIGN_ON',
	'PASSWORD',
	'PROFILE_ENROLLMENT',
];
/** What policies of these types have is one rule, which Okta made. */
const ONE_RULE = [
	'CLIENT_UPDATE',
	'IDENTITY_CLAIM_SOURCING',
	'POST_AUTH_SESSION',
	'PROFILE_ENROLLMENT',
];
/** Where Okta makes a last rule for a new policy. */
const WITH_CATCH_ALL: Readonly<Record<string, Json>> = {
	ACCESS_POLICY: {
		appSignOn: { access: 'ALLOW', verificationMethod: { factorMode: '2FA', type: 'ASSURANCE' } },
	},
	PROFILE_ENROLLMENT: {
		profileEnrollment: {
			access: 'ALLOW',
			unknownUserAction: 'DENY',
			activationRequirements: { emailVerification: true },
		},
	},
};
const LAST = 99;

/** What a password policy has unless it says otherwise. */
const PASSWORD_SETTINGS: JsonObject = {
	password: {
		complexity: {
			minLength: 8,
			minLowerCase: 1,
			minUpperCase: 1,
			minNumber: 1,
			minSymbol: 0,
			excludeUsername: true,
			dictionary: { common: { exclude: false } },
			excludeAttributes: [],
		},
		age: { maxAgeDays: 0, expireWarnDays: 0, minAgeMinutes: 0, historyCount: 0 },
		lockout: { maxAttempts: 10, autoUnlockMinutes: 0 },
	},
};

export function policyOf(call: Call): Policy {
	const id = param(call, 'policyId');
	const policy = call.org.directory.policies.get(id);
	if (!policy) throw notFound(id, 'Policy');
	return policy;
}

export function ruleOf(call: Call): PolicyRule {
	const id = param(call, 'ruleId');
	const rule = policyOf(call).rules.find((candidate) => candidate.id === id);
	if (!rule) throw notFound(id, 'PolicyRule');
	return rule;
}

const ruleTypeOf = (type: string): string => (type === 'OKTA_SIGN_ON' ? 'SIGN_ON' : type);

const nameTaken = () => validationFailed('name', 'name: The name is already in use');

/** Members that are not sent have their default. */
function completed(defaults: Json | undefined, sent: Json | undefined): Json {
	if (!isObject(defaults)) return sent ?? defaults ?? null;
	if (!isObject(sent)) return sent ?? defaults;
	const names = [...new Set([...Object.keys(defaults), ...Object.keys(sent)])];
	return Object.fromEntries(names.map((name) => [name, completed(defaults[name], sent[name])]));
}

interface Terms {
	name: string;
	description?: string;
	conditions: Json;
	settings?: Json;
}

function termsIn(call: Call, type: string, body: JsonObject, self?: Policy): Terms {
	const name = requiredText(body, 'name');
	const alike = call.org.directory.policies.list().filter((policy) => policy.type === type);
	if (alike.some((policy) => policy.name === name && policy !== self)) throw nameTaken();
	const description = textIn(body, 'description');
	const settings =
		type === 'PASSWORD' ? completed(PASSWORD_SETTINGS, body.settings) : body.settings;
	return {
		name,
		...(description === undefined ? {} : { description }),
		conditions: WITHOUT_CONDITIONS.includes(type) ? null : (body.conditions ?? null),
		...(settings === undefined ? {} : { settings }),
	};
}

function statusIn(body: JsonObject): Policy['status'] | undefined {
	const status = textIn(body, 'status');
	if (status === undefined || status === 'ACTIVE' || status === 'INACTIVE') return status;
	throw validationFailed('status', `status: '${status}' is neither ACTIVE nor INACTIVE`);
}

interface Placed {
	readonly id: string;
	readonly priority: number;
	readonly system: boolean;
}

/** A place among the others: those from there on move back, and Okta's own stay last. */
function placesIn<T extends Placed>(all: readonly T[], wanted: Json | undefined, self?: T) {
	const others = all
		.filter((one) => one !== self && !one.system)
		.toSorted((a, b) => a.priority - b.priority);
	const end = others.length + 1;
	const own = typeof wanted === 'number' ? Math.min(Math.max(wanted, 1), end) : end;
	const places = new Map(
		others.map(({ id }, index): [string, number] => [id, index + (index + 1 < own ? 1 : 2)]),
	);
	for (const one of all) if (one.system && one.priority !== LAST) places.set(one.id, end + 1);
	return { own, of: ({ id, priority }: T): number => places.get(id) ?? priority };
}

/** Moves the others of the type out of the way. */
function policyPlace(call: Call, type: string, wanted: Json | undefined, self?: Policy): number {
	const { policies } = call.org.directory;
	const alike = policies.list().filter((policy) => policy.type === type);
	const { own, of } = placesIn(alike, wanted, self);
	for (const one of alike)
		if (one !== self && of(one) !== one.priority) policies.change(one, { priority: of(one) });
	return own;
}

/** Writes the rules of a policy anew: lists may still show the old ones. */
function changeRule(call: Call, policy: Policy, self: PolicyRule, changes: Partial<PolicyRule>) {
	const { policies, clock } = call.org.directory;
	const { own, of } = placesIn(policy.rules, changes.priority, self);
	const changed: PolicyRule = {
		...self,
		...changes,
		priority: changes.priority === undefined || self.system ? self.priority : own,
		lastUpdated: clock.now(),
	};
	const rules = policy.rules.map((rule) =>
		rule === self
			? changed
			: { ...rule, priority: changes.priority === undefined ? rule.priority : of(rule) },
	);
	policies.change(policy, { rules });
	return changed;
}

export function createPolicy(call: Call): Policy {
	const { policies, clock, ids } = call.org.directory;
	const body = bodyOf(call);
	const type = requiredText(body, 'type');
	if (!CREATABLE.includes(type))
		throw validationFailed('type', `type: A policy of type '${type}' cannot be created`);
	const terms = termsIn(call, type, body);
	const now = clock.now();
	const catchAll = WITH_CATCH_ALL[type];
	const priority = policyPlace(call, type, body.priority);
	const policy = policies.add((id) => ({
		...terms,
		id,
		type,
		status: statusIn(body) ?? 'ACTIVE',
		priority,
		system: false,
		created: now,
		lastUpdated: now,
		rules:
			catchAll === undefined
				? []
				: [
						{
							id: ids.of('rul', policies.list().length),
							name: 'Catch-all Rule',
							type,
							priority: LAST,
							system: true,
							created: now,
							conditions: null,
							actions: catchAll,
						},
					],
	}));
	record(call, policy, 'create');
	return policy;
}

/** Everything not mentioned is lost: there's no partial update. */
export function replacePolicy(call: Call): Policy {
	const policy = policyOf(call);
	const body = bodyOf(call);
	if (requiredText(body, 'type') !== policy.type)
		throw validationFailed('type', 'type: The type of a policy cannot be changed');
	const terms = termsIn(call, policy.type, body, policy);
	if (policy.system && terms.name !== policy.name) throw readOnlyAttributeNamed('name');
	const { policies, clock } = call.org.directory;
	const priority = policy.system
		? policy.priority
		: policyPlace(call, policy.type, body.priority, policy);
	policies.change(policy, { ...terms, priority, lastUpdated: clock.now() });
	record(call, policy, 'update');
	return policy;
}

export function removePolicy(call: Call): void {
	const policy = policyOf(call);
	if (policy.system) throw readOnlyObject();
	call.org.directory.policies.delete(policy);
	record(call, policy, 'delete');
}

export const switchPolicy =
	(status: Policy['status']) =>
	(call: Call): void => {
		const policy = policyOf(call);
		if (policy.system) throw readOnlyObject();
		const { policies, clock } = call.org.directory;
		policies.change(policy, { status, lastUpdated: clock.now() });
		record(call, policy, status === 'ACTIVE' ? 'activate' : 'deactivate');
	};

/** What a rule says, as a request gives it: E0000001 for what it can't. */
function ruleTermsIn(call: Call, policy: Policy, body: JsonObject, self?: PolicyRule) {
	const name = requiredText(body, 'name');
	if (policy.rules.some((rule) => rule.name === name && rule !== self)) throw nameTaken();
	const type = textIn(body, 'type');
	if (type !== ruleTypeOf(policy.type))
		throw validationFailed('type', `type: '${type ?? ''}' is not the type of the policy`);
	const conditions = body.conditions ?? null;
	const network = isObject(conditions) ? conditions.network : undefined;
	if (isObject(network) && network.connection === 'ZONE' && !network.include && !network.exclude)
		throw validationFailed('network', 'network: Zones to include or exclude are required');
	const actions = body.actions ?? null;
	const hooks = idsInRegistration(actions);
	checkChosen(call, 'com.okta.user.pre-registration', 'preRegistrationInlineHooks', hooks);
	return { name, conditions, actions };
}

export function addRule(call: Call): PolicyRule {
	const policy = policyOf(call);
	const body = bodyOf(call);
	if (ONE_RULE.includes(policy.type))
		throw validationFailed('type', 'type: Rules cannot be added to a policy of this type');
	const { policies, clock, ids } = call.org.directory;
	const now = clock.now();
	const terms = ruleTermsIn(call, policy, body);
	const { own, of } = placesIn(policy.rules, body.priority);
	const made = policies.list().reduce((count, { rules }) => count + rules.length, 0);
	const rule: PolicyRule = {
		id: ids.of(WITHOUT_CONDITIONS.includes(policy.type) ? 'rul' : '0pr', 30_000 + made),
		...terms,
		type: ruleTypeOf(policy.type),
		status: call.query.get('activate') === 'false' ? 'INACTIVE' : 'ACTIVE',
		priority: own,
		system: false,
		created: now,
		lastUpdated: now,
	};
	const others = policy.rules.map((one) => ({ ...one, priority: of(one) }));
	policies.change(policy, { rules: [...others, rule] });
	recordRule(call, policy, rule, 'add');
	return rule;
}

export function replaceRule(call: Call): PolicyRule {
	const policy = policyOf(call);
	const rule = ruleOf(call);
	const body = bodyOf(call);
	if (rule.system && policy.type === 'MFA_ENROLL') throw readOnlyObject();
	const terms = ruleTermsIn(call, policy, body, rule);
	if (rule.system && JSON.stringify(terms.conditions) !== JSON.stringify(rule.conditions))
		throw readOnlyAttributeNamed('conditions');
	const priority = typeof body.priority === 'number' ? body.priority : LAST;
	const changed = changeRule(call, policy, rule, { ...terms, priority });
	recordRule(call, policy, changed, 'update');
	return changed;
}

export function removeRule(call: Call): void {
	const policy = policyOf(call);
	const rule = ruleOf(call);
	if (rule.system) throw readOnlyObject();
	const rules = policy.rules.filter((other) => other !== rule);
	call.org.directory.policies.change(policy, { rules });
	recordRule(call, policy, rule, 'delete');
}

export const switchRule =
	(status: Policy['status']) =>
	(call: Call): void => {
		const policy = policyOf(call);
		const rule = ruleOf(call);
		if (rule.system) throw readOnlyObject();
		changeRule(call, policy, rule, { status });
		recordRule(call, policy, rule, status === 'ACTIVE' ? 'activate' : 'deactivate');
	};

const policyTarget = ({ id, type, name }: Policy): LogTarget => ({
	id,
	type: 'PolicyEntity',
	alternateId: type,
	displayName: name,
});

function record(call: Call, policy: Policy, what: string): void {
	call.org.log.record(call, {
		eventType: `policy.lifecycle.${what}`,
		displayMessage: `Policy: ${what}`,
		targets: [policyTarget(policy)],
	});
}

function recordRule(call: Call, policy: Policy, { id, name }: PolicyRule, what: string): void {
	call.org.log.record(call, {
		eventType: `policy.rule.${what}`,
		displayMessage: `Policy rule: ${what}`,
		targets: [
			policyTarget(policy),
			{ id, type: 'PolicyRule', alternateId: 'unknown', displayName: name },
		],
	});
}
