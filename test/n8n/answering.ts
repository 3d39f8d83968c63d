import { hookKinds, type HookType } from '../../nodes/Okta/objects/inlineHooks';
import { chain, type Link } from './chain';
import type { SavedWorkflow } from './rest';
import { credentialType, inlineHookType, nodeType, type Stage } from './stage';

export const ASKED = 'When Okta asks';
export const ANSWER = 'Answer Okta';

const attribute = (name: string, value: unknown, type = 'string') => ({
	id: name,
	name,
	value,
	type,
});

/** What a workflow answers to a hook of each type, from what it was asked. */
export const answers: Readonly<Record<HookType, Record<string, unknown>>> = {
	'com.okta.user.pre-registration': {
		decision: '={{ $json.data.userProfile.email.endsWith("@acme.example") ? "ALLOW" : "DENY" }}',
		attributes: {
			assignments: [attribute('department', '={{ $json.data.userProfile.lastName }}')],
		},
		message: 'Only addresses of acme.example can register',
	},
	'com.okta.import.transform': {
		result: 'CREATE_USER',
		userAttributes: {
			assignments: [attribute('login', '={{ $json.data.user.profile.firstName }}@acme.example')],
		},
		appAttributes: { assignments: [attribute('seen', true, 'boolean')] },
	},
	'com.okta.user.credential.password.import': {
		verdict: '={{ $json.data.context.credential.password.length > 8 ? "VERIFIED" : "UNVERIFIED" }}',
	},
	'com.okta.oauth2.tokens.transform': {
		accessClaims: { assignments: [attribute('level', '7', 'number')] },
		idClaims: { assignments: [attribute('team', ['red', 'blue'], 'array')] },
		options: { accessClaimsToRemove: 'department', accessLifetime: 600 },
	},
	'com.okta.telephony.provider': {
		delivery: 'SUCCESSFUL',
		provider: 'Acme SMS',
		transactionId: '={{ $json.data.messageProfile.phoneNumber }}',
	},
	'com.okta.saml.tokens.transform': {
		attributes: { assignments: [attribute('https://acme.example/role', 'admin')] },
		options: { subjectName: 'ada' },
	},
};

const saml = {
	attributes: { NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified' },
	attributeValues: [{ attributes: { 'xsi:type': 'xs:string' }, value: 'admin' }],
};

/** What these answers lead to in the practice org. */
export const consequences: Readonly<Record<HookType, object>> = {
	'com.okta.user.pre-registration': {
		decision: 'ALLOW',
		result: { profile: { login: 'grace@acme.example', department: 'Hopper' } },
	},
	'com.okta.import.transform': {
		decision: 'CREATE_USER',
		result: { user: { login: 'Sally@acme.example' }, appUser: { seen: true } },
	},
	'com.okta.user.credential.password.import': {
		decision: 'VERIFIED',
		result: { username: 'isaac.brock@acme.example' },
	},
	'com.okta.oauth2.tokens.transform': {
		decision: 'ISSUED',
		result: {
			access: { claims: { level: 7 }, token: { lifetime: { expiration: 600 } } },
			identity: { claims: { team: ['red', 'blue'] } },
		},
	},
	'com.okta.telephony.provider': {
		decision: 'SUCCESSFUL',
		result: { provider: 'Acme SMS', transactionId: '+15555550123' },
	},
	'com.okta.saml.tokens.transform': {
		decision: 'ISSUED',
		result: { subject: { nameId: 'ada' }, claims: { 'https://acme.example/role': saml } },
	},
};

/** What becomes of it when nobody changes anything. */
export const unchanged: Readonly<Record<HookType, string>> = {
	'com.okta.user.pre-registration': 'ALLOW',
	'com.okta.import.transform': 'CREATE_USER',
	'com.okta.user.credential.password.import': 'UNVERIFIED',
	'com.okta.oauth2.tokens.transform': 'ISSUED',
	'com.okta.telephony.provider': 'SENT_BY_OKTA',
	'com.okta.saml.tokens.transform': 'ISSUED',
};

/** Forms whose answer Okta would leave aside as a whole. */
export const malformed: Readonly<Record<HookType, Record<string, unknown>>> = {
	'com.okta.user.pre-registration': { decision: 'PERHAPS' },
	'com.okta.import.transform': { result: 'LINK_USER', linkedUserId: 'ada' },
	'com.okta.user.credential.password.import': { verdict: 'MAYBE' },
	'com.okta.oauth2.tokens.transform': {
		accessClaims: { assignments: [attribute('cid', 'another')] },
	},
	'com.okta.telephony.provider': { delivery: 'LOST' },
	'com.okta.saml.tokens.transform': {
		options: { changes: { change: [{ path: '/issuer', value: 'another' }] } },
	},
};

/** What to do before the answer. */
export const wait = (seconds: number): Link => ({
	name: 'Take a while',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: seconds, unit: 'seconds' },
});

/** A workflow that answers a hook, saved and not active yet. */
export async function answeringWorkflow(
	{ n8n, credential: { id, name } }: Stage,
	type: HookType,
	{
		form = {},
		answer = answers[type],
		before = [],
		again,
	}: {
		form?: Record<string, unknown>;
		answer?: Record<string, unknown>;
		before?: Link[];
		/** What another node answers after this one, whatever became of it. */
		again?: Record<string, unknown>;
	} = {},
): Promise<SavedWorkflow> {
	const operation = hookKinds.find((kind) => kind.type === type)?.answer;
	const trigger: Link = {
		name: ASKED,
		type: inlineHookType,
		typeVersion: 2,
		webhookId: `inline-${Math.random().toString(36).slice(2)}`,
		parameters: { hookType: type, ...form },
		credentials: { [credentialType]: { id, name } },
	};
	const last: Link = {
		name: ANSWER,
		type: nodeType,
		typeVersion: 1,
		parameters: { resource: 'inlineHook', operation, ...answer },
	};
	const parameters = { ...last.parameters, ...again };
	const second = again ? [{ ...last, name: 'Answer again', parameters }] : [];
	if (again) last.onError = 'continueRegularOutput';
	return await n8n.rest.createWorkflow(
		chain(`Answer ${type}`, trigger, ...before, last, ...second),
	);
}
