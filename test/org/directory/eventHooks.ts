import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import type { EventHook } from './eventHookStore';
import { HOOKABLE } from './eventTypes';
import { hookTarget, isReceiving } from './hookDelivery';
import { headersIn, schemeIn, uriIn } from './hookTerms';
import { iso } from './model';
import {
	bodyOf,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
	textsIn,
} from './request';

/** Active and verified, in one org. */
const MOST = 25;
/** Of one hook. */
const MOST_TYPES = 300;

const show =
	({ origin }: Call) =>
	(hook: EventHook) => {
		const self = `${origin}/api/v1/eventHooks/${hook.id}`;
		const change = hook.status === 'ACTIVE' ? 'deactivate' : 'activate';
		return {
			id: hook.id,
			status: hook.status,
			verificationStatus: hook.verificationStatus,
			name: hook.name,
			description: hook.description,
			created: iso(hook.created),
			createdBy: hook.createdBy,
			lastUpdated: iso(hook.lastUpdated),
			events: { type: 'EVENT_TYPE', items: hook.items, filter: null },
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
			_links: {
				self: { href: self },
				...(hook.status === 'ACTIVE'
					? { verify: { href: `${self}/lifecycle/verify`, hints: { allow: ['POST'] } } }
					: { delete: { href: self, hints: { allow: ['DELETE'] } } }),
				[change]: { href: `${self}/lifecycle/${change}`, hints: { allow: ['POST'] } },
			},
		};
	};

function hookOf(call: Call): EventHook {
	const id = param(call, 'eventHookId');
	const hook = call.org.directory.eventHooks.get(id);
	if (!hook) throw notFound(id, 'Webhook');
	return hook;
}

type Terms = Pick<EventHook, 'name' | 'description' | 'items' | 'uri' | 'headers' | 'auth'>;

/** What a hook is, as a request gives it: E0000001 for what it can't be. */
function termsIn(body: JsonObject, before?: EventHook): Terms {
	const events = objectIn(body, 'events');
	if (requiredText(events, 'type') !== 'EVENT_TYPE')
		throw validationFailed('events.type', 'events.type: Only EVENT_TYPE is supported');
	const items = textsIn(events, 'items');
	const unknown = items.filter((item) => !HOOKABLE.has(item));
	if (items.length === 0 || unknown.length > 0)
		throw validationFailed(
			'events.items',
			...(items.length === 0 ? ['events.items: The field cannot be left blank'] : []),
			...unknown.map((item) => `events.items: '${item}' is not an event type hooks can have`),
		);
	if (items.length > MOST_TYPES)
		throw validationFailed('events.items', `events.items: At most ${MOST_TYPES} event types`);
	const channel = objectIn(body, 'channel');
	if (requiredText(channel, 'type') !== 'HTTP' || requiredText(channel, 'version') !== '1.0.0')
		throw validationFailed('channel', 'channel: Only HTTP of version 1.0.0 is supported');
	const config = objectIn(channel, 'config');
	return {
		name: requiredText(body, 'name'),
		description: textIn(body, 'description') ?? null,
		items,
		uri: uriIn(config),
		headers: headersIn(config),
		auth: schemeIn(objectIn(config, 'authScheme'), before?.auth),
	};
}

function create(call: Call): Reply {
	const { eventHooks, clock } = call.org.directory;
	const terms = termsIn(bodyOf(call));
	const now = clock.now();
	const hook = eventHooks.add((id) => ({
		...terms,
		id,
		status: 'ACTIVE',
		verificationStatus: 'UNVERIFIED',
		created: now,
		lastUpdated: now,
		createdBy: call.caller.clientId,
	}));
	record(call, hook, 'created');
	return ok(show(call)(hook));
}

/** Everything that decides where events go, and whether the receiver takes them. */
const channelOf = ({ uri, headers, auth }: Terms): string => JSON.stringify([uri, headers, auth]);

function replace(call: Call): Reply {
	const hook = hookOf(call);
	const terms = termsIn(bodyOf(call), hook);
	const moved = channelOf(terms) !== channelOf(hook);
	Object.assign(hook, terms, { lastUpdated: call.org.directory.clock.now() });
	if (moved) hook.verificationStatus = 'UNVERIFIED';
	record(call, hook, 'updated');
	return ok(show(call)(hook));
}

/** Okta counts hooks where one more would begin to receive. */
function checkRoom(call: Call, hook: EventHook): void {
	const { eventHooks } = call.org.directory;
	const others = eventHooks.list().filter((other) => other !== hook && isReceiving(other));
	if (others.length >= MOST)
		throw validationFailed(
			'eventHook',
			`The maximum number of active and verified event hooks, ${MOST}, has been reached.`,
		);
}

async function verify(call: Call): Promise<Reply> {
	const hook = hookOf(call);
	if (hook.status === 'ACTIVE') checkRoom(call, hook);
	const channel = channelOf(hook);
	const { eventHooks, hooks } = call.org.directory;
	const isProven = await eventHooks.verify(hook, call.requestId, hooks.timeout);
	if (!isProven || channelOf(hook) !== channel) {
		record(call, hook, 'verified', { result: 'FAILURE', reason: 'Hook execution failed' });
		throw validationFailed(
			'eventHook',
			`Unable to verify event hook. Hook ${hook.name} execution failed`,
		);
	}
	hook.verificationStatus = 'VERIFIED';
	hook.lastUpdated = call.org.clock.now();
	record(call, hook, 'verified');
	return ok(show(call)(hook));
}

const setStatus =
	(status: EventHook['status']) =>
	(call: Call): Reply => {
		const hook = hookOf(call);
		if (status === 'ACTIVE' && hook.verificationStatus === 'VERIFIED') checkRoom(call, hook);
		hook.status = status;
		hook.lastUpdated = call.org.directory.clock.now();
		record(call, hook, status === 'ACTIVE' ? 'activated' : 'deactivated');
		return ok(show(call)(hook));
	};

function remove(call: Call): Reply {
	const hook = hookOf(call);
	if (hook.status === 'ACTIVE')
		throw validationFailed('status', 'status: An active event hook cannot be deleted');
	call.org.directory.eventHooks.delete(hook);
	record(call, hook, 'deleted');
	return noContent();
}

function record(
	call: Call,
	hook: EventHook,
	what: string,
	outcome?: { result: string; reason: string | null },
): void {
	call.org.log.record(call, {
		eventType: `event_hook.${what}`,
		displayMessage: `Event hook ${what}`,
		targets: [hookTarget(hook)],
		outcome,
	});
}

const read = ['okta.eventHooks.read'];
const manage = ['okta.eventHooks.manage'];
const HOOK = '/api/v1/eventHooks/{eventHookId}';

export const eventHookRoutes: Route[] = [
	{
		route: 'GET /api/v1/eventHooks',
		scopes: read,
		handle: (call) => ok(call.org.directory.eventHooks.list().map(show(call))),
	},
	{ route: 'POST /api/v1/eventHooks', scopes: manage, handle: create },
	{ route: `GET ${HOOK}`, scopes: read, handle: (call) => ok(show(call)(hookOf(call))) },
	{ route: `PUT ${HOOK}`, scopes: manage, handle: replace },
	{ route: `DELETE ${HOOK}`, scopes: manage, handle: remove },
	{ route: `POST ${HOOK}/lifecycle/verify`, scopes: manage, handle: verify },
	{ route: `POST ${HOOK}/lifecycle/activate`, scopes: manage, handle: setStatus('ACTIVE') },
	{ route: `POST ${HOOK}/lifecycle/deactivate`, scopes: manage, handle: setStatus('INACTIVE') },
];
