import { createServer } from 'node:http';
import { once } from 'node:events';
import { generateKeyPair, exportJWK } from 'jose';
import { startOrg, type Org } from '..';
import { administrationRoutes } from '../administration';
import { directoryRoutes } from '.';
import { tacAuthenticatorId } from './authenticators';
import { HOOKABLE, LOG_ONLY } from './eventTypes';
import { isObject } from './request';
import { idOf, person } from './support/admin';

let org: Org;

/** Repeats what Okta asks it to repeat. */
const receiver = createServer((request, response) => {
	const verification = request.headers['x-okta-verification-challenge'];
	response.end(JSON.stringify({ verification }));
});
let uri: string;

beforeAll(async () => {
	await once(receiver.listen(0, '127.0.0.1'), 'listening');
	const address = receiver.address();
	uri = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`;
});
afterAll(() => receiver.close());

beforeEach(async () => {
	org = await startOrg({ users: 10, groups: 4, apps: 8 });
});
afterEach(() => org.close());

/** What a route is asked, and what it writes. */
interface Step {
	params?: Record<string, string>;
	query?: string;
	body?: unknown;
}
type Steps = Readonly<Record<string, { ask: () => Step | Promise<Step>; writes: string[] }>>;

const make = async (path: string, body?: unknown): Promise<string> => {
	const made = await org.console.request('POST', path, body);
	if (!isObject(made)) throw new Error(`POST ${path} made nothing`);
	return idOf(made);
};
const anotherPolicy = () => {
	const { policies } = org.directory;
	const [first] = policies.list().filter(({ type }) => type === 'ACCESS_POLICY');
	if (!first) throw new Error('The org has no access policy');
	return policies.add((id) => ({ ...first, id, name: 'Another', system: false })).id;
};
const act = (method: string, path: string, body?: unknown) =>
	org.console.request(method, path, body);

/** A certification campaign that was not launched. */
const campaign = () =>
	make('/governance/api/v1/campaigns', {
		name: 'Quarter',
		scheduleSettings: {
			type: 'ONE_OFF',
			startDate: '2030-01-01T00:00:00.000Z',
			durationInDays: 7,
			timeZone: 'Etc/UTC',
		},
		resourceSettings: { type: 'APPLICATION' },
		reviewerSettings: { type: 'USER', reviewerId: org.users.at(0)?.id ?? '' },
		remediationSettings: {
			accessApproved: 'NO_ACTION',
			accessRevoked: 'NO_ACTION',
			noResponse: 'NO_ACTION',
		},
	});

const governedApp = () => org.apps.list()[0]?.id ?? '';
const conditionsOf = (appId: string) => `/governance/api/v2/resources/${appId}/request-conditions`;
const everyone = () => ({
	name: 'Everyone',
	requesterSettings: { type: 'EVERYONE' },
	accessScopeSettings: { type: 'RESOURCE_DEFAULT' },
	approvalSequenceId: org.directory.governance.sequences[0]?.id,
});
/** A request condition that is not active. */
const condition = async () => {
	const requestConditionId = await make(conditionsOf(governedApp()), everyone());
	return { params: { resourceId: governedApp(), requestConditionId } };
};
const wish = () => ({
	requested: { type: 'CATALOG_ENTRY', entryId: org.directory.governance.entries.list()[0]?.id },
	requestedFor: { type: 'OKTA_USER', externalId: org.users.at(0)?.id },
});

let people = 0;
const newUser = (query = '', more: object = {}) =>
	make(`/api/v1/users${query}`, { profile: person(`Person${people++}`), ...more });
/** Somebody who can sign in. */
const user = (more: object = {}) =>
	newUser('', { credentials: { password: { value: 'Tr0ub4dor&3' } }, ...more });
const leaver = async () => {
	const id = await user();
	await org.console.deactivate(id);
	return id;
};
const suspended = async () => {
	const id = await user();
	await org.console.suspend(id);
	return id;
};
const locked = async () => {
	const id = await user();
	const found = org.directory.findUser(id);
	if (found) org.users.put({ ...found, status: 'LOCKED_OUT' });
	return id;
};
const group = () => make('/api/v1/groups', { profile: { name: `Group ${people++}` } });
const bookmark = () => ({
	name: 'bookmark',
	label: `App ${people++}`,
	signOnMode: 'BOOKMARK',
	settings: { app: { url: 'https://intranet.acme.example' } },
});
const app = () => make('/api/v1/apps', bookmark());
const member = async () => {
	const [groupId, userId] = [await group(), await user()];
	await org.console.addToGroup(groupId, userId);
	return { groupId, userId };
};
const assignment = async () => {
	const [appId, userId] = [await app(), await user()];
	await org.console.assignApp(appId, userId);
	return { appId, userId };
};
const groupAssignment = async () => {
	const [appId, groupId] = [await app(), await group()];
	await act('PUT', `/api/v1/apps/${appId}/groups/${groupId}`);
	return { appId, groupId };
};
const rule = (groupId: string, excluded: string[] = []) => ({
	type: 'group_rule',
	name: `Rule ${people++}`,
	conditions: {
		people: { users: { exclude: excluded } },
		expression: { type: 'urn:okta:expression:1.0', value: 'user.city == "Lisbon"' },
	},
	actions: { assignUserToGroups: { groupIds: [groupId] } },
});
const newRule = async () => make('/api/v1/groups/rules', rule(await group()));
const sms = { factorType: 'sms', provider: 'OKTA', profile: { phoneNumber: '+14155550100' } };
const factor = async (userId: string, body: object, query = '?activate=true') =>
	make(`/api/v1/users/${userId}/factors${query}`, { provider: 'OKTA', ...body });
const withFactor = async (body: object, query?: string) => {
	const userId = await user();
	return { userId, factorId: await factor(userId, body, query) };
};
const withRole = async (...types: string[]) => {
	const userId = await user();
	let roleAssignmentId = '';
	for (const type of types)
		roleAssignmentId = await make(`/api/v1/users/${userId}/roles`, { type });
	return { userId, roleAssignmentId };
};
const hook = () => ({
	name: `Hook ${people++}`,
	events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create'] },
	channel: { type: 'HTTP', version: '1.0.0', config: { uri } },
});
const inactiveHook = async () => {
	const eventHookId = await make('/api/v1/eventHooks', hook());
	await act('POST', `/api/v1/eventHooks/${eventHookId}/lifecycle/deactivate`);
	return { eventHookId };
};
const asking = () => ({
	name: `Inline hook ${people++}`,
	version: '1.0.0',
	channel: { type: 'HTTP', version: '1.0.0', config: { uri } },
});
const newAsking = () => ({ ...asking(), type: 'com.okta.user.pre-registration' });
const inactiveAsking = async () => {
	const inlineHookId = await make('/api/v1/inlineHooks', newAsking());
	await act('POST', `/api/v1/inlineHooks/${inlineHookId}/lifecycle/deactivate`);
	return { inlineHookId };
};
const zone = () => ({ type: 'IP', name: `Zone ${people++}`, gateways: null, proxies: null });
const device = (status: 'ACTIVE' | 'SUSPENDED' | 'DEACTIVATED') => {
	const [found] = org.directory.devices.list();
	if (!found) throw new Error('There is no device');
	found.status = status;
	return { deviceId: found.id };
};
const policy = () => ({ type: 'OKTA_SIGN_ON', name: `Policy ${people++}` });
const newPolicy = async () => ({ policyId: await make('/api/v1/policies', policy()) });
const policyRule = () => ({
	type: 'SIGN_ON',
	name: `Policy rule ${people++}`,
	actions: { signon: { access: 'DENY' } },
});
const newName = () => ({ label: `Named ${people++}`, description: 'For a test' });
const newRole = async () => ({
	roleIdOrLabel: await make('/api/v1/iam/roles', {
		...newName(),
		permissions: ['okta.users.read'],
	}),
});
const newSet = async () => ({
	resourceSetIdOrLabel: await make('/api/v1/iam/resource-sets', {
		...newName(),
		resources: [`${org.url}/api/v1/users`],
	}),
});
const userAddress = async () => `${org.url}/api/v1/users/${await user()}`;
/** Somebody who has a new role over a new set. */
const newBinding = async () => {
	const [role, set, id] = [await newRole(), await newSet(), await user()];
	const custom = { role: role.roleIdOrLabel, resourceSet: set.resourceSetIdOrLabel };
	const { id: memberId } = org.directory.roles.add(id, 'CUSTOM', 0, custom);
	return { ...role, ...set, memberId };
};
const newPolicyRule = async () => {
	const { policyId } = await newPolicy();
	return { policyId, ruleId: await make(`/api/v1/policies/${policyId}/rules`, policyRule()) };
};
const userType = async () => ({
	typeId: await make('/api/v1/meta/types/user', {
		name: `kind${people++}`,
		displayName: 'Kind',
	}),
});
const link = () => ({
	primary: { name: `boss${people}`, title: 'Boss', type: 'USER' },
	associated: { name: `report${people++}`, title: 'Report', type: 'USER' },
});
const newLink = async (): Promise<string> => {
	const definition = link();
	await act('POST', '/api/v1/meta/schemas/user/linkedObjects', definition);
	return definition.primary.name;
};
const attribute = {
	definitions: { custom: { properties: { pet: { title: 'Pet', type: 'string' } } } },
};
const publicKey = async (kid: string) => {
	const jwk = await exportJWK((await generateKeyPair('ES256')).publicKey);
	return { ...jwk, kid, alg: 'ES256', use: 'sig' };
};
const clientBody = async () => ({
	client_name: `Service ${people++}`,
	application_type: 'service',
	grant_types: ['client_credentials'],
	response_types: ['token'],
	token_endpoint_auth_method: 'private_key_jwt',
	jwks: { keys: [await publicKey('first')] },
});
const client = () =>
	org.serviceApp({ key: 'ES256', scopes: ['okta.users.read'], roles: ['APP_ADMIN'] });
const inactiveClient = async () => {
	const { clientId } = await client();
	await act('POST', `/api/v1/apps/${clientId}/lifecycle/deactivate`);
	return clientId;
};
const clientKey = async (status: 'ACTIVE' | 'INACTIVE') => {
	const { appId } = await client();
	const keyId = await make(`/api/v1/apps/${appId}/credentials/jwks`, {
		...(await publicKey('second')),
		status,
	});
	return { appId, keyId };
};
const grants = async () => {
	const userId = await user();
	const { id } = org.directory.grants.add(userId, '0oa1', 'openid', 0);
	return { userId, grantId: id };
};
const source = () => {
	const [first] = org.apps.list();
	if (!first) throw new Error('There is no app');
	org.directory.addIdentitySource(first);
	return first.id;
};
const hired = () => {
	const userName = `hired${people++}@people.example`;
	return { externalId: userName, profile: { userName, email: userName, firstName: 'Ada' } };
};
const ofSource = async () => {
	const identitySourceId = source();
	const body = hired();
	await act('POST', `/api/v1/identity-sources/${identitySourceId}/users`, body);
	return { params: { identitySourceId, externalId: body.externalId }, body };
};
const createdApp = ['application.lifecycle.create'];

const steps: Steps = {
	'POST /api/v1/users': {
		ask: async () => ({ body: { profile: person('Ana'), groupIds: [await group()] } }),
		writes: ['user.lifecycle.create', 'user.lifecycle.activate', 'group.user_membership.add'],
	},
	'POST /api/v1/users/{id}': {
		ask: async () => ({
			params: { id: await user() },
			body: {
				profile: { email: 'new@people.example', city: 'Lisbon' },
				credentials: { password: { value: 'C0rrectHorse' } },
			},
		}),
		writes: [
			'user.account.update_profile',
			'user.account.update_primary_email',
			'user.account.update_password',
		],
	},
	'PUT /api/v1/users/{id}': {
		ask: async () => ({
			params: { id: await user() },
			body: {
				profile: person('Ben', { login: 'ben@people.example' }),
				type: { id: (await userType()).typeId },
			},
		}),
		writes: [
			'user.account.update_user_type',
			'user.account.update_profile',
			'user.account.update_primary_email',
		],
	},
	'DELETE /api/v1/users/{id}': {
		ask: async () => ({ params: { id: await leaver() } }),
		writes: ['user.lifecycle.delete.initiated', 'user.lifecycle.delete.completed'],
	},
	'POST /api/v1/users/{id}/lifecycle/activate': {
		ask: async () => ({ params: { id: await newUser('?activate=false') } }),
		writes: ['user.lifecycle.activate'],
	},
	'POST /api/v1/users/{id}/lifecycle/reactivate': {
		ask: async () => ({ params: { id: await newUser() } }),
		writes: ['user.lifecycle.reactivate'],
	},
	'POST /api/v1/users/{id}/lifecycle/deactivate': {
		ask: async () => ({ params: { id: (await assignment()).userId } }),
		writes: ['application.user_membership.remove', 'user.lifecycle.deactivate'],
	},
	'POST /api/v1/users/{id}/lifecycle/suspend': {
		ask: async () => ({ params: { id: await user() } }),
		writes: ['user.lifecycle.suspend'],
	},
	'POST /api/v1/users/{id}/lifecycle/unsuspend': {
		ask: async () => ({ params: { id: await suspended() } }),
		writes: ['user.lifecycle.unsuspend'],
	},
	'POST /api/v1/users/{id}/lifecycle/unlock': {
		ask: async () => ({ params: { id: await locked() } }),
		writes: ['user.account.unlock_by_admin'],
	},
	'POST /api/v1/users/{id}/lifecycle/reset_password': {
		ask: async () => ({ params: { id: await user() } }),
		writes: ['user.account.reset_password'],
	},
	'POST /api/v1/users/{userId}/credentials/forgot_password': {
		ask: async () => ({
			params: {
				userId: await newUser('', {
					credentials: {
						password: { value: 'Tr0ub4dor&3' },
						recovery_question: { question: 'Favourite colour?', answer: 'azure' },
					},
				}),
			},
		}),
		writes: ['user.account.reset_password'],
	},
	'POST /webauthn-registration/api/v1/initiate-fulfillment-request': {
		ask: async () => ({ body: { userId: await user(), fulfillmentProvider: 'yubico' } }),
		writes: ['system.mfa.preregister.initiate'],
	},
	'POST /api/v1/users/{id}/lifecycle/expire_password': {
		ask: async () => ({ params: { id: await user() } }),
		writes: ['user.account.expire_password'],
	},
	'POST /api/v1/users/{id}/lifecycle/expire_password_with_temp_password': {
		ask: async () => ({ params: { id: await user() } }),
		writes: ['user.account.expire_password'],
	},
	'POST /api/v1/users/{id}/lifecycle/reset_factors': {
		ask: async () => {
			const { userId } = await withFactor({ factorType: 'email' });
			await factor(userId, sms);
			return { params: { id: userId } };
		},
		writes: [
			'user.mfa.factor.deactivate',
			'user.mfa.factor.deactivate',
			'user.mfa.factor.reset_all',
		],
	},
	'DELETE /api/v1/users/{userId}/sessions': {
		ask: async () => ({ params: { userId: await user() } }),
		writes: ['user.session.clear'],
	},
	'POST /oauth2/v1/global-token-revocation': {
		ask: async () => ({ body: { sub_id: { format: 'opaque', id: await user() } } }),
		writes: ['user.authentication.universal_logout.scheduled'],
	},
	'POST /api/v1/groups': {
		ask: () => ({ body: { profile: { name: 'Beekeepers' } } }),
		writes: ['group.lifecycle.create'],
	},
	'PUT /api/v1/groups/{groupId}': {
		ask: async () => ({ params: { groupId: await group() }, body: { profile: { name: 'Bees' } } }),
		writes: ['group.profile.update'],
	},
	'DELETE /api/v1/groups/{groupId}': {
		ask: async () => ({ params: { groupId: await group() } }),
		writes: ['group.lifecycle.delete'],
	},
	'PUT /api/v1/groups/{groupId}/users/{userId}': {
		ask: async () => ({
			params: { groupId: (await groupAssignment()).groupId, userId: await user() },
		}),
		writes: ['group.user_membership.add', 'application.user_membership.add'],
	},
	'DELETE /api/v1/groups/{groupId}/users/{userId}': {
		ask: async () => ({ params: await member() }),
		writes: ['group.user_membership.remove'],
	},
	'DELETE /api/v1/apps/{appId}': {
		ask: async () => {
			const appId = await app();
			await act('POST', `/api/v1/apps/${appId}/lifecycle/deactivate`);
			return { params: { appId } };
		},
		writes: ['application.lifecycle.delete'],
	},
	'POST /api/v1/apps/{appId}/lifecycle/activate': {
		ask: async () => ({ params: { appId: await inactiveClient() } }),
		writes: ['application.lifecycle.activate', 'app.oauth2.client.lifecycle.activate'],
	},
	'POST /api/v1/apps/{appId}/lifecycle/deactivate': {
		ask: async () => ({ params: { appId: await app() } }),
		writes: ['application.lifecycle.deactivate'],
	},
	'POST /api/v1/apps/{appId}/users': {
		ask: async () => ({
			params: { appId: await app() },
			body: { id: await user(), scope: 'USER' },
		}),
		writes: ['application.user_membership.add'],
	},
	'POST /api/v1/apps/{appId}/users/{userId}': {
		ask: async () => ({
			params: await assignment(),
			body: { credentials: { userName: 'else', password: { value: 'secret' } } },
		}),
		writes: [
			'application.user_membership.update',
			'application.user_membership.change_username',
			'application.user_membership.change_password',
		],
	},
	'DELETE /api/v1/apps/{appId}/users/{userId}': {
		ask: async () => ({ params: await assignment() }),
		writes: ['application.user_membership.remove'],
	},
	'PUT /api/v1/apps/{appId}/groups/{groupId}': {
		ask: async () => ({ params: { appId: await app(), groupId: await group() } }),
		writes: ['group.application_assignment.add'],
	},
	'PATCH /api/v1/apps/{appId}/groups/{groupId}': {
		ask: async () => ({
			params: await groupAssignment(),
			body: [{ op: 'replace', path: '/priority', value: 7 }],
		}),
		writes: ['group.application_assignment.update'],
	},
	'DELETE /api/v1/apps/{appId}/groups/{groupId}': {
		ask: async () => ({ params: await groupAssignment() }),
		writes: ['group.application_assignment.remove'],
	},
	'DELETE /api/v1/apps/{appId}/tokens': {
		ask: async () => ({ params: { appId: await app() } }),
		writes: ['app.oauth2.token.revoke.implicit.client'],
	},
	'DELETE /api/v1/users/{userId}/clients/{clientId}/tokens': {
		ask: async () => ({ params: { userId: await user(), clientId: await app() } }),
		writes: ['app.oauth2.token.revoke.implicit.client'],
	},
	'POST /api/v1/meta/schemas/user/{schemaId}': {
		ask: () => ({ params: { schemaId: 'default' }, body: attribute }),
		writes: ['directory.user_profile.update'],
	},
	'POST /api/v1/meta/schemas/apps/{appId}/default': {
		ask: async () => ({ params: { appId: await app() }, body: attribute }),
		writes: ['directory.app_user_profile.update'],
	},
	'POST /api/v1/meta/types/user': {
		ask: () => ({ body: { name: 'robot', displayName: 'Robot' } }),
		writes: ['directory.non_default_user_profile.create'],
	},
	'POST /api/v1/users/{userId}/factors': {
		ask: async () => ({ params: { userId: await user() }, body: sms }),
		writes: ['system.sms.send_phone_verification_message'],
	},
	'DELETE /api/v1/users/{userId}/factors/{factorId}': {
		ask: async () => {
			const userId = await user();
			await factor(userId, { factorType: 'token:software:totp' });
			return { params: { userId, factorId: await factor(userId, { factorType: 'push' }) } };
		},
		writes: [
			'user.mfa.factor.deactivate',
			'user.mfa.factor.deactivate',
			'user.mfa.factor.deactivate',
		],
	},
	'POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate': {
		ask: async () => {
			const params = await withFactor(sms, '');
			const found = org.directory.findUser(params.userId);
			const [enrolled] = found ? org.directory.factorsOf(found) : [];
			return { params, body: { passCode: enrolled?.code?.value } };
		},
		// A phone is enrolled for both, whichever was asked for.
		writes: ['user.mfa.factor.activate', 'user.mfa.factor.activate'],
	},
	'POST /api/v1/users/{userId}/factors/{factorId}/resend': {
		ask: async () => ({ params: await withFactor({ factorType: 'email' }) }),
		writes: ['system.email.send_factor_verify_message'],
	},
	'POST /api/v1/users/{userId}/factors/{factorId}/verify': {
		ask: async () => ({ params: await withFactor(sms) }),
		writes: ['system.sms.send_factor_verify_message'],
	},
	'POST /api/v1/users/{userId}/roles': {
		ask: async () => ({ params: { userId: await user() }, body: { type: 'APP_ADMIN' } }),
		writes: ['user.account.privilege.grant'],
	},
	'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}': {
		ask: async () => ({ params: await withRole('APP_ADMIN') }),
		writes: ['user.account.privilege.revoke'],
	},
	'POST /api/v1/groups/{groupId}/roles': {
		ask: async () => ({ params: { groupId: await group() }, body: { type: 'APP_ADMIN' } }),
		writes: ['group.privilege.grant'],
	},
	'DELETE /api/v1/groups/{groupId}/roles/{roleAssignmentId}': {
		ask: async () => {
			const groupId = await group();
			const roleAssignmentId = await make(`/api/v1/groups/${groupId}/roles`, { type: 'APP_ADMIN' });
			return { params: { groupId, roleAssignmentId } };
		},
		writes: ['group.privilege.revoke'],
	},
	'DELETE /api/v1/users/{userId}/grants': {
		ask: async () => ({ params: await grants() }),
		writes: ['app.oauth2.as.consent.revoke.user'],
	},
	'DELETE /api/v1/users/{userId}/grants/{grantId}': {
		ask: async () => ({ params: await grants() }),
		writes: ['app.oauth2.as.consent.revoke'],
	},
	'DELETE /api/v1/devices/{deviceId}': {
		ask: () => ({ params: device('DEACTIVATED') }),
		writes: ['device.lifecycle.delete'],
	},
	'POST /api/v1/devices/{deviceId}/lifecycle/activate': {
		ask: () => ({ params: device('DEACTIVATED') }),
		writes: ['device.lifecycle.activate'],
	},
	'POST /api/v1/devices/{deviceId}/lifecycle/deactivate': {
		ask: () => ({ params: device('ACTIVE') }),
		writes: ['device.lifecycle.deactivate'],
	},
	'POST /api/v1/devices/{deviceId}/lifecycle/suspend': {
		ask: () => ({ params: device('ACTIVE') }),
		writes: ['device.lifecycle.suspend'],
	},
	'POST /api/v1/devices/{deviceId}/lifecycle/unsuspend': {
		ask: () => ({ params: device('SUSPENDED') }),
		writes: ['device.lifecycle.unsuspend'],
	},
	'POST /api/v1/users/{userId}/authenticator-enrollments/tac': {
		ask: async () => ({
			params: { userId: await user() },
			body: { authenticatorId: tacAuthenticatorId({ org }) },
		}),
		writes: ['user.mfa.factor.activate'],
	},
	'DELETE /api/v1/users/{userId}/authenticator-enrollments/{enrollmentId}': {
		ask: async () => {
			const userId = await user();
			const enrollmentId = await make(`/api/v1/users/${userId}/authenticator-enrollments/tac`, {
				authenticatorId: tacAuthenticatorId({ org }),
			});
			return { params: { userId, enrollmentId } };
		},
		writes: ['user.mfa.factor.deactivate'],
	},
	'POST /api/v1/eventHooks': { ask: () => ({ body: hook() }), writes: ['event_hook.created'] },
	'PUT /api/v1/eventHooks/{eventHookId}': {
		ask: async () => ({ params: await inactiveHook(), body: hook() }),
		writes: ['event_hook.updated'],
	},
	'DELETE /api/v1/eventHooks/{eventHookId}': {
		ask: async () => ({ params: await inactiveHook() }),
		writes: ['event_hook.deleted'],
	},
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/verify': {
		ask: async () => ({ params: await inactiveHook() }),
		writes: ['event_hook.verified'],
	},
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/activate': {
		ask: async () => ({ params: await inactiveHook() }),
		writes: ['event_hook.activated'],
	},
	'POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate': {
		ask: async () => ({ params: { eventHookId: await make('/api/v1/eventHooks', hook()) } }),
		writes: ['event_hook.deactivated'],
	},
	'POST /api/v1/inlineHooks': {
		ask: () => ({ body: newAsking() }),
		writes: ['inline_hook.created'],
	},
	'PUT /api/v1/inlineHooks/{inlineHookId}': {
		ask: async () => ({ params: await inactiveAsking(), body: asking() }),
		writes: ['inline_hook.updated'],
	},
	'DELETE /api/v1/inlineHooks/{inlineHookId}': {
		ask: async () => ({ params: await inactiveAsking() }),
		writes: ['inline_hook.deleted'],
	},
	'POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/activate': {
		ask: async () => ({ params: await inactiveAsking() }),
		writes: ['inline_hook.activated'],
	},
	'POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/deactivate': {
		ask: async () => ({ params: { inlineHookId: await make('/api/v1/inlineHooks', newAsking()) } }),
		writes: ['inline_hook.deactivated'],
	},
	'POST /api/v1/groups/rules': {
		ask: async () => ({ body: rule(await group(), [await user()]) }),
		writes: ['group.user_membership.rule.add_exclusion'],
	},
	'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate': {
		ask: async () => {
			await newUser('', { profile: person('Lis', { city: 'Lisbon' }) });
			return { params: { groupRuleId: await newRule() } };
		},
		writes: ['group.user_membership.rule.trigger', 'group.user_membership.add'],
	},
	'POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate': {
		ask: async () => {
			const groupRuleId = await newRule();
			await act('POST', `/api/v1/groups/rules/${groupRuleId}/lifecycle/activate`);
			return { params: { groupRuleId } };
		},
		writes: ['group.user_membership.rule.deactivated'],
	},
	'POST /api/v1/meta/schemas/user/linkedObjects': {
		ask: () => ({ body: link() }),
		writes: ['directory.linked_object.create'],
	},
	'DELETE /api/v1/meta/schemas/user/linkedObjects/{linkedObjectName}': {
		ask: async () => ({ params: { linkedObjectName: await newLink() } }),
		writes: ['directory.linked_object.delete'],
	},
	'POST /api/v1/iam/roles': {
		ask: () => ({
			body: { label: 'Unlocker', description: 'Unlocks', permissions: ['okta.users.read'] },
		}),
		writes: ['iam.role.create'],
	},
	'POST /api/v1/iam/resource-sets': {
		ask: () => ({
			body: { label: 'All', description: 'All', resources: [`${org.url}/api/v1/users`] },
		}),
		writes: ['iam.resourceset.create'],
	},
	'PUT /api/v1/iam/roles/{roleIdOrLabel}': {
		ask: async () => ({ params: await newRole(), body: newName() }),
		writes: ['iam.role.update'],
	},
	'DELETE /api/v1/iam/roles/{roleIdOrLabel}': {
		ask: async () => ({ params: await newRole() }),
		writes: ['iam.role.delete'],
	},
	'POST /api/v1/iam/roles/{roleIdOrLabel}/permissions/{permissionType}': {
		ask: async () => ({
			params: { ...(await newRole()), permissionType: 'okta.groups.read' },
		}),
		writes: ['iam.role.permissions.add'],
	},
	'DELETE /api/v1/iam/roles/{roleIdOrLabel}/permissions/{permissionType}': {
		ask: async () => ({
			params: { ...(await newRole()), permissionType: 'okta.users.read' },
		}),
		writes: ['iam.role.permissions.delete'],
	},
	'PUT /api/v1/iam/resource-sets/{resourceSetIdOrLabel}': {
		ask: async () => ({ params: await newSet(), body: newName() }),
		writes: ['iam.resourceset.update'],
	},
	'DELETE /api/v1/iam/resource-sets/{resourceSetIdOrLabel}': {
		ask: async () => ({ params: await newSet() }),
		writes: ['iam.resourceset.delete'],
	},
	'PATCH /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/resources': {
		ask: async () => ({
			params: await newSet(),
			body: { additions: [`${org.url}/api/v1/apps`] },
		}),
		writes: ['iam.resourceset.resources.add'],
	},
	'DELETE /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/resources/{resourceId}': {
		ask: async () => {
			const params = await newSet();
			const set = org.directory.resourceSets.find(({ id }) => id === params.resourceSetIdOrLabel);
			return { params: { ...params, resourceId: set?.resources[0]?.id ?? '' } };
		},
		writes: ['iam.resourceset.resources.delete'],
	},
	'POST /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings': {
		ask: async () => ({
			params: await newSet(),
			body: { role: (await newRole()).roleIdOrLabel, members: [await userAddress()] },
		}),
		writes: ['iam.resourceset.bindings.add'],
	},
	'DELETE /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}': {
		ask: async () => ({ params: await newBinding() }),
		writes: ['iam.resourceset.bindings.delete'],
	},
	'PATCH /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members': {
		ask: async () => ({
			params: await newBinding(),
			body: { additions: [await userAddress()] },
		}),
		writes: ['iam.resourceset.bindings.add'],
	},
	'DELETE /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members/{memberId}':
		{
			ask: async () => ({ params: await newBinding() }),
			writes: ['iam.resourceset.bindings.delete'],
		},
	'POST /api/v1/policies': {
		ask: () => ({ body: policy() }),
		writes: ['policy.lifecycle.create'],
	},
	'PUT /api/v1/policies/{policyId}': {
		ask: async () => ({ params: await newPolicy(), body: policy() }),
		writes: ['policy.lifecycle.update'],
	},
	'DELETE /api/v1/policies/{policyId}': {
		ask: async () => ({ params: await newPolicy() }),
		writes: ['policy.lifecycle.delete'],
	},
	'POST /api/v1/policies/{policyId}/lifecycle/activate': {
		ask: async () => ({ params: await newPolicy() }),
		writes: ['policy.lifecycle.activate'],
	},
	'POST /api/v1/policies/{policyId}/lifecycle/deactivate': {
		ask: async () => ({ params: await newPolicy() }),
		writes: ['policy.lifecycle.deactivate'],
	},
	'POST /api/v1/policies/{policyId}/rules': {
		ask: async () => ({ params: await newPolicy(), body: policyRule() }),
		writes: ['policy.rule.add'],
	},
	'PUT /api/v1/policies/{policyId}/rules/{ruleId}': {
		ask: async () => ({ params: await newPolicyRule(), body: policyRule() }),
		writes: ['policy.rule.update'],
	},
	'DELETE /api/v1/policies/{policyId}/rules/{ruleId}': {
		ask: async () => ({ params: await newPolicyRule() }),
		writes: ['policy.rule.delete'],
	},
	'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/activate': {
		ask: async () => ({ params: await newPolicyRule() }),
		writes: ['policy.rule.activate'],
	},
	'POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate': {
		ask: async () => ({ params: await newPolicyRule() }),
		writes: ['policy.rule.deactivate'],
	},
	'POST /api/v1/zones': { ask: () => ({ body: zone() }), writes: ['zone.create'] },
	'PUT /api/v1/zones/{zoneId}': {
		ask: async () => ({ params: { zoneId: await make('/api/v1/zones', zone()) }, body: zone() }),
		writes: ['zone.update'],
	},
	'DELETE /api/v1/zones/{zoneId}': {
		ask: async () => ({ params: { zoneId: await make('/api/v1/zones', zone()) } }),
		writes: ['zone.delete'],
	},
	'POST /api/v1/zones/{zoneId}/lifecycle/activate': {
		ask: async () => ({ params: { zoneId: await make('/api/v1/zones', zone()) } }),
		writes: ['zone.activate'],
	},
	'POST /api/v1/zones/{zoneId}/lifecycle/deactivate': {
		ask: async () => ({ params: { zoneId: await make('/api/v1/zones', zone()) } }),
		writes: ['zone.deactivate'],
	},
	'POST /api/v1/apps': { ask: () => ({ body: bookmark() }), writes: createdApp },
	'PUT /api/v1/apps/{appId}': {
		ask: async () => ({ params: { appId: await app() }, body: bookmark() }),
		writes: ['application.lifecycle.update'],
	},
	'PUT /api/v1/apps/{appId}/policies/{policyId}': {
		ask: async () => ({ params: { appId: await app(), policyId: anotherPolicy() } }),
		writes: ['application.lifecycle.update'],
	},
	'POST /oauth2/v1/clients': {
		ask: async () => ({ body: await clientBody() }),
		writes: [...createdApp, 'app.oauth2.client.lifecycle.create'],
	},
	'PUT /oauth2/v1/clients/{clientId}': {
		ask: async () => {
			const { clientId } = await client();
			return { params: { clientId }, body: { ...(await clientBody()), client_id: clientId } };
		},
		writes: ['application.lifecycle.update', 'app.oauth2.client.lifecycle.update'],
	},
	'DELETE /oauth2/v1/clients/{clientId}': {
		ask: async () => ({ params: { clientId: await inactiveClient() } }),
		writes: ['application.lifecycle.delete', 'app.oauth2.client.lifecycle.delete'],
	},
	'POST /api/v1/apps/{appId}/grants': {
		ask: async () => ({
			params: { appId: (await client()).appId },
			body: { scopeId: 'okta.groups.read', issuer: org.url },
		}),
		writes: ['app.oauth2.admin.consent.grant'],
	},
	'DELETE /api/v1/apps/{appId}/grants/{grantId}': {
		ask: async () => {
			const { appId } = await client();
			const [granted] = org.clients.ofApp(appId)?.grants ?? [];
			return { params: { appId, grantId: granted?.id ?? '' } };
		},
		writes: ['app.oauth2.admin.consent.revoke'],
	},
	'POST /api/v1/apps/{appId}/credentials/jwks': {
		ask: async () => ({
			params: { appId: (await client()).appId },
			body: await publicKey('second'),
		}),
		writes: ['app.oauth2.credentials.lifecycle.create'],
	},
	'DELETE /api/v1/apps/{appId}/credentials/jwks/{keyId}': {
		ask: async () => ({ params: await clientKey('INACTIVE') }),
		writes: ['app.oauth2.credentials.lifecycle.delete'],
	},
	'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/activate': {
		ask: async () => ({ params: await clientKey('INACTIVE') }),
		writes: ['app.oauth2.credentials.lifecycle.activate'],
	},
	'POST /api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/deactivate': {
		ask: async () => ({ params: await clientKey('ACTIVE') }),
		writes: ['app.oauth2.credentials.lifecycle.deactivate'],
	},
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/start-import': {
		ask: async () => {
			const identitySourceId = source();
			const path = `/api/v1/identity-sources/${identitySourceId}/sessions`;
			const sessionId = await make(path);
			const profiles = [hired()];
			await act('POST', `${path}/${sessionId}/bulk-upsert`, { entityType: 'USERS', profiles });
			return { params: { identitySourceId, sessionId } };
		},
		writes: ['user.lifecycle.create'],
	},
	'POST /api/v1/identity-sources/{identitySourceId}/users': {
		ask: () => ({ params: { identitySourceId: source() }, body: hired() }),
		writes: ['user.lifecycle.create'],
	},
	'PUT /api/v1/identity-sources/{identitySourceId}/users/{externalId}': {
		ask: ofSource,
		writes: ['user.account.update_profile'],
	},
	'PATCH /api/v1/identity-sources/{identitySourceId}/users/{externalId}': {
		ask: ofSource,
		writes: ['user.account.update_profile'],
	},
	'DELETE /api/v1/identity-sources/{identitySourceId}/users/{externalId}': {
		ask: ofSource,
		writes: ['user.lifecycle.deactivate'],
	},
	'POST /governance/api/v1/campaigns/{campaignId}/launch': {
		ask: async () => ({ params: { campaignId: await campaign() } }),
		writes: ['certification.campaign.launch'],
	},
	'POST /governance/api/v1/campaigns/{campaignId}/end': {
		ask: async () => {
			const campaignId = await campaign();
			await act('POST', `/governance/api/v1/campaigns/${campaignId}/launch`);
			return { params: { campaignId }, body: {} };
		},
		writes: ['certification.campaign.close'],
	},
	'POST /governance/api/v2/resources/{resourceId}/request-conditions': {
		ask: () => ({ params: { resourceId: governedApp() }, body: everyone() }),
		writes: ['access.request.condition.create'],
	},
	'POST /governance/api/v2/resources/{resourceId}/request-conditions/{requestConditionId}/activate':
		{ ask: condition, writes: ['access.request.condition.activate'] },
	'POST /governance/api/v2/resources/{resourceId}/request-conditions/{requestConditionId}/deactivate':
		{
			ask: async () => {
				const made = await condition();
				await act(
					'POST',
					`${conditionsOf(governedApp())}/${made.params.requestConditionId}/activate`,
				);
				return made;
			},
			writes: ['access.request.condition.deactivate'],
		},
	'DELETE /governance/api/v2/resources/{resourceId}/request-conditions/{requestConditionId}': {
		ask: condition,
		writes: ['access.request.condition.delete'],
	},
	'POST /governance/api/v2/requests': {
		ask: () => ({ body: wish() }),
		writes: ['access.request.create'],
	},
	'POST /oauth2/v1/clients/{clientId}/roles': {
		ask: async () => ({
			params: { clientId: (await client()).clientId },
			body: { type: 'READ_ONLY_ADMIN' },
		}),
		writes: ['app.oauth2.client.privilege.grant'],
	},
	'DELETE /oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}': {
		ask: async () => {
			const { clientId } = await client();
			const [role] = org.clients.get(clientId)?.roles ?? [];
			return { params: { clientId, roleAssignmentId: role?.id ?? '' } };
		},
		writes: ['app.oauth2.client.privilege.revoke'],
	},
};

/** Routes that write nothing: the catalogue of event types has none for them. */
const silent: ReadonlySet<string> = new Set([
	'PUT /api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules/{ruleId}',
	'POST /api/v1/inlineHooks/{inlineHookId}/execute',
	'PUT /api/v1/users/{userId}/classification',
	'POST /api/v1/org/email/bounces/remove-list',
	'POST /webauthn-registration/api/v1/enroll',
	'POST /webauthn-registration/api/v1/activate',
	'POST /webauthn-registration/api/v1/send-pin',
	'POST /webauthn-registration/api/v1/users/{userId}/enrollments/{authenticatorEnrollmentId}/mark-error',
	'DELETE /webauthn-registration/api/v1/users/{userId}/enrollments/{authenticatorEnrollmentId}',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions',
	'DELETE /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-upsert',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-delete',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-group-memberships-delete',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-group-memberships-upsert',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-groups-delete',
	'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-groups-upsert',
	'POST /api/v1/identity-sources/{identitySourceId}/groups',
	'POST /api/v1/identity-sources/{identitySourceId}/groups/{groupOrExternalId}',
	'DELETE /api/v1/identity-sources/{identitySourceId}/groups/{groupOrExternalId}',
	'POST /api/v1/identity-sources/{identitySourceId}/groups/{groupOrExternalId}/membership',
	'DELETE /api/v1/identity-sources/{identitySourceId}/groups/{groupOrExternalId}/membership/{memberExternalId}',

	'POST /api/v1/device-assurances',
	'PUT /api/v1/device-assurances/{deviceAssuranceId}',
	'DELETE /api/v1/device-assurances/{deviceAssuranceId}',
	'POST /api/v1/realms',
	'PUT /api/v1/realms/{realmId}',
	'DELETE /api/v1/realms/{realmId}',
	'POST /api/v1/realm-assignments',
	'POST /api/v1/realm-assignments/operations',
	'DELETE /api/v1/realm-assignments/{assignmentId}',
	'POST /api/v1/realm-assignments/{assignmentId}/lifecycle/activate',
	'POST /api/v1/realm-assignments/{assignmentId}/lifecycle/deactivate',
	'POST /governance/api/v1/entitlements',
	'DELETE /governance/api/v1/entitlements/{entitlementId}',
	'POST /governance/api/v1/grants',
	'PATCH /governance/api/v1/grants/{grantId}',
	'POST /governance/api/v1/campaigns',
	'POST /governance/api/v2/requests/{requestId}/messages',
	'DELETE /governance/api/v1/campaigns/{campaignId}',
	'POST /governance/api/v1/campaigns/{campaignId}/reviews/reassign',
	'POST /api/v1/groups/{groupId}/owners',
	'DELETE /api/v1/groups/{groupId}/owners/{ownerId}',
	'PUT /api/v1/groups/rules/{groupRuleId}',
	'DELETE /api/v1/groups/rules/{groupRuleId}',
	'POST /api/v1/meta/schemas/group/default',
	'POST /api/v1/meta/types/user/{typeId}',
	'PUT /api/v1/meta/types/user/{typeId}',
	'DELETE /api/v1/meta/types/user/{typeId}',
	'PUT /api/v1/users/{userIdOrLogin}/linkedObjects/{primaryRelationshipName}/{primaryUserId}',
	'DELETE /api/v1/users/{userIdOrLogin}/linkedObjects/{relationshipName}',
	'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups/{groupId}',
	'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups/{groupId}',
	'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}',
	'PUT /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}/{appId}',
	'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}/{appId}',
	'POST /api/v1/org',
	'PUT /api/v1/org',
]);

const changing = [...directoryRoutes, ...administrationRoutes]
	.map(({ route }) => route)
	.filter((route) => !route.startsWith('GET '));

describe('the System Log', () => {
	it('knows of every route that changes something whether it writes', () => {
		expect([...Object.keys(steps), ...silent].sort()).toEqual([...changing].sort());
	});

	it.each(Object.entries(steps))('is written by %s', async (route, { ask, writes }) => {
		const { params = {}, query = '', body } = await ask();
		const [method = '', template = ''] = route.split(' ');
		const path = template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
		const before = org.log.events.length;

		await act(method, path + query, body);

		const written = org.log.events.slice(before);
		expect(written.map(({ eventType }) => eventType)).toEqual(writes);
		for (const { eventType } of written)
			expect(HOOKABLE.has(eventType) || LOG_ONLY.has(eventType)).toBe(true);
		for (const { actor, target, outcome, transaction } of written) {
			expect(actor).toMatchObject({ ...org.directory.administrator, type: 'User' });
			expect(target?.every(({ id, type }) => id !== '' && type !== '')).toBe(true);
			expect(target).not.toHaveLength(0);
			expect(outcome.result).toBe('SUCCESS');
			expect(transaction).toEqual(written[0]?.transaction);
		}
	});

	const withIds = changing.filter((route) => /\{(?!schemaId)/.test(route));
	it.each(withIds)('is not written by %s for what does not exist', async (route) => {
		const [method = '', template = ''] = route.split(' ');

		await expect(act(method, template.replace(/\{\w+\}/g, 'nothing'), {})).rejects.toThrow(
			'E0000007',
		);
		expect(org.log.events).toEqual([]);
	});

	it('only knows types hooks can have or polling shows, never both', () => {
		expect([...LOG_ONLY].filter((type) => HOOKABLE.has(type))).toEqual([]);
	});
});
