import type { InlineHookType } from './inlineHookStore';
import type { Json } from './model';
import { isObject, type JsonObject } from './request';

/** What became of the process that asked a hook. */
export interface Consequence {
	/** The decision, in the words of the type: `ALLOW`, `VERIFIED`, `CREATE_USER`, `ISSUED` … */
	readonly decision: string;
	/** What the decision is about, as it is then. */
	readonly result: JsonObject;
	/** Why an answer, or all of it, was left aside, or what a receiver said was wrong. */
	readonly error?: string;
}

type Data = JsonObject;
type Command = { type: string; value: Json };

/** An answer that Okta can't carry out. */
class Malformed extends Error {}

/** What Okta does when it gets no answer (Okta's page about inline hooks, on time-outs). */
export const UNHEARD: Readonly<Record<InlineHookType, (data: Data) => Consequence>> = {
	'com.okta.import.transform': (data) => imported(data, []),
	'com.okta.oauth2.tokens.transform': (data) => issued(data),
	'com.okta.saml.tokens.transform': (data) => asserted(data),
	'com.okta.telephony.provider': (data) => ({ decision: 'SENT_BY_OKTA', result: data }),
	'com.okta.user.credential.password.import': (data) => signIn(data, 'UNVERIFIED'),
	'com.okta.user.pre-registration': (data) => ({
		decision: 'DENY',
		result: {},
		error:
			data.userProfileUpdate === undefined
				? 'There was an error creating your account. Please try registering again'
				: 'There was an error updating your profile. Please try again later.',
	}),
};

const carryOut: Readonly<
	Record<InlineHookType, (data: Data, commands: readonly Command[]) => Consequence>
> = {
	'com.okta.import.transform': imported,
	'com.okta.oauth2.tokens.transform': (data, commands) =>
		issued(patched(data, commands, tokenParts)),
	'com.okta.saml.tokens.transform': (data, commands) =>
		asserted(patched(data, commands, { 'com.okta.assertion.patch': 'assertion' })),
	'com.okta.telephony.provider': sent,
	'com.okta.user.credential.password.import': verified,
	'com.okta.user.pre-registration': registered,
};

/** What a receiver's error means for the process. */
const refused: Readonly<Record<InlineHookType, (data: Data, error: JsonObject) => Consequence>> = {
	'com.okta.import.transform': (data, error) => ({
		...imported(data, []),
		error: summaryOf(error),
	}),
	'com.okta.oauth2.tokens.transform': (_, error) => ({
		decision: 'REFUSED',
		result: { error: 'server_error', error_description: summaryOf(error) },
		error: summaryOf(error),
	}),
	'com.okta.saml.tokens.transform': (_, error) => ({
		decision: 'REFUSED',
		result: {},
		error: summaryOf(error),
	}),
	'com.okta.telephony.provider': (data, error) => ({
		decision: 'SENT_BY_OKTA',
		result: data,
		error: summaryOf(error),
	}),
	'com.okta.user.credential.password.import': (data, error) => ({
		...signIn(data, 'UNVERIFIED'),
		error: summaryOf(error),
	}),
	'com.okta.user.pre-registration': (_, error) => ({
		decision: 'DENY',
		result: { errorCauses: error.errorCauses ?? [] },
		error: summaryOf(error),
	}),
};

/** Does what a receiver answered; what is malformed in it makes Okta leave it aside. */
export function consequenceOf(
	type: InlineHookType,
	data: Data,
	answer: JsonObject | undefined,
): Consequence {
	if (answer === undefined) return carryOut[type](data, []);
	try {
		if (answer.error !== undefined) {
			if (!isObject(answer.error)) throw new Malformed('error has to be an object');
			return refused[type](data, answer.error);
		}
		return carryOut[type](data, commandsIn(answer));
	} catch (error) {
		if (!(error instanceof Malformed)) throw error;
		return { ...UNHEARD[type](data), error: `Malformed: ${error.message}` };
	}
}

function commandsIn({ commands = [] }: JsonObject): Command[] {
	if (!Array.isArray(commands)) throw new Malformed('commands have to be a list');
	return commands.map((command) => {
		if (!isObject(command) || typeof command.type !== 'string' || command.value === undefined)
			throw new Malformed('a command has a type and a value');
		return { type: command.type, value: command.value };
	});
}

