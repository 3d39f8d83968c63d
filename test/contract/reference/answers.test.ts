import { createServer } from 'node:http';
import { text } from '../../../nodes/Okta/transport/json';
import { startOrg, type Org } from '../../org';
import { administrationRoutes } from '../../org/administration';
import { directoryRoutes } from '../../org/directory';
import { tacAuthenticatorId } from '../../org/directory/authenticators';
import { isObject, type JsonObject } from '../../org/directory/request';
import { admin, idOf, person, type Answer } from '../../org/directory/support/admin';
import { Router } from '../../org/router';
import { answerFaults } from './answers';

const routes = [...directoryRoutes, ...administrationRoutes];
const router = new Router(routes);
const answered = new Set<string>();

/** The reference's spelling of a route of the org: parameters may be named differently. */
const templateOf = (method: string, path: string): string => {
	const pathname = path.split('?')[0] ?? '';
	const match = router.match(method, pathname.split('/').filter(Boolean));
	if (match.found !== 'route') throw new Error(`The org has no ${method} ${path}`);
	answered.add(match.route.route);
	return match.route.route.split(' ')[1] ?? '';
};

let org: Org;

beforeAll(async () => {
	org = await startOrg({ users: 300, groups: 6, apps: 8 });
});

afterAll(() => org.close());

/** Sends a request that has to succeed, and holds its answer against the reference. */
async function ask(route: string, body?: unknown): Promise<unknown> {
	const answer = await judge(route, body);
	expect({ route, succeeds: answer.status < 300 }).toEqual({ route, succeeds: true });
	return answer.body;
}

/** Sends a request that has to be refused, and holds the refusal against the reference. */
async function refused(status: number, route: string, body?: unknown): Promise<void> {
	const answer = await judge(route, body);
	expect({ route, status: answer.status }).toEqual({ route, status });
}

async function judge(route: string, body: unknown): Promise<Answer> {
	const [method = '', path = ''] = route.split(' ');
	const answer = await admin(org)(method, path, body);
	const template = templateOf(method, path);
	const faults = answerFaults({ method, template, status: answer.status, body: answer.body });
	expect({ route, status: answer.status, faults }).toEqual({
		route,
		status: answer.status,
		faults: [],
	});
	return answer;
}

async function object(route: string, body?: unknown): Promise<JsonObject> {
	const answer = await ask(route, body);
	if (!isObject(answer)) throw new Error(`${route} answered ${JSON.stringify(answer)}`);
	return answer;
}

async function first(route: string): Promise<JsonObject> {
	const answer = await ask(route);
	const item: unknown = Array.isArray(answer) ? answer[0] : undefined;
	if (!isObject(item)) throw new Error(`${route} answered ${JSON.stringify(answer)}`);
	return item;
}

