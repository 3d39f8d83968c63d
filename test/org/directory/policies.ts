import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { iso } from './model';
import type { Policy, PolicyRule } from './policyStore';
import { parameterMissing } from './refusals';
import { ok, param } from './request';

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
			lastUpdated: iso(policy.created),
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
	(rule: PolicyRule) => ({
		id: rule.id,
		status: 'ACTIVE',
		name: rule.name,
		priority: rule.priority,
		created: iso(policy.created),
		lastUpdated: iso(policy.created),
		system: rule.system,
		conditions: rule.conditions,
		actions: rule.actions,
		type: rule.type,
		_links: {
			self: {
				href: `${origin}/api/v1/policies/${policy.id}/rules/${rule.id}`,
				hints: { allow: ['GET', 'PUT', 'DELETE'] },
			},
			...(rule.system
				? {}
				: {
						deactivate: {
							href: `${origin}/api/v1/policies/${policy.id}/rules/${rule.id}/lifecycle/deactivate`,
							hints: { allow: ['POST'] },
						},
					}),
		},
	});

function list(call: Call): Reply {
	const type = call.query.get('type');
	if (!type) throw parameterMissing('type');
	if (!TYPES.has(type)) throw validationFailed('type', `type: '${type}' is not a type of policy`);
	const status = call.query.get('status');
	const q = call.query.get('q')?.toLowerCase() ?? '';
	const policies = call.org.directory.policies
		.list()
		.filter(
			(policy) =>
				policy.type === type &&
				(!status || policy.status === status) &&
				policy.name.toLowerCase().includes(q),
		);
	return page(call, {
		list: `policies ${type}`,
		size: PAGE,
		rows: inOrder(policies),
		show: show(call),
	});
}

function policyOf(call: Call): Policy {
	const id = param(call, 'policyId');
	const policy = call.org.directory.policies.get(id);
	if (!policy) throw notFound(id, 'Policy');
	return policy;
}

function getRule(call: Call): Reply {
	const policy = policyOf(call);
	const id = param(call, 'ruleId');
	const rule = policy.rules.find((candidate) => candidate.id === id);
	if (!rule) throw notFound(id, 'PolicyRule');
	return ok(showRule(call, policy)(rule));
}

const read = ['okta.policies.read'];

export const policyRoutes: Route[] = [
	{ route: 'GET /api/v1/policies', scopes: read, handle: list },
	{
		route: 'GET /api/v1/policies/{policyId}',
		scopes: read,
		handle: (call) => ok(show(call)(policyOf(call))),
	},
	{
		route: 'GET /api/v1/policies/{policyId}/rules',
		scopes: read,
		handle: (call) => {
			const policy = policyOf(call);
			return ok(policy.rules.map(showRule(call, policy)));
		},
	},
	{ route: 'GET /api/v1/policies/{policyId}/rules/{ruleId}', scopes: read, handle: getRule },
];
