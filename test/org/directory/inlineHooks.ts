import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { headersIn, schemeIn, uriIn } from './hookTerms';
import { InlineHookFailure } from './inlineHookCalls';
import { INLINE_HOOK_TYPES, type InlineHook, type InlineHookType } from './inlineHookStore';
import { iso } from './model';
import { bodyOf, type JsonObject, noContent, objectIn, ok, param, requiredText } from './request';

/** Of all types together (Okta's page about inline hooks). */
const MOST = 100;

const show =
	({ origin }: Call) =>
	(hook: InlineHook) => {
		const self = `${origin}/api/v1/inlineHooks/${hook.id}`;
		const post = { hints: { allow: ['POST'] } };
		return {
			id: hook.id,
			status: hook.status,
			name: hook.name,
			type: hook.type,
			version: hook.version,
			channel: {
				type: 'HTTP',
				version: '1.0.0',
				config: {
					uri: hook.uri,
					headers: hook.headers,
					method: 'POST',
					authScheme: hook.auth ? { type: 'HEADER', key: hook.auth.key } : null,
				},
			},
			created: iso(hook.created),
			lastUpdated: iso(hook.lastUpdated),
			_links: {
				self: { href: self },
				...(hook.status === 'ACTIVE'
					? {
							execute: { href: `${self}/execute`, ...post },
							deactivate: { href: `${self}/lifecycle/deactivate`, ...post },
						}
					: {
							activate: { href: `${self}/lifecycle/activate`, ...post },
							delete: { href: self, hints: { allow: ['DELETE'] } },
						}),
			},
		};
	};

function hookOf(call: Call): InlineHook {
	const id = param(call, 'inlineHookId');
	const hook = call.org.directory.inlineHooks.get(id);
	if (!hook) throw notFound(id, 'InlineHook');
	return hook;
}

type Terms = Pick<InlineHook, 'name' | 'version' | 'uri' | 'headers' | 'auth'>;

/** What a hook is, as a request gives it: E0000001 for what it can't be. */
function termsIn(call: Call, body: JsonObject, before?: InlineHook): Terms {
	const name = requiredText(body, 'name');
	if (name.length > 255)
		throw validationFailed('name', 'name: The field is too long, at most 255 characters');
	const others = call.org.directory.inlineHooks.list().filter((other) => other !== before);
	if (others.some((other) => other.name === name))
		throw validationFailed(
			'name',
			'name: An object with this field already exists in the current organization',
		);
	const version = requiredText(body, 'version');
	if (!/^\d+\.\d+\.\d+$/.test(version))
		throw validationFailed('version', 'version: Not a valid version number');
	const channel = objectIn(body, 'channel');
	if (requiredText(channel, 'type') !== 'HTTP' || requiredText(channel, 'version') !== '1.0.0')
		throw validationFailed('channel', 'channel: The practice org has HTTP of version 1.0.0 only');
	const config = objectIn(channel, 'config');
	return {
		name,
		version,
		uri: uriIn(config, 1_024),
		headers: headersIn(config),
		auth: schemeIn(objectIn(config, 'authScheme'), before?.auth),
	};
}

function typeIn(body: JsonObject): InlineHookType {
	const given = requiredText(body, 'type');
	const type = INLINE_HOOK_TYPES.find((known) => known === given);
	if (!type) throw validationFailed('type', `type: '${given}' is not a type of inline hooks`);
	return type;
}

/** Of one kind Okta lets an org have one at a time that is active, and with a secret. */
function checkTelephony(
	call: Call,
	type: InlineHookType,
	auth: InlineHook['auth'],
	hook?: InlineHook,
) {
	if (type !== 'com.okta.telephony.provider') return;
	if (!auth) throw validationFailed('authScheme', 'authScheme: The field cannot be left blank');
	const active = call.org.directory.inlineHooks.activeOf(type);
	if (active && active !== hook)
		throw validationFailed(
			'type',
			'type: The org can have one active telephony inline hook, and has it',
		);
}