describe("the practice org's answers are ones of Okta's reference:", () => {
	test('users', async () => {
		const ana = await object('POST /api/v1/users?activate=false', {
			profile: person('Ana', { login: 'ana@people.example' }),
			credentials: { password: { value: 'Tr0ub4dour!' } },
		});
		const user = `/api/v1/users/${idOf(ana)}`;
		await ask('GET /api/v1/users?limit=5');
		await ask('GET /api/v1/users?search=profile.department%20pr&limit=5');
		await ask(`GET ${user}`);
		await ask(`POST ${user}`, { profile: { title: 'Engineer' } });
		await ask(`PUT ${user}`, { profile: person('Ana', { login: 'ana@people.example' }) });
		await ask(`POST ${user}/lifecycle/activate?sendEmail=false`);
		await ask(`POST ${user}/lifecycle/suspend`);
		await ask(`POST ${user}/lifecycle/unsuspend`);
		await ask(`POST ${user}/lifecycle/reset_password?sendEmail=false`);
		await ask(`GET ${user}/classification`);
		await ask(`PUT ${user}/classification`, { type: 'LITE' });
		await refused(403, `POST ${user}/credentials/forgot_password?sendEmail=false`);
		await ask(`POST ${user}/lifecycle/expire_password`);
		await ask(`POST ${user}/lifecycle/expire_password_with_temp_password`);
		await ask(`GET ${user}/groups`);
		await ask(`GET ${user}/appLinks`);
		await ask(`GET ${user}/blocks`);
		await ask(`DELETE ${user}/sessions`);
		await ask(`POST ${user}/lifecycle/deactivate`);
		await ask(`DELETE ${user}`);
		const staged = await object('POST /api/v1/users', { profile: person('Ben') });
		await ask(`POST /api/v1/users/${idOf(staged)}/lifecycle/reactivate?sendEmail=false`);
		await ask(`POST /api/v1/users/${await lockedOut()}/lifecycle/unlock`);
	});

	test('groups and their members', async () => {
		const group = await object('POST /api/v1/groups', { profile: { name: 'Judges' } });
		const one = `/api/v1/groups/${idOf(group)}`;
		const member = idOf(await first('GET /api/v1/users?limit=1'));
		await ask('GET /api/v1/groups?limit=3');
		await ask(`GET ${one}`);
		await ask(`PUT ${one}`, { profile: { name: 'Judges', description: 'Strict ones' } });
		await ask(`PUT ${one}/users/${member}`);
		await ask(`GET ${one}/users`);
		await ask(`GET ${one}/apps`);
		await ask(`DELETE ${one}/users/${member}`);
		await ask(`DELETE ${one}`);
	});

	test('apps and their assignments', async () => {
		const app = await object('POST /api/v1/apps', {
			name: 'bookmark',
			label: 'Judgements',
			signOnMode: 'BOOKMARK',
			settings: { app: { url: 'https://judgements.example' } },
		});
		const one = `/api/v1/apps/${idOf(app)}`;
		const user = idOf(await first('GET /api/v1/users?limit=1'));
		const group = idOf(await first('GET /api/v1/groups?limit=1'));
		await ask('GET /api/v1/apps?limit=5');
		await ask(`GET ${one}`);
		await ask(`PUT ${one}`, { ...app, label: 'Rulings' });
		await ask(`POST ${one}/users`, { id: user, scope: 'USER' });
		await ask(`GET ${one}/users`);
		await ask(`GET ${one}/users/${user}`);
		await ask(`POST ${one}/users/${user}`, { credentials: { userName: 'judge' } });
		await ask(`DELETE ${one}/users/${user}`);
		await ask(`PUT ${one}/groups/${group}`, { priority: 0 });
		await ask(`GET ${one}/groups`);
		await ask(`GET ${one}/groups/${group}`);
		await ask(`PATCH ${one}/groups/${group}`, [{ op: 'replace', path: '/priority', value: 1 }]);
		await ask(`DELETE ${one}/groups/${group}`);
		await ask(`DELETE ${one}/tokens`);
		const policy = idOf(await first('GET /api/v1/policies?type=ACCESS_POLICY'));
		await ask(`PUT ${one}/policies/${policy}`);
		const portal = idOf(await first('GET /api/v1/apps?q=Expense'));
		await ask(`GET /api/v1/apps/${portal}/tokens`);
		await ask(`POST ${one}/lifecycle/deactivate`);
		await ask(`POST ${one}/lifecycle/activate`);
		await ask(`POST ${one}/lifecycle/deactivate`);
		await ask(`DELETE ${one}`);
	});

	test('service apps, their scopes, keys and roles', async () => {
		const { keys } = await org.serviceApp({ key: 'ES256' });
		const metadata = {
			client_name: 'Judge',
			application_type: 'service',
			grant_types: ['client_credentials'],
			response_types: ['token'],
			token_endpoint_auth_method: 'private_key_jwt',
			jwks: { keys: keys.map(({ publicJwk }) => publicJwk) },
		};
		const { client_id } = await object('POST /oauth2/v1/clients', metadata);
		if (typeof client_id !== 'string') throw new Error('The client has no client_id');
		const client = `/oauth2/v1/clients/${client_id}`;
		const app = `/api/v1/apps/${client_id}`;
		await ask('GET /oauth2/v1/clients');
		await ask(`GET ${client}`);
		await ask(`PUT ${client}`, { ...metadata, client_id });
		await ask(`GET ${app}`);

		const grant = await object(`POST ${app}/grants`, {
			issuer: org.url,
			scopeId: 'okta.users.read',
		});
		await ask(`GET ${app}/grants`);
		await ask(`GET ${app}/grants/${idOf(grant)}`);
		await ask(`DELETE ${app}/grants/${idOf(grant)}`);

		const [next] = (await org.serviceApp({ key: 'RS256' })).keys;
		const key = idOf(await object(`POST ${app}/credentials/jwks`, next?.publicJwk));
		await ask(`GET ${app}/credentials/jwks`);
		await ask(`GET ${app}/credentials/jwks/${key}`);
		await ask(`POST ${app}/credentials/jwks/${key}/lifecycle/deactivate`);
		await ask(`POST ${app}/credentials/jwks/${key}/lifecycle/activate`);
		await refused(400, `DELETE ${app}/credentials/jwks/${key}`);
		await ask(`POST ${app}/credentials/jwks/${key}/lifecycle/deactivate`);
		await ask(`DELETE ${app}/credentials/jwks/${key}`);

		const role = idOf(await object(`POST ${client}/roles`, { type: 'READ_ONLY_ADMIN' }));
		await ask(`GET ${client}/roles`);
		await ask(`GET ${client}/roles/${role}`);
		await ask(`DELETE ${client}/roles/${role}`);

		await ask(`POST ${app}/lifecycle/deactivate`);
		await ask(`DELETE ${client}`);
	});

	test('schemas and user types', async () => {
		const custom = (name: string) => ({
			definitions: {
				custom: {
					id: '#custom',
					type: 'object',
					properties: { [name]: { title: name, type: 'string' } },
				},
			},
		});
		const app = idOf(await first('GET /api/v1/apps?limit=1'));
		await ask('GET /api/v1/meta/schemas/user/default');
		await ask('POST /api/v1/meta/schemas/user/default', custom('robe'));
		await ask('GET /api/v1/meta/schemas/group/default');
		await ask('POST /api/v1/meta/schemas/group/default', custom('bench'));
		await ask(`GET /api/v1/meta/schemas/apps/${app}/default`);
		await ask(`POST /api/v1/meta/schemas/apps/${app}/default`, custom('docket'));
		const type = await object('POST /api/v1/meta/types/user', {
			name: 'judge',
			displayName: 'Judge',
		});
		const one = `/api/v1/meta/types/user/${idOf(type)}`;
		await ask('GET /api/v1/meta/types/user');
		await ask(`GET ${one}`);
		await ask(`POST ${one}`, { displayName: 'Chief judge' });
		await ask(`PUT ${one}`, { name: 'judge', displayName: 'Judge', description: 'Wears a robe' });
		await ask(`DELETE ${one}`);
	});

	test('factors', async () => {
		const user = await object('POST /api/v1/users', {
			profile: person('Cleo', { mobilePhone: '+4369912345678' }),
			credentials: { password: { value: 'Tr0ub4dour!' } },
		});
		const factors = `/api/v1/users/${idOf(user)}/factors`;
		await ask(`GET ${factors}/catalog`);
		const sms = await object(`POST ${factors}`, {
			factorType: 'sms',
			provider: 'OKTA',
			profile: { phoneNumber: '+4369912345678' },
		});
		org.clock.advance(31_000);
		await ask(`POST ${factors}/${idOf(sms)}/resend`, { factorType: 'sms', provider: 'OKTA' });
		const push = await object(`POST ${factors}`, { factorType: 'push', provider: 'OKTA' });
		const one = `${factors}/${idOf(push)}`;
		await ask(`GET ${factors}`);
		await ask(`GET ${one}`);
		await ask(`POST ${one}/lifecycle/activate`);
		const { _links } = await object(`POST ${one}/verify`);
		const poll = /\/transactions\/[^"]+/.exec(JSON.stringify(_links))?.[0] ?? '';
		await ask(`GET ${one}${poll}`);
		await ask(`DELETE ${one}`);
		await ask(`POST /api/v1/users/${idOf(user)}/lifecycle/reset_factors`);
	});

	test('admin roles and consents', async () => {
		const user = idOf(await first('GET /api/v1/users?limit=1'));
		const group = idOf(await object('POST /api/v1/groups', { profile: { name: 'Admins' } }));
		for (const assignee of [`/api/v1/users/${user}`, `/api/v1/groups/${group}`]) {
			const role = idOf(await object(`POST ${assignee}/roles`, { type: 'HELP_DESK_ADMIN' }));
			await ask(`GET ${assignee}/roles`);
			await ask(`GET ${assignee}/roles/${role}`);
			await ask(`DELETE ${assignee}/roles/${role}`);
		}
		await ask('GET /api/v1/iam/assignees/users');
		await ask('GET /api/v1/api-tokens');
		await ask('GET /api/v1/iam/roles');
		await ask('GET /api/v1/iam/resource-sets');
		const grants = `/api/v1/users/${user}/grants`;
		await ask(`GET ${grants}`);
		await refused(404, `GET ${grants}/none`);
		await refused(404, `DELETE ${grants}/none`);
		await ask(`DELETE ${grants}`);
	});

	test('the System Log', async () => {
		await ask('GET /api/v1/logs?limit=50');
	});

	test('group rules and owners', async () => {
		const group = idOf(await object('POST /api/v1/groups', { profile: { name: 'Jurors' } }));
		const terms = {
			type: 'group_rule',
			name: 'Jurors',
			conditions: {
				expression: { type: 'urn:okta:expression:1.0', value: 'user.title == "Juror"' },
			},
			actions: { assignUserToGroups: { groupIds: [group] } },
		};
		const rule = `/api/v1/groups/rules/${idOf(await object('POST /api/v1/groups/rules', terms))}`;
		await ask('GET /api/v1/groups/rules');
		await ask(`GET ${rule}`);
		await ask(`PUT ${rule}`, { ...terms, name: 'Lay judges' });
		await ask(`POST ${rule}/lifecycle/activate`);
		await ask(`POST ${rule}/lifecycle/deactivate`);
		await ask(`DELETE ${rule}`);
		const owner = idOf(await first('GET /api/v1/users?limit=1'));
		const owners = `/api/v1/groups/${group}/owners`;
		await ask(`POST ${owners}`, { id: owner, type: 'USER' });
		await ask(`GET ${owners}`);
		await ask(`DELETE ${owners}/${owner}`);
	});

	test('linked objects', async () => {
		const definitions = '/api/v1/meta/schemas/user/linkedObjects';
		await ask(`POST ${definitions}`, {
			primary: { name: 'teacher', title: 'Teacher', type: 'USER' },
			associated: { name: 'pupil', title: 'Pupil', type: 'USER' },
		});
		await ask(`GET ${definitions}`);
		await ask(`GET ${definitions}/teacher`);
		const [pupil, teacher] = [
			idOf(await object('POST /api/v1/users', { profile: person('Pupil') })),
			idOf(await object('POST /api/v1/users', { profile: person('Teacher') })),
		];
		const links = `/api/v1/users/${pupil}/linkedObjects/teacher`;
		await ask(`PUT ${links}/${teacher}`);
		await ask(`GET ${links}`);
		await ask(`DELETE ${links}`);
		await ask(`DELETE ${definitions}/teacher`);
	});

	test('zones, devices, policies and the org', async () => {
		const terms = { type: 'IP', name: 'Court', gateways: [{ type: 'CIDR', value: '192.0.2.7' }] };
		const zone = `/api/v1/zones/${idOf(await object('POST /api/v1/zones', terms))}`;
		await ask('GET /api/v1/zones');
		await ask(`GET ${zone}`);
		await ask(`PUT ${zone}`, { ...terms, name: 'Courthouse' });
		await ask(`POST ${zone}/lifecycle/deactivate`);
		await ask(`POST ${zone}/lifecycle/activate`);
		await ask(`DELETE ${zone}`);
		const device = `/api/v1/devices/${idOf(await first('GET /api/v1/devices?limit=1'))}`;
		await ask(`GET ${device}`);
		await ask(`GET ${device}/users`);
		await ask(`GET /api/v1/users/${org.users.at(0)?.id ?? ''}/devices`);
		for (const step of ['suspend', 'unsuspend', 'deactivate', 'activate', 'deactivate'])
			await ask(`POST ${device}/lifecycle/${step}`);
		await ask(`DELETE ${device}`);
		await ask('GET /api/v1/policies?type=ACCESS_POLICY');
		const policy = `/api/v1/policies/${idOf(await first('GET /api/v1/policies?type=PASSWORD'))}`;
		await ask(`GET ${policy}`);
		await ask(`GET ${policy}/rules/${idOf(await first(`GET ${policy}/rules`))}`);
		const named = { label: 'Court', description: 'Of law' };
		await ask('POST /api/v1/iam/roles', { ...named, permissions: ['okta.users.read'] });
		await ask('POST /api/v1/iam/resource-sets', {
			...named,
			resources: [`${org.url}/api/v1/users`],
		});
		const bench = { label: 'Bench', description: 'Of judges' };
		const role = `/api/v1/iam/roles/${idOf(await object('POST /api/v1/iam/roles', { ...bench, permissions: ['okta.users.read'] }))}`;
		await ask(`GET ${role}`);
		await ask(`PUT ${role}`, { ...bench, description: 'Of the court' });
		await ask(`POST ${role}/permissions/okta.groups.read`);
		await ask(`GET ${role}/permissions`);
		await ask(`GET ${role}/permissions/okta.groups.read`);
		await ask(`DELETE ${role}/permissions/okta.groups.read`);
		const set = `/api/v1/iam/resource-sets/${idOf(await object('POST /api/v1/iam/resource-sets', { ...bench, resources: [] }))}`;
		await ask(`GET ${set}`);
		await ask(`PUT ${set}`, { ...bench, description: 'Of the court' });
		await ask(`PATCH ${set}/resources`, { additions: [`${org.url}/api/v1/groups`] });
		await ask(`GET ${set}/resources`);
		const [resource] = org.directory.resourceSets.at(-1)?.resources ?? [];
		await ask(`GET ${set}/resources/${resource?.id ?? ''}`);
		await ask(`DELETE ${set}/resources/${resource?.id ?? ''}`);
		const roleId = role.slice(role.lastIndexOf('/') + 1);
		const judge = `${org.url}/api/v1/users/${org.users.at(3)?.id ?? ''}`;
		await ask(`POST ${set}/bindings`, { role: roleId, members: [judge] });
		await ask(`GET ${set}/bindings`);
		const binding = `${set}/bindings/${roleId}`;
		await ask(`GET ${binding}`);
		await ask(`PATCH ${binding}/members`, {
			additions: [`${org.url}/api/v1/users/${org.users.at(4)?.id ?? ''}`],
		});
		await ask(`GET ${binding}/members`);
		const [member] = org.directory.roles.of(org.users.at(4)?.id ?? '').slice(-1);
		await ask(`GET ${binding}/members/${member?.id ?? ''}`);
		await ask(`DELETE ${binding}/members/${member?.id ?? ''}`);
		await ask(`DELETE ${binding}`);
		await ask(`DELETE ${set}`);
		await ask(`DELETE ${role}`);
		const session = { type: 'OKTA_SIGN_ON', name: 'Court' };
		const made = `/api/v1/policies/${idOf(await object('POST /api/v1/policies', session))}`;
		const abroad = { type: 'SIGN_ON', name: 'Abroad', actions: { signon: { access: 'DENY' } } };
		const rule = `${made}/rules/${idOf(await object(`POST ${made}/rules`, abroad))}`;
		await ask(`PUT ${rule}`, { ...abroad, name: 'Elsewhere' });
		await ask(`POST ${rule}/lifecycle/deactivate`);
		await ask(`POST ${rule}/lifecycle/activate`);
		await ask(`DELETE ${rule}`);
		await ask(`PUT ${made}`, { ...session, name: 'Courthouse' });
		await ask(`POST ${made}/lifecycle/deactivate`);
		await ask(`POST ${made}/lifecycle/activate`);
		await ask(`DELETE ${made}`);
		await ask('POST /api/v1/org/email/bounces/remove-list', { emailAddresses: ['a@b.example'] });
		await ask('GET /api/v1/org');
		await ask('POST /api/v1/org', { city: 'The Hague' });
		await ask('PUT /api/v1/org', { companyName: 'Court' });
	});

	test('certification campaigns', async () => {
		const everyone = org.groups.list()[0]?.id;
		const terms = {
			name: 'Court',
			scheduleSettings: {
				type: 'ONE_OFF',
				startDate: '2030-01-01T00:00:00.000Z',
				durationInDays: 7,
				timeZone: 'Etc/UTC',
			},
			resourceSettings: { type: 'GROUP', targetResources: [{ resourceId: everyone }] },
			reviewerSettings: { type: 'USER', reviewerId: org.users.at(0)?.id },
			remediationSettings: {
				accessApproved: 'NO_ACTION',
				accessRevoked: 'NO_ACTION',
				noResponse: 'NO_ACTION',
			},
		};
		const all = '/governance/api/v1/campaigns';
		const campaign = `${all}/${idOf(await object(`POST ${all}`, terms))}`;
		await refused(400, `POST ${all}`, { ...terms, scheduleSettings: {} });
		await refused(409, `POST ${campaign}/end`, {});
		await ask(`GET ${all}?limit=1&filter=status%20eq%20%22SCHEDULED%22`);
		await refused(400, `GET ${all}?filter=color%20eq%20%22red%22`);
		await refused(400, `GET ${all}?after=nothing`);
		await ask(`GET ${campaign}`);
		await ask(`POST ${campaign}/launch`);
		await refused(409, `POST ${campaign}/launch`);
		await refused(409, `DELETE ${campaign}`);
		const { data } = await object('GET /governance/api/v1/reviews?limit=2');
		const [review] = Array.isArray(data) ? data.filter(isObject) : [];
		await ask(`GET /governance/api/v1/reviews/${idOf(review ?? {})}`);
		await refused(404, 'GET /governance/api/v1/reviews/nothing');
		const reviewerId = org.users.at(1)?.id;
		const hand = { reviewerId, reviewIds: [idOf(review ?? {})], note: 'Has left' };
		await ask(`POST ${campaign}/reviews/reassign`, hand);
		await refused(400, `POST ${campaign}/reviews/reassign`, { ...hand, reviewIds: [] });
		await ask(`POST ${campaign}/end`, { skipRemediation: true });
		await ask(`DELETE ${all}/${idOf(await object(`POST ${all}`, terms))}`);
	});

	test('request conditions', async () => {
		const conditions = `/governance/api/v2/resources/${org.apps.list()[0]?.id ?? ''}/request-conditions`;
		const terms = {
			name: 'Everyone',
			requesterSettings: { type: 'EVERYONE' },
			accessScopeSettings: { type: 'RESOURCE_DEFAULT' },
			approvalSequenceId: org.directory.governance.sequences[0]?.id,
		};
		const condition = `${conditions}/${idOf(await object(`POST ${conditions}`, terms))}`;
		await refused(400, `POST ${conditions}`, { ...terms, requesterSettings: { type: 'GROUPS' } });
		await refused(400, `POST ${conditions}`, {
			...terms,
			accessDurationSettings: { type: 'ADMIN_FIXED_DURATION', duration: 'P13W' },
		});
		await ask(`GET ${conditions}`);
		await ask(`GET ${condition}`);
		await refused(404, `GET ${conditions}/nothing`);
		await refused(409, `POST ${condition}/deactivate`);
		await ask(`POST ${condition}/activate`);
		await refused(409, `POST ${condition}/activate`);
		await ask(`POST ${condition}/deactivate`);
		await ask(`GET ${conditions.replace('conditions', 'sequences')}`);
		await ask(`DELETE ${condition}`);
	});

	test('access requests', async () => {
		const { data } = await object(
			'GET /governance/api/v2/catalogs/default/entries?filter=not(parent%20pr)&limit=1',
		);
		const [entry] = Array.isArray(data) ? data.filter(isObject) : [];
		const all = '/governance/api/v2/requests';
		const terms = {
			requested: { type: 'CATALOG_ENTRY', entryId: idOf(entry ?? {}) },
			requestedFor: { type: 'OKTA_USER', externalId: org.users.at(0)?.id },
		};
		const request = `${all}/${idOf(await object(`POST ${all}`, terms))}`;
		await refused(400, `POST ${all}`, {
			...terms,
			requested: { type: 'CATALOG_ENTRY', entryId: 'cen00000000000000000' },
		});
		await ask(`GET ${all}?filter=status%20eq%20%22PENDING%22`);
		await refused(400, `GET ${all}?filter=nothing`);
		await ask(`GET ${request}`);
		await refused(404, `GET ${all}/nothing`);
		await ask(`POST ${request}/messages`, { message: 'Granted' });
		await refused(400, 'GET /governance/api/v2/catalogs/default/entries');
	});

	test('entitlements and their grants', async () => {
		const app = org.apps.list()[0]?.id ?? '';
		const user = org.users.at(0)?.id ?? '';
		const all = '/governance/api/v1/entitlements';
		const terms = {
			name: 'Licenses',
			externalValue: 'licenses',
			multiValue: true,
			dataType: 'array',
			parent: { externalId: app, type: 'APPLICATION' },
			values: [{ name: 'Enterprise', externalValue: 'ent' }],
		};
		const entitlement = `${all}/${idOf(await object(`POST ${all}`, terms))}`;
		await refused(404, `POST ${all}`, {
			...terms,
			parent: { externalId: '0oa0', type: 'APPLICATION' },
		});
		await refused(400, `POST ${all}`, { ...terms, dataType: 'string' });
		await ask(`GET ${all}?filter=name%20sw%20%22Lic%22&limit=1`);
		await ask(`GET ${entitlement}`);
		await ask(`GET ${entitlement}/values`);
		await refused(404, `GET ${all}/nothing`);
		await ask(`DELETE ${entitlement}`);

		const grants = '/governance/api/v1/grants';
		const given = {
			grantType: 'POLICY',
			target: { externalId: app, type: 'APPLICATION' },
			targetPrincipal: { externalId: user, type: 'OKTA_USER' },
		};
		const id = idOf(await object(`POST ${grants}`, given));
		await refused(400, `POST ${grants}`, {
			...given,
			targetPrincipal: { externalId: '00u0', type: 'OKTA_USER' },
		});
		await ask(`GET ${grants}?filter=target.externalId%20eq%20%22${app}%22`);
		await refused(400, `GET ${grants}`);
		await ask(`GET ${grants}/${id}`);
		await ask(`PATCH ${grants}/${id}`, {
			id,
			scheduleSettings: { expirationDate: '2030-01-01T00:00:00.000Z' },
		});
		await refused(404, `GET ${grants}/nothing`);
	});

	test('security keys that come set up', async () => {
		const user = org.users.at(0)?.id ?? '';
		const order = { userId: user, fulfillmentProvider: 'yubico' };
		const base = '/webauthn-registration/api/v1';
		await ask(`POST ${base}/initiate-fulfillment-request`, { ...order, fulfillmentData: [] });
		await ask(`POST ${base}/enroll`, {
			...order,
			enrollmentRpIds: ['acme.okta.com'],
			yubicoTransportKeyJWK: { kty: 'EC' },
		});
		const keys = `${base}/users/${user}/enrollments`;
		const authenticatorEnrollmentId = idOf(await first(`GET ${keys}`));
		await ask(`POST ${base}/send-pin`, { ...order, authenticatorEnrollmentId });
		await ask(`POST ${base}/activate`, {
			...order,
			credResponses: [{ authenticatorEnrollmentId, credResponseJwe: 'e30..a' }],
		});
		await ask(`POST ${keys}/${authenticatorEnrollmentId}/mark-error`);
		await ask(`DELETE ${keys}/${authenticatorEnrollmentId}`);
		await refused(404, `DELETE ${keys}/${authenticatorEnrollmentId}`);
	});

	test('what devices have to have', async () => {
		const all = '/api/v1/device-assurances';
		const terms = { name: 'Macs', platform: 'MACOS', osVersion: { minimum: '14.2' } };
		const id = idOf(await object(`POST ${all}`, terms));
		await ask(`GET ${all}`);
		await ask(`GET ${all}/${id}`);
		await ask(`PUT ${all}/${id}`, { ...terms, screenLockType: { include: ['BIOMETRIC'] } });
		await refused(400, `PUT ${all}/${id}`, { ...terms, jailbreak: true });
		await refused(404, `GET ${all}/nothing`);
		await ask(`DELETE ${all}/${id}`);
	});

	test('realms and the rules that fill them', async () => {
		const all = '/api/v1/realms';
		const profile = { name: 'Car Co', realmType: 'PARTNER', domains: ['car.example'] };
		const realmId = idOf(await object(`POST ${all}`, { profile }));
		await refused(400, `POST ${all}`, { profile });
		await ask(`GET ${all}?search=profile.name%20co%20%22Car%22`);
		await ask(`GET ${all}/${realmId}`);
		await ask(`PUT ${all}/${realmId}`, { profile: { ...profile, domains: [] } });
		await refused(404, `GET ${all}/nothing`);

		const rules = '/api/v1/realm-assignments';
		const terms = {
			name: 'To Car Co',
			priority: 0,
			conditions: { profileSourceId: '0oa0', expression: { value: 'user.login != ""' } },
			actions: { assignUserToRealm: { realmId } },
		};
		const id = idOf(await object(`POST ${rules}`, terms));
		await ask(`GET ${rules}`);
		await ask(`GET ${rules}/${id}`);
		await ask(`POST ${rules}/${id}/lifecycle/activate`);
		await ask(`POST ${rules}/operations`, { assignmentId: id });
		await refused(400, `DELETE ${all}/${realmId}`);
		await refused(400, `DELETE ${rules}/${id}`);
		await ask(`POST ${rules}/${id}/lifecycle/deactivate`);
		await ask(`DELETE ${rules}/${id}`);
		await ask(`DELETE ${all}/${realmId}`);
	});

	test('event hooks', async () => {
		const receiver = createServer((request, response) => {
			const verification = request.headers['x-okta-verification-challenge'];
			response.end(JSON.stringify({ verification }));
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		const address = receiver.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const terms = {
			name: 'Court clerk',
			events: { type: 'EVENT_TYPE', items: ['policy.rule.add'] },
			channel: {
				type: 'HTTP',
				version: '1.0.0',
				config: { uri: `http://127.0.0.1:${port ?? 0}/` },
			},
		};
		try {
			const hook = `/api/v1/eventHooks/${idOf(await object('POST /api/v1/eventHooks', terms))}`;
			await ask('GET /api/v1/eventHooks');
			await ask(`GET ${hook}`);
			await ask(`PUT ${hook}`, { ...terms, name: 'Usher' });
			await ask(`POST ${hook}/lifecycle/verify`);
			await ask(`POST ${hook}/lifecycle/deactivate`);
			await ask(`POST ${hook}/lifecycle/activate`);
			await ask(`POST ${hook}/lifecycle/deactivate`);
			await ask(`DELETE ${hook}`);
		} finally {
			receiver.closeAllConnections();
			receiver.close();
		}
	});

	test('inline hooks', async () => {
		const terms = {
			name: 'Doorman',
			version: '1.0.0',
			channel: { type: 'HTTP', version: '1.0.0', config: { uri: 'https://acme.example/hook' } },
		};
		const type = 'com.okta.user.pre-registration';
		const made = await object('POST /api/v1/inlineHooks', { ...terms, type });
		const hook = `/api/v1/inlineHooks/${idOf(made)}`;
		await ask('GET /api/v1/inlineHooks');
		await ask(`GET ${hook}`);
		await ask(`PUT ${hook}`, { ...terms, name: 'Porter' });
		await ask(`POST ${hook}/lifecycle/deactivate`);
		await ask(`POST ${hook}/lifecycle/activate`);
		await ask(`POST ${hook}/lifecycle/deactivate`);
		await ask(`DELETE ${hook}`);
	});

	test('temporary access codes and tokens', async () => {
		const user = idOf(await first('GET /api/v1/users?limit=1'));
		const enrollments = `/api/v1/users/${user}/authenticator-enrollments`;
		await ask('GET /api/v1/authenticators');
		const authenticatorId = tacAuthenticatorId({ org });
		const code = idOf(await object(`POST ${enrollments}/tac`, { authenticatorId }));
		await ask(`DELETE ${enrollments}/${code}`);
		const { appId } = await org.serviceApp();
		await ask(`DELETE /api/v1/apps/${appId}/tokens`);
		const portal = idOf(await first('GET /api/v1/apps?q=Expense'));
		const token = await first(`GET /api/v1/apps/${portal}/tokens`);
		const clients = `/api/v1/users/${text(token.userId)}/clients`;
		await ask(`GET ${clients}`);
		await ask(`GET ${clients}/${portal}/tokens`);
		await ask(`DELETE ${clients}/${portal}/tokens`);
	});

	test('what admin roles are limited to', async () => {
		const user = idOf(await first('GET /api/v1/users?limit=1'));
		const roles = `/api/v1/users/${user}/roles`;
		const group = idOf(await object('POST /api/v1/groups', { profile: { name: 'Limits' } }));
		const other = idOf(await first('GET /api/v1/groups?q=Engineering'));
		const helpDesk = idOf(await object(`POST ${roles}`, { type: 'GROUP_MEMBERSHIP_ADMIN' }));
		const groups = `${roles}/${helpDesk}/targets/groups`;
		for (const id of [group, other]) await ask(`PUT ${groups}/${id}`);
		await ask(`GET ${groups}`);
		await ask(`DELETE ${groups}/${group}`);

		const apps = [await first('GET /api/v1/apps?q=Zoom'), await first('GET /api/v1/apps?q=Slack')];
		const admin = idOf(await object(`POST ${roles}`, { type: 'APP_ADMIN' }));
		const targets = `${roles}/${admin}/targets/catalog/apps`;
		for (const { id, name } of apps) await ask(`PUT ${targets}/${text(name)}/${text(id)}`);
		await ask(`GET ${targets}`);
		const [{ id, name } = {}] = apps;
		await ask(`PUT ${targets}/${text(name)}`);
		await ask(`DELETE ${targets}/${text(name)}/${text(id)}`);

		const ofGroup = `/api/v1/groups/${group}/roles`;
		const given = idOf(await object(`POST ${ofGroup}`, { type: 'HELP_DESK_ADMIN' }));
		await ask(`GET ${ofGroup}/${given}/targets/groups`);
		const onApps = idOf(await object(`POST ${ofGroup}`, { type: 'APP_ADMIN' }));
		await ask(`GET ${ofGroup}/${onApps}/targets/catalog/apps`);
	});

	test('identity sources', async () => {
		const [app] = org.apps.list();
		if (!app) throw new Error('The org has no app');
		org.directory.addIdentitySource(app);
		const source = `/api/v1/identity-sources/${app.id}`;
		const externalId = 'HR-1';
		const userName = 'hired@people.example';
		const profile = { userName, email: userName, firstName: 'Ada' };
		const session = `${source}/sessions/${idOf(await object(`POST ${source}/sessions`))}`;
		await ask(`POST ${session}/bulk-upsert`, {
			entityType: 'USERS',
			profiles: [{ externalId: 'HR-2', profile }],
		});
		await ask(`POST ${session}/bulk-delete`, {
			entityType: 'USERS',
			profiles: [{ externalId: 'HR-3' }],
		});
		await ask(`POST ${session}/bulk-groups-upsert`, {
			profiles: [{ externalId: 'team', profile: { displayName: 'Team' } }],
		});
		await ask(`POST ${session}/bulk-groups-delete`, { externalIds: ['old-team'] });
		const memberships = [{ groupExternalId: 'team', memberExternalIds: ['HR-2'] }];
		await ask(`POST ${session}/bulk-group-memberships-upsert`, { memberships });
		await ask(`POST ${session}/bulk-group-memberships-delete`, { memberships });
		await ask(`POST ${session}/start-import`);
		await ask(`GET ${session}`);
		await ask(`GET ${source}/sessions`);
		const another = idOf(await object(`POST ${source}/sessions`));
		await ask(`DELETE ${source}/sessions/${another}`);

		await ask(`POST ${source}/users`, { externalId, profile });
		await ask(`GET ${source}/users/${externalId}`);
		await ask(`PUT ${source}/users/${externalId}`, { externalId, profile });
		await ask(`PATCH ${source}/users/${externalId}`, { profile });
		await ask(`DELETE ${source}/users/${externalId}`);

		const group = `${source}/groups/sales`;
		await ask(`POST ${source}/groups`, {
			externalId: 'sales',
			profile: { displayName: 'Sales' },
		});
		await ask(`GET ${group}`);
		await ask(`POST ${group}`, { profile: { description: 'Sells' } });
		await ask(`POST ${group}/membership`, { memberExternalId: 'HR-2' });
		await ask(`GET ${group}/membership`);
		await ask(`DELETE ${group}/membership/HR-2`);
		await ask(`DELETE ${group}`);
		await refused(404, `GET ${group}`);
	});

	/**
	 * What the reference has for phones only or lacks, or its part here does, what is no JSON, and answers
	 * of others, which fit several kinds.
	 */
	const without = [
		'GET /api/v1/apps/{appId}/sso/saml/metadata',
		...['', '/{authServerId}/policies', '/{authServerId}/policies/{policyId}/rules'].map(
			(list) => `GET /api/v1/authorizationServers${list}`,
		),
		'GET /api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules/{ruleId}',
		'PUT /api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules/{ruleId}',
		'GET /api/v1/users/{userId}/authenticator-enrollments',
		'GET /api/v1/users/{userId}/authenticator-enrollments/{enrollmentId}',
		'POST /api/v1/inlineHooks/{inlineHookId}/execute',
		'POST /oauth2/v1/global-token-revocation',
	];

	test('and no route was left out', () => {
		const left = routes.map(({ route }) => route).filter((route) => !answered.has(route));
		expect(left.sort()).toEqual(without.sort());
	});
});

/** A user who may be unlocked. */
async function lockedOut(): Promise<string> {
	const locked = await first('GET /api/v1/users?filter=status%20eq%20%22LOCKED_OUT%22&limit=1');
	return idOf(locked);
}
