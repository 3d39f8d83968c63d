import { type IExecuteFunctions, UserError } from 'n8n-workflow';

import type { Protection } from '../fence/protection';
import { isObject, text } from '../transport/json';

/** What an execution may do, and what it has to find out first. */
export interface Safeguards {
	dryRun: boolean;
	checkFirst: boolean;
	/** The most items that may change something. */
	stopBefore: number;
	/** The largest part of a whole that may be changed, in percent. */
	stopBeforePercent: number;
	protection: Protection;
}

/**
 * Reads the safeguards, once for all items.
 *
 * @throws UserError when a model is to fill them in, when items differ in them, or when one can't be read
 */
export function readSafeguards(context: IExecuteFunctions): Safeguards {
	const raw: unknown = context.getNode().parameters['safeguards'];
	if (!isObject(raw) || Object.keys(raw).length === 0) return none;
	const written = JSON.stringify(raw);
	if (BY_A_MODEL.test(written)) {
		throw new UserError('Safeguards cannot be filled in by a model', {
			description: 'Nothing was sent to Okta. Set each of them to a value of its own.',
		});
	}
	const [first, ...others] = evaluated(context, written);
	if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
		throw new UserError('Safeguards hold for the whole run, and the items differ in them', {
			description: 'Nothing was sent to Okta. Use values that are the same for every item.',
		});
	}
	return {
		dryRun: flag(first, 'dryRun', 'Dry Run'),
		checkFirst: flag(first, 'checkFirst', 'Check All Items First'),
		stopBefore: count(first, 'stopBefore', 'Stop Before More Than'),
		stopBeforePercent: part(first, 'stopBeforePercent', 'Stop Before More Than Percent'),
		protection: {
			users: names(first, 'protectedUsers', 'Protected Users'),
			membersOf: names(first, 'protectedMembers', 'Protected Group Members'),
			administrators: flag(first, 'protectAdministrators', 'Protect Administrators'),
			groups: names(first, 'protectedGroups', 'Protected Groups'),
			apps: names(first, 'protectedApps', 'Protected Apps'),
			ownApp: !flag(first, 'changeOwnApp', 'Allow Changes to Own Service App'),
			skips: choice(first, 'ifProtected', 'If Protected', ['refuse', 'skip']) === 'skip',
		},
	};
}

/** What n8n lets a model fill in, which it knows in any case of letters. */
const BY_A_MODEL = /\$(fromai|tool)\b/i;

const none: Safeguards = {
	dryRun: false,
	checkFirst: false,
	stopBefore: Infinity,
	stopBeforePercent: Infinity,
	protection: {
		users: [],
		membersOf: [],
		administrators: false,
		groups: [],
		apps: [],
		ownApp: true,
		skips: false,
	},
};

/** One for each item where an expression may say something else for each; the first one otherwise. */
function evaluated(context: IExecuteFunctions, written: string): unknown[] {
	const hasExpression = /:"=/.test(written) || written.startsWith('"=');
	const items = hasExpression ? context.getInputData().keys() : [0];
	return Array.from(items, (index): unknown => context.getNodeParameter('safeguards', index, {}));
}

/** A safeguard that can't be read must not be taken for one that is off. */
function flag(from: unknown, name: string, label: string): boolean {
	const value = isObject(from) ? from[name] : undefined;
	if (value === undefined || value === false || value === 'false') return false;
	if (value === true || value === 'true') return true;
	throw new UserError(`"${label}" is neither true nor false`, { description: unsent });
}

function count(from: unknown, name: string, label: string): number {
	const value = isObject(from) ? from[name] : undefined;
	if (value === undefined) return Infinity;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return number;
	throw new UserError(`"${label}" is not a whole number`, { description: unsent });
}

function part(from: unknown, name: string, label: string): number {
	const value = isObject(from) ? from[name] : undefined;
	if (value === undefined) return Infinity;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && number >= 0 && number <= 100) return number;
	throw new UserError(`"${label}" is not a number from 0 to 100`, { description: unsent });
}

/** Separated by commas or line breaks, or a list; an added one that is empty would protect nobody. */
function names(from: unknown, name: string, label: string): string[] {
	const value = isObject(from) ? from[name] : undefined;
	if (value === undefined) return [];
	const parts = Array.isArray(value) ? value.map(text) : text(value).split(/[,\n]/);
	const given = parts.map((part) => part.trim()).filter((part) => part !== '');
	if (given.length > 0) return [...new Set(given)];
	throw new UserError(`"${label}" is empty`, { description: unsent });
}

function choice(from: unknown, name: string, label: string, known: readonly string[]): string {
	const value = isObject(from) ? from[name] : undefined;
	if (value === undefined) return known[0] ?? '';
	if (typeof value === 'string' && known.includes(value)) return value;
	throw new UserError(`"${label}" is none of ${known.join(', ')}`, { description: unsent });
}

const unsent = 'Nothing was sent to Okta. Check the expression under Safeguards.';
