import { type IDataObject, UserError } from 'n8n-workflow';

import { addressOf } from '../objects/eventHooks';
import { unlessIn, unlessListed } from '../objects/findLost';
import { digestOf, newSecret } from '../objects/hookSecret';
import type { HookKind } from '../objects/inlineHooks';
import { findObject, sendForObject } from '../transport/answers';
import { text } from '../transport/json';
import { collect } from '../transport/pages';
import { fillPath } from '../transport/path';
import { isRefusal, namingScope, toError, unlessMissing } from '../transport/refusals';
import type { Okta, OktaRequest } from '../transport/types';
import type { Registration } from './memory';

/** What a hook should be. */
export interface Wanted {
	name: string;
	uri: string;
	kind: HookKind;
	/** Where in Okta's API it is to be chosen; undefined where somebody does by hand. */
	place?: string | undefined;
}

type Org = Pick<Okta, 'send' | 'pages'>;

const list: OktaRequest = { method: 'GET', path: '/api/v1/inlineHooks' };

/** Okta's limit for the hooks of an org; it says 100 in one place and 50 in another. */
const most = 50;

/** Okta's limit for a name. */
const longestName = 255;

/** The hook, if it is there. */
export async function readHook(okta: Org, id: string): Promise<IDataObject | undefined> {
	return await findObject(okta, pathOf(id));
}

/** The IDs of the hooks that go to this address. */
export async function hooksTo(okta: Org, uri: string): Promise<string[]> {
	const hooks = await collect(okta.pages(list, {}));
	return hooks.filter((hook) => addressOf(hook) === uri).map(({ id }) => text(id));
}

/** Whether Okta asks by this hook, of this kind, at this address. */
export function isInOrder(hook: IDataObject, { uri, kind }: Omit<Wanted, 'name'>): boolean {
	return hook.status === 'ACTIVE' && hook.type === kind.type && addressOf(hook) === uri;
}

/**
 * Makes a hook that goes to the address, or switches on the one there is: then it stays where it was
 * chosen in Okta. Other hooks to the same address are removed.
 *
 * @param known what is known of the hook; its secret is kept where nothing else changes either
 * @throws UserError when Okta has too many hooks, or lets there be only one
 */
export async function register(
	okta: Org,
	{ name: wantedName, uri, kind }: Wanted,
	known: Registration | undefined,
): Promise<Registration> {
	const hooks = await collect(okta.pages(list, {})).catch(namingScope('okta.inlineHooks.manage'));
	const mine = hooks.filter((hook) => addressOf(hook) === uri);
	// What kind a hook is of can't be changed.
	const existing = mine.find(({ type }) => type === kind.type);
	for (const other of mine) if (other !== existing) await remove(okta, text(other.id));
	const others = hooks.filter((hook) => !mine.includes(hook));
	const name = freeName(wantedName, others);

	const isKnown = existing && known && text(existing.id) === known.id && known.name === name;
	const explain = (error: unknown): never => {
		throw explainRefusal(error, kind, others);
	};
	const secret = newSecret();
	const hook = isKnown
		? existing
		: await sendForObject(okta, toMake(existing, { name, uri, kind }, secret)).catch(explain);
	const id = text(hook.id);
	if (hook.status === 'INACTIVE') {
		await okta
			.send({
				method: 'POST',
				path: `${pathOf(id)}/lifecycle/activate`,
				repeat: unlessIn(['ACTIVE']),
				answer: 'objectOrNothing',
			})
			.catch(explain);
	}
	const digest = isKnown ? known.digest : digestOf(secret);
	return { id, name, type: kind.type, uri, digest };
}

/** Switches a hook off. Gone is off. */
export async function deactivate(okta: Org, id: string): Promise<void> {
	const path = `${pathOf(id)}/lifecycle/deactivate`;
	await okta
		.send({ method: 'POST', path, repeat: unlessIn(['INACTIVE']), answer: 'objectOrNothing' })
		.catch(unlessMissing);
}

/** Switches a hook off, without which Okta refuses to delete it, and deletes it. Gone is gone. */
export async function remove(okta: Org, id: string): Promise<void> {
	await deactivate(okta, id);
	await okta.send({ method: 'DELETE', path: pathOf(id) }).catch(unlessMissing);
}

function pathOf(id: string): string {
	return fillPath('/api/v1/inlineHooks/{inlineHookId}', () => id);
}

/** Okta wants every name once. */
function freeName(wanted: string, others: readonly IDataObject[]): string {
	const taken = new Set(others.map(({ name }) => name));
	const numbered = (number: number) => {
		const suffix = number === 1 ? '' : ` (${number})`;
		return wanted.slice(0, longestName - suffix.length) + suffix;
	};
	let number = 1;
	while (taken.has(numbered(number))) number++;
	return numbered(number);
}

function toMake(
	existing: IDataObject | undefined,
	{ name, uri, kind }: Wanted,
	secret: string,
): OktaRequest {
	const body = {
		name,
		version: '1.0.0',
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
	if (existing) return { method: 'PUT', path: pathOf(text(existing.id)), body };
	const isIt = (hook: IDataObject) => addressOf(hook) === uri;
	return {
		...list,
		method: 'POST',
		body: { ...body, type: kind.type },
		repeat: unlessListed({ isIt }),
	};
}

function explainRefusal(error: unknown, kind: HookKind, others: readonly IDataObject[]): Error {
	if (!isRefusal(error, 400)) return toError(error);
	const said = `\nOkta says: ${[error.message, error.description].filter(Boolean).join(' ')}`;
	const active = others.find(({ type, status }) => type === kind.type && status === 'ACTIVE');
	if (kind.type === 'com.okta.telephony.provider' && active) {
		return new UserError(`Okta sends codes through another hook already, “${text(active.name)}”`, {
			description: `An org can have one active telephony hook. Deactivate the other one, or the workflow it belongs to, and activate this workflow again.${said}`,
		});
	}
	if (others.length < most) return error;
	return new UserError(
		`The org has ${others.length} inline hooks, probably as many as Okta allows`,
		{
			description: `Remove one that is no longer needed, in the Okta Admin Console under Workflow > Inline Hooks, or by Inline Hook: Delete.${said}`,
		},
	);
}
