import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { iso } from './model';
import type { Policy, PolicyRule } from './policyStore';
import {
	addRule,
	createPolicy,
	policyOf,
	removePolicy,
	removeRule,
	replacePolicy,
	replaceRule,
	ruleOf,
	switchPolicy,
	switchRule,
} from './policyChanges';
import { parameterMissing } from './refusals';
import { noContent, ok } from './request';

const PAGE = { default: 200, max: 200, unannounced: true };

const TYPES = new Set([
	'ACCESS_POLICY',
	'CLIENT_UPDATE',
	'DEVICE_SIGNAL_COLLECTION',
	'ENTITY_RISK',
	'IDENTITY_CLAIM_SOURCING',
	'IDP_DISCOVERY',
	'MFA_ENROLL',
	'OKTA_SIGN_ON',
	'PASSWORD',
	'POST_AUTH_SESSION',
	'PROFILE_ENROLLMENT',
	'SESSION_VIOLATION_DETECTION',
]);

function show(call: Call): (policy: Policy) => Record<string, unknown> {
	const embeds = call.query.get('expand') === 'rules';
	return (policy) => {
		const self = `${call.origin}/api/v1/policies/${policy.id}`;
		const change = policy.status === 'ACTIVE' ? 'deactivate' : 'activate';
		return {
			id: policy.id,
			status: policy.status,
			name: policy.name,
			...(policy.description === undefined ? {} : { description: policy.description }),
			priority: policy.priority,
			system: policy.system,
			conditions: policy.conditions,
			created: iso(policy.created),
			lastUpdated: iso(policy.lastUpdated ?? policy.created),
			type: policy.type,
			...(policy.settings ? { settings: policy.settings } : {}),
			...(embeds ? { _embedded: { rules: policy.rules.map(showRule(call, policy)) } } : {}),
			_links: {
				self: {
					href: self,
					hints: { allow: policy.system ? ['GET', 'PUT'] : ['GET', 'PUT', 'DELETE'] },
				},
				...(policy.system
					? {}
					: {
							[change]: { href: `${self}/lifecycle/${change}`, hints: { allow: ['POST'] } },
							mappings: { href: `${self}/mappings`, hints: { allow: ['GET', 'POST'] } },
						}),
				rules: { href: `${self}/rules`, hints: { allow: ['GET', 'POST'] } },
			},
		};
	};
}

const showRule =
	({ origin }: Call, policy: Policy) =>
	(rule: PolicyRule) => {
		const self = `${origin}/api/v1/policies/${policy.id}/rules/${rule.id}`;
		const status = rule.status ?? 'ACTIVE';
		const change = status === 'ACTIVE' ? 'deactivate' : 'activate';
		const created = rule.created ?? policy.created;
		return {
			id: rule.id,
			status,
			name: rule.name,
			priority: rule.priority,
			created: iso(created),
			lastUpdated: iso(rule.lastUpdated ?? created),
			system: rule.system,
			conditions: rule.conditions,
			actions: rule.actions,
			type: rule.type,
			_links: {
				self: { href: self, hints: { allow: ['GET', 'PUT', 'DELETE'] } },
				...(rule.system
					? {}
					: { [change]: { href: `${self}/lifecycle/${change}`, hints: { allow: ['POST'] } } }),
			},
		};
	};

function list(call: Call): Reply {
	const type = call.query.get('type');
	if (!type) throw parameterMissing('type');
	if (!TYPES.has(type)) throw validationFailed('type', `type: '${type}' is not a type of policy`);
	const status = call.query.get('status');
	const q = call.query.get('q')?.toLowerCase() ?? '';
	const policies = call.org.directory.policies
		.asSearched()
		.toSorted((a, b) => a.priority - b.priority)
		.filter(
			(policy) =>
				policy.type === type &&
				(!status || policy.status === status) &&
				policy.name.toLowerCase().startsWith(q),
		);
	return page(call, {
		list: `policies ${type}`,
		size: PAGE,
		rows: inOrder(policies),
		show: show(call),
	});
}

const read = ['okta.policies.read'];
const manage = ['okta.policies.manage'];
const POLICY = '/api/v1/policies/{policyId}';
const RULE = `${POLICY}/rules/{ruleId}` as const;

const withPolicy = (change: (call: Call) => Policy) => (call: Call) => ok(show(call)(change(call)));
const withRule = (change: (call: Call) => PolicyRule) => (call: Call) =>
	ok(showRule(call, policyOf(call))(change(call)));
const silently = (change: (call: Call) => void) => (call: Call) => {
	change(call);
	return noContent();
};

export const policyRoutes: Route[] = [
	{ route: 'GET /api/v1/policies', scopes: read, handle: list },
	{ route: 'POST /api/v1/policies', scopes: manage, handle: withPolicy(createPolicy) },
	{ route: `GET ${POLICY}`, scopes: read, handle: withPolicy(policyOf) },
	{ route: `PUT ${POLICY}`, scopes: manage, handle: withPolicy(replacePolicy) },
	{ route: `DELETE ${POLICY}`, scopes: manage, handle: silently(removePolicy) },
	{
		route: `POST ${POLICY}/lifecycle/activate`,
		scopes: manage,
		handle: silently(switchPolicy('ACTIVE')),
	},
	{
		route: `POST ${POLICY}/lifecycle/deactivate`,
		scopes: manage,
		handle: silently(switchPolicy('INACTIVE')),
	},
	{
		route: `GET ${POLICY}/rules`,
		scopes: read,
		handle: (call) => {
			const policy = policyOf(call);
			const seen = call.org.directory.policies.asSearched().find(({ id }) => id === policy.id);
			const rules = (seen ?? policy).rules.toSorted((a, b) => a.priority - b.priority);
			return ok(rules.map(showRule(call, policy)));
		},
	},
	{ route: `POST ${POLICY}/rules`, scopes: manage, handle: withRule(addRule) },
	{ route: `GET ${RULE}`, scopes: read, handle: withRule(ruleOf) },
	{ route: `PUT ${RULE}`, scopes: manage, handle: withRule(replaceRule) },
	{ route: `DELETE ${RULE}`, scopes: manage, handle: silently(removeRule) },
	{
		route: `POST ${RULE}/lifecycle/activate`,
		scopes: manage,
		handle: silently(switchRule('ACTIVE')),
	},
	{
		route: `POST ${RULE}/lifecycle/deactivate`,
		scopes: manage,
		handle: silently(switchRule('INACTIVE')),
	},
];
