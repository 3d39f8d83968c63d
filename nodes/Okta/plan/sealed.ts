import { type IDataObject, UserError } from 'n8n-workflow';

import { canonical, isObject, isObjectList, text } from '../transport/json';
import type { OktaOfRun } from '../transport/types';
import type { Change, Subject, Would } from './foreseen';
import type { Basis } from './planned';
import { holdsSecret, type PlanItem, type PlannedRequest, toJson } from './planItem';

/** For how long a plan may be applied, in hours: a person may want to sleep on it. */
export const GOOD_FOR = 72;

/** What all items of one dry run have in common. */
export interface DryRun {
	/** Tells its placeholders from those of other dry runs. */
	id: string;
	/** Milliseconds since the epoch. */
	expires: number;
}

/** What a plan item is of. */
export interface Origin {
	/** Counted from 0. */
	index: number;
	/** Resource and operation as workflows store them, for example `user.suspend`. */
	operation: string;
	/** Whether the form asks for a secret that is in Okta's answer only. */
	asksForSecret: boolean;
	/** Whether one request would do it for several items, so that none can be applied by itself. */
	isShared: boolean;
}

/** What is sealed. Whatever a workflow adds to a plan item is none of the plan's. */
const SEALED = [
	'dryRun',
	'would',
	'why',
	'certain',
	'applicable',
	'object',
	'changes',
	'requests',
	'operation',
	'basedOn',
	'org',
	'expires',
	'plan',
	'item',
] as const;

/** A plan item as it leaves the node, so that Apply Plan can tell that it is as it was. */
export async function toSealedJson(
	item: PlanItem,
	{ index, operation, asksForSecret, isShared }: Origin,
	{ id, expires }: DryRun,
	{ origin, signIn }: Pick<OktaOfRun, 'origin' | 'signIn'>,
): Promise<IDataObject> {
	const obstacle = holdsSecret(item)
		? 'It cannot be applied as a plan, because it would send a secret, which no plan holds.'
		: asksForSecret
			? 'It cannot be applied as a plan, because a secret of the answer is wanted, which only the operation itself puts out.'
			: isShared
				? 'It cannot be applied as a plan, because one request does it for many items.'
				: '';
	const { basedOn, ...rest } = toJson(item);
	const isRefused = item.would === 'be refused';
	const isHeld = obstacle !== '' && !isRefused && item.would !== 'nothing';
	const json: IDataObject = {
		...rest,
		...(isHeld && { why: [item.why, obstacle].filter(Boolean).join(' ') }),
		applicable: !isRefused && !isHeld,
		operation,
		basedOn,
		org: origin,
		expires: new Date(expires).toISOString(),
		plan: id,
		item: index,
	};
	return { ...json, seal: await signIn.seal(contentOf(json)) };
}

/** A plan item that is given back to be carried out. */
export interface Agreed {
	plan: string;
	operation: string;
	would: Would;
	why: string;
	object: Subject;
	changes: readonly Change[];
	requests: readonly PlannedRequest[];
	basedOn: Basis;
}

/**
 * Reads a plan item that somebody agreed to.
 *
 * @param now - milliseconds since the epoch
 * @throws UserError when it isn't one of this credential and org, as it was made, and still good
 */
export async function readSealed(
	json: unknown,
	{ origin, signIn }: Pick<OktaOfRun, 'origin' | 'signIn'>,
	now: number,
): Promise<Agreed> {
	if (!isObject(json) || text(json['seal']) === '') {
		throw unfit(
			'This is no plan item',
			"Plan takes what a dry run put out, for example {{ $('Dry Run').all() }}.",
		);
	}
	const { org, seal: claimed, expires } = json;
	if (org !== origin) {
		throw unfit(
			`The plan is for ${text(org) || 'another org'}`,
			`The credential of this node is for ${origin}. Choose the one the plan was made with.`,
		);
	}
	const verdict = await signIn.checkSeal(contentOf(json), text(claimed));
	if (verdict === 'of another key') {
		throw unfit(
			'The plan was made with another credential, or before its key was replaced',
			'Choose the credential the plan was made with, or make a new plan.',
		);
	}
	if (verdict === 'broken') {
		throw unfit(
			'The plan is not as it was made',
			'Something in it was altered, or it was made by another service app. Make a new plan, and hand on its items as they are.',
		);
	}
	if (!(Date.parse(text(expires)) > now)) {
		throw unfit(
			`The plan has expired at ${text(expires)}`,
			`A plan may be applied for ${String(GOOD_FOR)} hours. Make a new one.`,
		);
	}
	if (json['applicable'] !== true && json['would'] !== 'be refused') {
		throw unfit('This item cannot be applied as a plan', text(json['why']));
	}
	return toAgreed(json);
}

function unfit(message: string, description: string): UserError {
	return new UserError(message, { description: `Nothing was changed of it. ${description}` });
}

const wouldBe: readonly Would[] = ['create', 'change', 'remove', 'nothing', 'be refused'];
const toWould = (value: unknown) => wouldBe.find((one) => one === value) ?? 'be refused';
const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
const repeats = ['harmless', 'never', 'look'] as const;

/** Sealed, it is what {@link toSealedJson} made of it. */
function toAgreed(json: IDataObject): Agreed {
	const object = isObject(json['object']) ? json['object'] : {};
	const based = isObject(json['basedOn']) ? json['basedOn'] : {};
	const list = (member: string) => {
		const value = json[member];
		return isObjectList(value) ? value : [];
	};
	return {
		plan: text(json['plan']),
		operation: text(json['operation']),
		would: toWould(json['would']),
		why: text(json['why']),
		object: { type: text(object['type']), id: text(object['id']), name: text(object['name']) },
		changes: list('changes').map(({ field, from, to }) => ({
			field: text(field),
			from: from ?? null,
			to: to ?? null,
		})),
		requests: list('requests').map(toRequest),
		basedOn: Object.fromEntries(
			Object.entries(based).map(([path, found]) => [
				path,
				Array.isArray(found) ? found.map(text) : text(found) || null,
			]),
		),
	};
}

function toRequest(json: IDataObject): PlannedRequest {
	const { method, path, body, headers, repeat, makes } = json;
	const said = repeats.find((one) => one === repeat);
	return {
		method: methods.find((one) => one === method) ?? 'POST',
		path: text(path),
		...(body !== undefined && { body }),
		...(isObject(headers) && {
			headers: Object.fromEntries(
				Object.entries(headers).map(([name, value]) => [name, text(value)]),
			),
		}),
		...(said && { repeat: said }),
		...(makes !== undefined && { makes: text(makes) }),
		would: toWould(json['would']),
	};
}

/** On its way through a workflow members may change their places. */
function contentOf(json: IDataObject): string {
	return canonical(SEALED.map((name) => json[name] ?? null));
}
