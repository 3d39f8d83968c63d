import {
	type IDataObject,
	type IExecuteFunctions,
	jsonParse,
	NodeOperationError,
	UserError,
} from 'n8n-workflow';

import { unlessIn } from '../objects/findLost';
import { eraseUser } from '../objects/users';
import { whileOff } from '../objects/whileOff';
import { resources } from '../operations';
import { replaced, toRequest, whatHasChanged } from '../plan/again';
import type { Would } from '../plan/foreseen';
import { matcherOf } from '../plan/match';
import type { PlannedRequest } from '../plan/planItem';
import { type Agreed, readSealed } from '../plan/sealed';
import { PLACEHOLDER } from '../plan/world';
import { type Output, splitRoute } from '../table/operation';
import { sendForObject } from '../transport/answers';
import { isObject, isObjectList, text } from '../transport/json';
import { emptyField } from '../transport/path';
import { toError } from '../transport/refusals';
import type { Tenants } from '../transport/tenants';
import type { OktaOfItem, OktaOfRun, OktaReply, OktaRequest, Repeat } from '../transport/types';
import { findOperation } from './findOperation';
import type { About } from './planAll';

/** One item of a plan, which a run works on in the place of an item of the input. */
export interface Piece {
	/** The item of the input that brought it. */
	item: number;
	/** What it does, or why it isn't to be carried out. */
	agreed: Agreed | Error;
}

/**
 * Reads the field Plan of all items of the input. Each item of the plan counts once, however many
 * items of the input bring it. Sends nothing.
 *
 * @throws UserError when there is no plan; NodeOperationError when one of its items may not be carried
 * out and the run is to end at what fails
 */
export async function readPlan(context: IExecuteFunctions, tenants: Tenants): Promise<Piece[]> {
	const times = new Map<OktaOfRun, Promise<number>>();
	const read = async (json: unknown, item: number): Promise<Agreed> => {
		const okta = tenants.of(item);
		const time = times.get(okta) ?? okta.now();
		times.set(okta, time);
		return await readSealed(json, okta, await time);
	};
	const pieces = new Map<string, Piece>();
	const isShared = isSameForAll(context.getNode().parameters['plan']);
	const shared = isShared ? planItemsIn(context.getNodeParameter('plan', 0, '')) : undefined;
	for (const item of context.getInputData().keys()) {
		// What every item brings, the first one has brought.
		if (shared && item > 0 && tenants.size === 1) break;
		for (const json of shared ?? planItemsIn(context.getNodeParameter('plan', item, ''))) {
			const key = (isObject(json) && text(json['seal'])) || String(pieces.size);
			const known = pieces.get(key)?.agreed;
			// Another item of the input may come with the credential that it was made with.
			if (known && !(known instanceof Error)) continue;
			pieces.set(key, { item, agreed: await read(json, item).catch(toError) });
		}
	}
	if (pieces.size === 0) throw emptyField('Plan');
	const all = [...pieces.values()];
	const unfit = all.flatMap(({ agreed }, index) =>
		agreed instanceof Error ? [`Item ${String(index)}: ${agreed.message}.`] : [],
	);
	if (unfit.length === 0 || context.continueOnFail()) return all;
	const [first] = all.map(({ agreed }) => agreed).filter((agreed) => agreed instanceof Error);
	throw new NodeOperationError(
		context.getNode(),
		`${String(unfit.length)} of ${String(all.length)} items of the plan may not be carried out`,
		{
			description: [
				'Nothing was changed. Counted from 0:',
				...unfit,
				first instanceof UserError ? (first.description ?? '') : '',
			].join('\n'),
		},
	);
}