function summaryOf({ errorSummary }: JsonObject): string {
	return typeof errorSummary === 'string' ? errorSummary : 'The callback service returned an error';
}

const member = (object: JsonObject, name: string): JsonObject => {
	const value = object[name];
	return isObject(value) ? value : {};
};

function objectOf({ type, value }: Command): JsonObject {
	if (!isObject(value)) throw new Malformed(`${type} takes an object`);
	return value;
}

function oneOf<T extends string>(value: Json | undefined, known: readonly T[], name: string): T {
	const found = known.find((one) => one === value);
	if (found === undefined) throw new Malformed(`${name} has to be one of ${known.join(', ')}`);
	return found;
}

function registered(data: Data, commands: readonly Command[]): Consequence {
	const isUpdate = data.userProfileUpdate !== undefined;
	const setting = isUpdate
		? 'com.okta.user.progressive.profile.update'
		: 'com.okta.user.profile.update';
	let decision = 'ALLOW';
	let profile = member(data, isUpdate ? 'userProfileUpdate' : 'userProfile');
	for (const command of commands) {
		const value = objectOf(command);
		if (command.type === 'com.okta.action.update') {
			decision = oneOf(value.registration, ['ALLOW', 'DENY'], 'registration');
		} else if (command.type === setting) {
			if ('password' in value) throw new Malformed('a command cannot set the password');
			profile = { ...profile, ...value };
		} else throw new Malformed(`${command.type} is no command of this request`);
	}
	return decision === 'ALLOW'
		? { decision, result: { profile } }
		: { decision, result: {}, error: 'Registration denied.' };
}

function imported(data: Data, commands: readonly Command[]): Consequence {
	let decision = oneOf(
		member(data, 'action').result,
		['CREATE_USER', 'LINK_USER'],
		'action.result',
	);
	let id = member(data, 'user').id;
	let user = member(member(data, 'user'), 'profile');
	let appUser = member(member(data, 'appUser'), 'profile');
	for (const command of commands) {
		const value = objectOf(command);
		switch (command.type) {
			case 'com.okta.action.update':
				decision = oneOf(value.result, ['CREATE_USER', 'LINK_USER'], 'result');
				break;
			case 'com.okta.user.update':
				({ id } = value);
				break;
			case 'com.okta.user.profile.update':
				user = { ...user, ...value };
				break;
			case 'com.okta.appUser.profile.update':
				appUser = { ...appUser, ...value };
				break;
			default:
				throw new Malformed(`${command.type} is no command of this request`);
		}
	}
	if (decision === 'LINK_USER' && typeof id !== 'string')
		throw new Malformed('a link needs the user it is to');
	const result = { ...(decision === 'LINK_USER' && { id: id ?? null }), user, appUser };
	return { decision, result };
}

function signIn(data: Data, decision: string): Consequence {
	const { username = null } = member(member(data, 'context'), 'credential');
	return { decision, result: { username } };
}

function verified(data: Data, commands: readonly Command[]): Consequence {
	let decision: string = oneOf(
		member(data, 'action').credential,
		['VERIFIED', 'UNVERIFIED'],
		'action.credential',
	);
	for (const command of commands) {
		if (command.type !== 'com.okta.action.update')
			throw new Malformed(`${command.type} is no command of this request`);
		decision = oneOf(objectOf(command).credential, ['VERIFIED', 'UNVERIFIED'], 'credential');
	}
	return signIn(data, decision);
}

function sent(data: Data, commands: readonly Command[]): Consequence {
	const [command, ...others] = commands;
	if (!command) return { decision: 'SENT_BY_OKTA', result: data };
	const [value] = Array.isArray(command.value) ? command.value : [];
	if (command.type !== 'com.okta.telephony.action' || others.length > 0 || !isObject(value))
		throw new Malformed('one com.okta.telephony.action with a list of one is needed');
	const decision = oneOf(value.status, ['SUCCESSFUL', 'PENDING', 'FAILED'], 'status');
	return { decision, result: value };
}

const tokenParts: Readonly<Record<string, string>> = {
	'com.okta.access.patch': 'access',
	'com.okta.identity.patch': 'identity',
};

