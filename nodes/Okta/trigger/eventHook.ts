import { type IDataObject, UserError } from 'n8n-workflow';

import { addressOf } from '../objects/eventHooks';
import { eventName } from '../objects/eventTypes';
import { unlessIn, unlessListed } from '../objects/findLost';
import { findObject, sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import { fillPath } from '../transport/path';
import { isRefusal, namingScope, toError, unlessMissing } from '../transport/refusals';
import type { Okta, OktaRequest } from '../transport/types';

/** What a hook should be. */
export interface Wanted {
	name: string;
	uri: string;
	events: readonly string[];
}

type Org = Pick<Okta, 'send' | 'pages'>;

/** Okta's limit for active and verified hooks of an org. */
const most = 25;

const list: OktaRequest = { method: 'GET', path: '/api/v1/eventHooks' };

/** The hooks of the org that go to this address. */
export async function hooksTo(okta: Org, uri: string): Promise<IDataObject[]> {
	const hooks = await collect(okta.pages(list, {}));
	return hooks.filter((hook) => addressOf(hook) === uri);
}

/** The hook, if it is there. */
export async function readHook(okta: Org, id: string): Promise<IDataObject | undefined> {
	return await findObject(okta, pathOf(id));
}

/** Whether a hook is as it should be, and gets events. */
export function isInOrder(hook: IDataObject, { uri, events }: Omit<Wanted, 'name'>): boolean {
	const items = isObject(hook.events) && Array.isArray(hook.events.items) ? hook.events.items : [];
	return (
		isReceiving(hook) &&
		addressOf(hook) === uri &&
		items.map(String).toSorted().join() === events.toSorted().join()
	);
}

/**
 * Makes a hook that goes to the address, or the one there is already, what it should be, and has
 * Okta verify it; other hooks to the same address are removed.
 *
 * @returns its ID
 * @throws UserError when Okta has too many hooks, can't reach the address, or refuses an event type;
 * none is left behind then
 */
export async function register(okta: Org, wanted: Wanted, secret: string): Promise<string> {
	const [existing, ...doubles] = await hooksTo(okta, wanted.uri).catch(
		namingScope('okta.eventHooks.manage'),
	);
	for (const double of doubles) await remove(okta, text(double.id));

	const body = bodyOf(wanted, secret);
	const isIt = (hook: IDataObject) => addressOf(hook) === wanted.uri;
	const request: OktaRequest = existing
		? { method: 'PUT', path: pathOf(text(existing.id)), body }
		: { ...list, method: 'POST', body, repeat: unlessListed({ isIt }) };
	const hook = await sendForObject(okta, request).catch(async (error: unknown) => {
		throw await explainRefusal(okta, error, wanted);
	});
	const id = text(hook.id);
	if (hook.status === 'INACTIVE') {
		await okta.send({
			method: 'POST',
			path: `${pathOf(id)}/lifecycle/activate`,
			repeat: unlessIn(['ACTIVE']),
			answer: 'objectOrNothing',
		});
	}
	const verify: OktaRequest = {
		method: 'POST',
		path: `${pathOf(id)}/lifecycle/verify`,
		repeat: 'harmless',
		answer: 'objectOrNothing',
	};
	await okta.send(verify).catch(async (error: unknown) => {
		const explained = await explainUnverified(okta, error, wanted.uri);
		await remove(okta, id).finally(() => {
			throw explained;
		});
	});
	return id;
}

/** Deactivates a hook, without which Okta refuses to delete it, and deletes it. Gone is gone. */
export async function remove(okta: Org, id: string): Promise<void> {
	const path = pathOf(id);
	const repeat = unlessIn(['INACTIVE']);
	await okta
		.send({ method: 'POST', path: `${path}/lifecycle/deactivate`, repeat })
		.catch(unlessMissing);
	await okta.send({ method: 'DELETE', path }).catch(unlessMissing);
}

function pathOf(id: string): string {
	return fillPath('/api/v1/eventHooks/{eventHookId}', () => id);
}

function bodyOf({ name, uri, events }: Wanted, secret: string): IDataObject {
	return {
		name,
		events: { type: 'EVENT_TYPE', items: [...events] },
		channel: {
			type: 'HTTP',
			version: '1.0.0',
			config: {
				uri,
				headers: [],
				method: 'POST',
				authScheme: { type: 'HEADER', key: 'Authorization', value: secret },
			},
		},
	};
}

function isReceiving({ status, verificationStatus }: IDataObject): boolean {
	return status === 'ACTIVE' && verificationStatus === 'VERIFIED';
}

/** Okta says what is wrong with the values; which limit was met, it says in many words. */
async function explainRefusal(okta: Org, error: unknown, { events }: Wanted): Promise<Error> {
	if (!isRefusal(error, 400)) return toError(error);
	if (await isFull(okta)) return tooMany();
	const said = `${error.message}\n${error.description ?? ''}`;
	const refused = events.filter((event) => said.includes(event));
	// When Okta doesn't name them, those that nobody here has heard of come first to mind.
	const suspects = refused.length > 0 ? refused : events.filter((one) => !eventName(one));
	if (suspects.length === 0 || !(refused.length > 0 || said.includes('events'))) return error;
	return new UserError(`Okta sends these events to no hook: ${suspects.join(', ')}`, {
		description:
			'Either there is no such event type, or Okta only writes it into the System Log. Check the ' +
			`spelling, or receive events through the System Log.\nOkta says: ${said}`,
	});
}

async function explainUnverified(okta: Org, error: unknown, uri: string): Promise<Error> {
	if (!isRefusal(error, 400)) return toError(error);
	if (await isFull(okta)) return tooMany();
	return new UserError(`Okta called ${uri} and did not get the answer it expects`, {
		description:
			'n8n answers at this address as soon as the workflow is activated. Can it be reached from ' +
			'the internet, with a valid certificate, within three seconds, and without a login page or a ' +
			`redirect before it?\nOkta says: ${error.message}`,
	});
}

async function isFull(okta: Org): Promise<boolean> {
	return (await collect(okta.pages(list, {}))).filter(isReceiving).length >= most;
}

function tooMany(): UserError {
	return new UserError(`The org has ${most} event hooks already, as many as Okta allows`, {
		description:
			'Remove one that is no longer needed, in the Okta Admin Console under Workflow > Event Hooks, ' +
			'or receive events through the System Log.',
	});
}
