import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import type { AuthorizationServer, ServerPolicy, ServerRule } from './authorizationServerStore';
import { inOrder, page } from './cursor';
import { checkChosen } from './hookChoices';
import { iso } from './model';
import { bodyOf, isObject, objectIn, ok, param, requiredText } from './request';

const PAGE = { default: 20, max: 200, unannounced: true };

const SERVERS = '/api/v1/authorizationServers';
const SERVER = `${SERVERS}/{authServerId}`;
const POLICIES = `${SERVER}/policies` as const;
const RULES = `${POLICIES}/{policyId}/rules` as const;
const RULE = `${RULES}/{ruleId}` as const;

function serverOf(call: Call): AuthorizationServer {
	const id = param(call, 'authServerId');
	const { authorizationServers } = call.org.directory;
	const server =
		authorizationServers.get(id) ??
		authorizationServers.list().find(({ isDefault }) => isDefault && id === 'default');
	if (!server) throw notFound(id, 'AuthorizationServer');
	return server;
}

function policyOf(call: Call): ServerPolicy {
	const id = param(call, 'policyId');
	const policy = serverOf(call).policies.find((candidate) => candidate.id === id);
	if (!policy) throw notFound(id, 'Policy');
	return policy;
}

function ruleOf(call: Call): ServerRule {
	const id = param(call, 'ruleId');
	const rule = policyOf(call).rules.find((candidate) => candidate.id === id);
	if (!rule) throw notFound(id, 'PolicyRule');
	return rule;
}

const showServer =
	({ origin }: Call) =>
	({ id, name, audience, isDefault, created }: AuthorizationServer) => ({
		id,
		name,
		description: `Issues tokens for ${audience}`,
		audiences: [audience],
		issuer: `${origin}/oauth2/${isDefault ? 'default' : id}`,
		issuerMode: 'ORG_URL',
		status: 'ACTIVE',
		created: iso(created),
		lastUpdated: iso(created),
		default: isDefault,
		_links: { self: { href: `${origin}${SERVERS}/${id}` } },
	});

const showPolicy = ({ id, name, created }: ServerPolicy) => ({
	type: 'OAUTH_AUTHORIZATION_POLICY',
	id,
	status: 'ACTIVE',
	name,
	description: name,
	priority: 1,
	system: false,
	conditions: { clients: { include: ['ALL_CLIENTS'] } },
	created: iso(created),
	lastUpdated: iso(created),
});

const showRule = ({ id, name, conditions, actions, created, lastUpdated }: ServerRule) => ({
	id,
	type: 'RESOURCE_ACCESS',
	status: 'ACTIVE',
	name,
	priority: 1,
	system: false,
	conditions,
	actions,
	created: iso(created),
	lastUpdated: iso(lastUpdated),
});

/** Everything not mentioned is lost: there's no partial update. */
function replaceRule(call: Call): Reply {
	const rule = ruleOf(call);
	const body = bodyOf(call);
	const name = requiredText(body, 'name');
	if (requiredText(body, 'type') !== 'RESOURCE_ACCESS')
		throw validationFailed('type', 'type: The type of a rule cannot be changed');
	const conditions = objectIn(body, 'conditions');
	for (const member of ['people', 'grantTypes', 'scopes'])
		if (!isObject(conditions[member]))
			throw validationFailed(member, `${member}: The field cannot be left blank`);
	const actions = objectIn(body, 'actions');
	const hook = objectIn(objectIn(actions, 'token'), 'inlineHook');
	checkChosen(call, 'com.okta.oauth2.tokens.transform', 'inlineHook', [hook.id]);
	const lastUpdated = call.org.directory.clock.now();
	Object.assign(rule, { name, conditions, actions, lastUpdated });
	return ok(showRule(rule));
}

const read = ['okta.authorizationServers.read'];

/** As Okta's guide to authorization servers shows them; the recordings have none that succeeded. */
export const authorizationServerRoutes: Route[] = [
	{
		route: `GET ${SERVERS}`,
		scopes: read,
		handle: (call) => {
			const q = call.query.get('q')?.toLowerCase() ?? '';
			const servers = call.org.directory.authorizationServers
				.list()
				.filter(({ name, audience }) =>
					[name, audience].some((text) => text.toLowerCase().includes(q)),
				);
			return page(call, {
				list: 'authorization servers',
				size: PAGE,
				rows: inOrder(servers),
				show: showServer(call),
			});
		},
	},
	{
		route: `GET ${POLICIES}`,
		scopes: read,
		handle: (call) => ok(serverOf(call).policies.map(showPolicy)),
	},
	{ route: `GET ${RULES}`, scopes: read, handle: (call) => ok(policyOf(call).rules.map(showRule)) },
	{ route: `GET ${RULE}`, scopes: read, handle: (call) => ok(showRule(ruleOf(call))) },
	{ route: `PUT ${RULE}`, scopes: ['okta.authorizationServers.manage'], handle: replaceRule },
];