/** Claims nobody may change (Okta's list of reserved claims). */
const reserved: Readonly<Record<string, readonly string[]>> = {
	access: 'acr amr as_uri cid groups rpt rsi uid username iss jti token_type ver'.split(' '),
	identity:
		'active aid app_id app_type at_hash aud auth_time client_id client_ip client_req_id client_type client_user_agent cnf c_hash device_compliance device_id device_known device_managed device_name device_trust did dst group groups hotk idp idp_iss iss jti mac_key may_act nonce oid okta_emailVerified okta_lastUpdated orig permissions purpose pwd_exp_days pwd_exp_time rid role scope scopes sid sub term token_type user_ip ver'.split(
			' ',
		),
};

const issued = ({ access, identity }: Data): Consequence => ({
	decision: 'ISSUED',
	result: { ...(access !== undefined && { access }), ...(identity !== undefined && { identity }) },
});

const asserted = (data: Data): Consequence => ({
	decision: 'ISSUED',
	result: member(data, 'assertion'),
});

/** RFC 6902, as far as Okta takes it. */
function patched(
	data: Data,
	commands: readonly Command[],
	parts: Readonly<Record<string, string>>,
): Data {
	const copy: { [name: string]: Json } = structuredClone({ ...data });
	for (const { type, value } of commands) {
		const part = parts[type];
		const target = part === undefined ? undefined : copy[part];
		if (part === undefined || !isObject(target))
			throw new Malformed(`${type} is no command of this request`);
		if (!Array.isArray(value)) throw new Malformed(`${type} takes a list`);
		for (const change of value) {
			if (!isObject(change) || typeof change.path !== 'string')
				throw new Malformed('op and path are needed');
			patch(part, target, change, change.path);
		}
	}
	return copy;
}

function patch(part: string, target: JsonObject, change: JsonObject, path: string): void {
	const isToken = part !== 'assertion';
	const ops = isToken ? (['add', 'replace', 'remove'] as const) : (['add', 'replace'] as const);
	const op = oneOf(change.op, ops, 'op');
	const [empty, ...names] = path
		.split('/')
		.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
	const isLifetime = isToken && path === '/token/lifetime/expiration' && op === 'replace';
	const roots = isToken ? ['claims'] : ['subject', 'authentication', 'conditions', 'claims'];
	if (empty !== '' || (!isLifetime && (names.length < 2 || !roots.includes(names[0] ?? ''))))
		throw new Malformed(`${path} is no place that can be changed`);
	if (reserved[part]?.includes(names[1] ?? ''))
		throw new Malformed(`${path} is a claim of Okta's own`);
	if (op === 'remove' && (change.value ?? null) !== null)
		throw new Malformed('what is removed has no value');
	if (op !== 'remove' && change.value === undefined) throw new Malformed('value is needed');
	if (isLifetime && !isLifetimeOfToken(change.value))
		throw new Malformed('a token lives from 300 to 86400 seconds');
	const last = names.pop() ?? '';
	const parent = names.reduce<unknown>((at, name) => step(at, name), target);
	put(parent, last, op, change.value ?? null);
}

const isLifetimeOfToken = (value: Json | undefined): boolean =>
	typeof value === 'number' && value >= 300 && value <= 86_400;

function step(at: unknown, name: string): unknown {
	if (Array.isArray(at)) return at[Number(name)];
	return isObject(at) ? at[name] : undefined;
}

function put(parent: unknown, name: string, op: 'add' | 'replace' | 'remove', value: Json): void {
	if (Array.isArray(parent)) {
		const index = name === '-' && op === 'add' ? parent.length : Number(name);
		const last = op === 'add' ? parent.length : parent.length - 1;
		if (!Number.isInteger(index) || index < 0 || index > last)
			throw new Malformed(`${name} is no place in the list`);
		parent.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
		return;
	}
	if (!isObject(parent)) throw new Malformed('what is above the place is not there');
	if (op !== 'add' && !(name in parent)) throw new Malformed(`${name} is not there`);
	if (op === 'remove') Reflect.deleteProperty(parent, name);
	else Object.assign(parent, { [name]: value });
}