/** `$('Dry Run').all()`, and whatever is done with that without another variable of n8n's. */
const ALL_OF_A_NODE = /^=\s*\{\{\s*\$(?:input|\((?:'[^']*'|"[^"]*")\))\.all\(\)[^$]*\}\}\s*$/;

/** Whether a field comes to the same for each item: n8n would take long to find that out for a thousand. */
const isSameForAll = (written: unknown): boolean =>
	typeof written === 'string' && (!written.startsWith('=') || ALL_OF_A_NODE.test(written));

/** As `.all()` gives them, with `json` around each, or as they are; one, or a list; or JSON text. */
function planItemsIn(given: unknown): unknown[] {
	if (typeof given === 'string') {
		return given.trim() === '' ? [] : planItemsIn(parsed(given));
	}
	if (Array.isArray(given)) return given.flatMap(planItemsIn);
	return [isObject(given) && isObject(given['json']) ? given['json'] : given];
}

/** @throws UserError when it is no JSON */
function parsed(written: string): unknown {
	const value = jsonParse<unknown>(written, { fallbackValue: null });
	if (isObject(value) || isObjectList(value)) return value;
	throw new UserError('"Plan" is no list of plan items in JSON', {
		description:
			"Nothing was sent to Okta. Give it as an expression, for example {{ $('Dry Run').all() }}.",
	});
}

/** What an item of a plan would do, as the operation that planned it. */
export function aboutPiece({ agreed }: Piece): About {
	const [resource = '', operation = ''] =
		agreed instanceof Error ? [] : agreed.operation.split('.');
	return { resource, operation, scopes: findOperation(resource, operation)?.scopes ?? [] };
}

/**
 * Carries out items of a plan, each as it was agreed to or not at all. Those that are about the same
 * object go one after another, in the order of the plan.
 */
export function createApplying(pieces: readonly Piece[]) {
	/** The IDs that came back, by plan and placeholder. */
	const made = new Map<string, string>();
	const places = new Set<{ names: ReadonlySet<string>; left: Promise<void> }>();

	async function apply(
		agreed: Agreed,
		scopes: readonly string[],
		okta: OktaOfItem,
		explain: OktaOfRun['explain'],
	): Promise<IDataObject> {
		const known = new Map(
			[...made]
				.filter(([key]) => key.startsWith(`${agreed.plan} `))
				.map(([key, id]) => [key.slice(agreed.plan.length + 1), id]),
		);
		const piece = replaced(agreed, known);
		checkComplete(piece);
		const changed = await whatHasChanged(okta, explain, piece, scopes);
		if (changed.length > 0) throw hasChanged(piece, changed);
		if (piece.would === 'nothing') return rowOf(piece);

		const own = new Map<string, string>();
		await sendAll(okta, piece, own);
		for (const [placeholder, id] of own) made.set(`${agreed.plan} ${placeholder}`, id);
		return rowOf(replaced(piece, own));
	}

	return async (
		index: number,
		okta: OktaOfItem,
		explain: OktaOfRun['explain'],
	): Promise<Output[]> => {
		const piece = pieces[index];
		if (!piece) return [];
		const { agreed } = piece;
		if (agreed instanceof Error) throw agreed;
		if (agreed.would === 'be refused') return [{ json: rowOf(agreed) }];
		const names = namesIn(agreed);
		const before = [...places].filter((place) => isSameObject(place.names, names));
		let leave: () => void = () => undefined;
		const place = { names, left: new Promise<void>((resolve) => (leave = resolve)) };
		places.add(place);
		try {
			await Promise.all(before.map(async ({ left }) => await left));
			return [{ json: await apply(agreed, aboutPiece(piece).scopes, okta, explain) }];
		} finally {
			places.delete(place);
			leave();
		}
	};
}

/** What an item's requests name: IDs in paths and bodies, and placeholders. */
function namesIn({ plan, requests }: Agreed): Set<string> {
	const names = requests.flatMap(({ path, body, makes }) => {
		const [route = ''] = path.split('?', 1);
		const inPath = route.split('/').filter((segment) => /\d/.test(segment) && segment !== 'v1');
		const inBody = isObject(body) ? [text(body['id'])].filter(Boolean) : [];
		const all = [...inPath, ...inBody, ...(JSON.stringify(body ?? '').match(PLACEHOLDER) ?? [])];
		return [...all, ...(makes === undefined ? [] : [makes])];
	});
	return new Set(names.map((name) => (name.startsWith('planned-') ? `${plan} ${name}` : name)));
}

/** Two who join one group have that in common, and don't wait for each other. */
function isSameObject(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
	const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
	return fewer.size > 0 && [...fewer].every((name) => more.has(name));
}

/** @throws UserError when it needs what another item of the plan was to make, and didn't */
function checkComplete({ requests, object, would }: Agreed): void {
	const own = requests.map(({ makes }) => makes);
	const needed = JSON.stringify(requests).match(PLACEHOLDER) ?? [];
	const missing = needed.find((placeholder) => !own.includes(placeholder));
	if (missing === undefined || would === 'be refused') return;
	throw new UserError(`What the plan calls ${missing} has not been made`, {
		description: `The ${object.type} ${object.name} was not changed: the item of the plan that makes ${missing} has to be carried out before, in the same run.`,
	});
}

function hasChanged({ object }: Agreed, differences: readonly string[]): UserError {
	const named = [object.type, object.name || object.id].filter(Boolean).join(' ');
	return new UserError(`What the plan is based on has changed: ${named}`, {
		description: ['Nothing was changed of it. Make a new plan.', ...differences].join('\n'),
	});
}

/** Sends the requests of an item, and finds out the IDs of what they make. */
async function sendAll(
	okta: OktaOfItem,
	{ requests: all, object }: Agreed,
	made: Map<string, string>,
): Promise<void> {
	// What Okta refuses is refused still: that was looked at just before.
	const requests = all.filter(({ would }) => would !== 'be refused');
	const sendOne = async (planned: PlannedRequest): Promise<void> => {
		const { makes } = planned;
		const reply = await sendAgain(okta, replaced(planned, made));
		if (makes === undefined) return;
		const id = isObject(reply.body) ? text(reply.body['id']) : '';
		if (id !== '') made.set(makes, id);
	};
	const [off, ...rest] = requests;
	const path = off && /^(.+)\/lifecycle\/deactivate$/.exec(off.path)?.[1];
	const last = rest.at(-1);
	const isDeleted = last?.method === 'DELETE' && last.path.split('?', 1)[0] === path;
	const isOnAgain = last?.path === `${path ?? ''}/lifecycle/activate`;
	if (path === undefined || path.startsWith('/api/v1/users/') || !(isDeleted || isOnAgain)) {
		for (const planned of requests) await sendOne(planned);
		return;
	}
	// Switched off for the change: it must not stay so, whatever happens.
	const held = await sendForObject(okta, { method: 'GET', path });
	const work = async () => {
		for (const planned of isDeleted ? rest : rest.slice(0, -1)) await sendOne(planned);
	};
	await whileOff(okta, { object: held, path, kind: object.type }, work, { isDeleted });
}

async function sendAgain(okta: OktaOfItem, planned: PlannedRequest): Promise<OktaReply> {
	const request: OktaRequest = {
		...toRequest(planned, okta.origin),
		...(planned.makes !== undefined && { answer: 'object' }),
		...(planned.repeat && { repeat: manner(planned) }),
	};
	// The first DELETE of a user only deactivates, and Okta may be at that still.
	const isErased = planned.would === 'remove' && /^\/api\/v1\/users\/[^/]+$/.test(request.path);
	return isErased ? await eraseUser(okta, request) : await okta.send(request);
}

/** How operations find out what became of a lost request, by the route of that. */
const waysToFindOut = matcherOf<Repeat>([
	...resources
		.flatMap(({ operations }) => operations)
		.filter(({ route, repeat }) => splitRoute(route).method === 'POST' || repeat !== undefined)
		.map(({ route, repeat = 'never' }): [string, Repeat] => [route, repeat]),
	// No operation of its own, only on the way of one.
	['POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate', unlessIn(['INACTIVE'])],
	['POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/deactivate', unlessIn(['INACTIVE'])],
]);

/** @returns never where nobody knows a way: rather not done than done twice */
export function manner({ method, path, repeat = 'never' }: PlannedRequest): Repeat {
	if (repeat !== 'look') return repeat;
	return waysToFindOut(method, path.split('?', 1)[0] ?? '')?.found ?? 'never';
}

const outcomes: Readonly<Record<Would, string>> = {
	create: 'created',
	change: 'changed',
	remove: 'removed',
	nothing: 'unchanged',
	'be refused': 'skipped',
};

function rowOf({ operation, would, object, changes, why }: Agreed): IDataObject {
	return {
		outcome: outcomes[would],
		operation,
		object: { ...object },
		changes: changes.map((change) => ({ ...change })),
		...(would === 'be refused' && { why }),
	};
}