function create(call: Call): Reply {
	const { inlineHooks, clock } = call.org.directory;
	const body = bodyOf(call);
	const type = typeIn(body);
	const terms = termsIn(call, body);
	checkTelephony(call, type, terms.auth);
	if (inlineHooks.list().length >= MOST)
		throw validationFailed(
			'inlineHook',
			`The maximum number of inline hooks, ${MOST}, has been reached.`,
		);
	const now = clock.now();
	const hook = inlineHooks.add((id) => ({
		...terms,
		id,
		type,
		status: 'ACTIVE',
		created: now,
		lastUpdated: now,
	}));
	record(call, hook, 'created');
	return ok(show(call)(hook));
}

function replace(call: Call): Reply {
	const hook = hookOf(call);
	const body = bodyOf(call);
	if (body.type !== undefined && typeIn(body) !== hook.type)
		throw validationFailed('type', 'type: The type of an inline hook cannot be changed');
	const terms = termsIn(call, body, hook);
	if (hook.status === 'ACTIVE') checkTelephony(call, hook.type, terms.auth, hook);
	Object.assign(hook, terms, { lastUpdated: call.org.directory.clock.now() });
	record(call, hook, 'updated');
	return ok(show(call)(hook));
}

const setStatus =
	(status: InlineHook['status']) =>
	(call: Call): Reply => {
		const hook = hookOf(call);
		if (status === 'ACTIVE') checkTelephony(call, hook.type, hook.auth, hook);
		hook.status = status;
		hook.lastUpdated = call.org.directory.clock.now();
		record(call, hook, status === 'ACTIVE' ? 'activated' : 'deactivated');
		return ok(show(call)(hook));
	};

function remove(call: Call): Reply {
	const hook = hookOf(call);
	if (hook.status === 'ACTIVE')
		throw validationFailed('status', 'status: An active inline hook cannot be deleted');
	call.org.directory.inlineHooks.delete(hook);
	record(call, hook, 'deleted');
	return noContent();
}

/** Okta calls the hook with what it is given, and hands on what comes back. */
async function execute(call: Call): Promise<Reply> {
	const hook = hookOf(call);
	const body = bodyOf(call);
	if (body.eventType !== undefined && body.eventType !== hook.type)
		throw validationFailed('eventType', `eventType: The hook is of the type ${hook.type}`);
	if (hook.status !== 'ACTIVE')
		throw validationFailed('status', 'status: An inactive inline hook cannot be executed');
	try {
		const { answer } = await call.org.inlineHooks.send(hook, body);
		return answer === undefined ? noContent() : ok(answer);
	} catch (error) {
		if (!(error instanceof InlineHookFailure)) throw error;
		throw validationFailed('inlineHook', `Hook ${hook.name} execution failed: ${error.message}`);
	}
}

function record(call: Call, hook: InlineHook, what: string): void {
	call.org.log.record(call, {
		eventType: `inline_hook.${what}`,
		displayMessage: `Inline hook ${what}`,
		targets: [inlineHookTarget(hook)],
	});
}

const inlineHookTarget = ({ id, name }: InlineHook) => ({
	id,
	type: 'InlineHook',
	alternateId: 'unknown',
	displayName: name,
});

function list(call: Call): Reply {
	const type = call.query.get('type');
	const hooks = call.org.directory.inlineHooks.list();
	return ok(hooks.filter((hook) => type === null || hook.type === type).map(show(call)));
}

const read = ['okta.inlineHooks.read'];
const manage = ['okta.inlineHooks.manage'];
const HOOK = '/api/v1/inlineHooks/{inlineHookId}';

export const inlineHookRoutes: Route[] = [
	{ route: 'GET /api/v1/inlineHooks', scopes: read, handle: list },
	{ route: 'POST /api/v1/inlineHooks', scopes: manage, handle: create },
	{ route: `GET ${HOOK}`, scopes: read, handle: (call) => ok(show(call)(hookOf(call))) },
	{ route: `PUT ${HOOK}`, scopes: manage, handle: replace },
	{ route: `DELETE ${HOOK}`, scopes: manage, handle: remove },
	{ route: `POST ${HOOK}/execute`, scopes: manage, handle: execute },
	{ route: `POST ${HOOK}/lifecycle/activate`, scopes: manage, handle: setStatus('ACTIVE') },
	{ route: `POST ${HOOK}/lifecycle/deactivate`, scopes: manage, handle: setStatus('INACTIVE') },
];
