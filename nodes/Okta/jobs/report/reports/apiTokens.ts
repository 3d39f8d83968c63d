import type { IDataObject } from 'n8n-workflow';

import { named, usual } from '../../../export/columns';
import { collectChildren } from '../../../export/read/children';
import { text } from '../../../transport/json';
import { collect } from '../../../transport/pages';
import { estimateApiTokens } from '../estimate/others';
import { Remembered } from '../remembered';
import { DAY, type Report, type ReportReading } from '../report';
import { usersById } from '../usersById';

export const apiTokens: Report = {
	name: 'API Tokens',
	value: 'apiTokens',
	description:
		'The API tokens of administrators: whose they are, what roles the owner has, how old they are, and when they were last used. Okta removes those that nobody used for 30 days.',
	routes: [
		'GET /api/v1/api-tokens',
		'GET /api/v1/users',
		'GET /api/v1/users/{userId}',
		'GET /api/v1/users/{userId}/roles',
	],
	scope: 'okta.apiTokens.read',
	alsoScopes: ['okta.users.read', 'okta.roles.read'],
	columns: [
		...usual([
			named('tokenId', 'entry', 'id'),
			named('name', 'entry', 'name'),
			named('client', 'entry', 'clientName'),
			named('ownerId', 'entry', 'userId'),
			named('ownerLogin', 'owner', 'profile', 'login'),
			named('ownerStatus', 'owner', 'status'),
			named('ownerRoles', 'report', 'ownerRoles'),
			named('network', 'entry', 'network', 'connection'),
			named('created', 'entry', 'created'),
			named('days', 'report', 'days'),
			named('lastUsed', 'report', 'lastUsed'),
			named('unusedDays', 'report', 'unusedDays'),
			named('expiresAt', 'entry', 'expiresAt'),
			named('derived', 'report', 'derived'),
		]),
		named('zones', 'entry', 'network', 'include'),
		named('excludedZones', 'entry', 'network', 'exclude'),
		named('tokenWindow', 'entry', 'tokenWindow'),
		named('lastUpdated', 'entry', 'lastUpdated'),
	],
	asks: [],
	estimate: estimateApiTokens,
	read: readTokens,
};

async function* readTokens({ okta, progress, now }: ReportReading): AsyncGenerator<IDataObject[]> {
	const roles = new Remembered<string[] | null>();
	// Okta does not page this list.
	const entries = await collect(okta.pages({ method: 'GET', path: '/api/v1/api-tokens' }, {}));
	progress.sees(entries.length);
	const ids = [...new Set(entries.map(({ userId }) => text(userId)))].filter((id) => id !== '');
	const owners = new Map<string, IDataObject>();
	for await (const page of usersById(okta, ids)) {
		for (const user of page) owners.set(text(user['id']), user);
	}
	for (const entry of entries) {
		const owner = owners.get(text(entry['userId'])) ?? null;
		const ownerRoles =
			owner &&
			(await roles.get(text(owner['id']), async () => {
				const found = await collectChildren(okta, '/api/v1/users/{id}/roles', owner);
				return found?.map(({ label, type }) => text(label) || text(type)).toSorted() ?? null;
			}));
		yield [{ entry, owner, report: { ownerRoles, ...ageOf(entry, now) } }];
	}
}

/**
 * How old a token is, and since when it is unused. Okta does not say when it was used, but when it ends, which
 * is a fixed time after the last use, or after the creation where there was none.
 */
function ageOf(entry: IDataObject, now: number): IDataObject {
	const created = Date.parse(text(entry['created']));
	const used = Date.parse(text(entry['expiresAt'])) - windowOf(text(entry['tokenWindow']));
	const isKnown = !Number.isNaN(used);
	const wasUsed = isKnown && !(used - created < 1000);
	return {
		days: wholeDays(now - created),
		lastUsed: wasUsed ? new Date(used).toISOString() : null,
		unusedDays: wholeDays(now - used),
		derived: [
			...(wasUsed ? ['lastUsed from expiresAt and tokenWindow'] : []),
			...(isKnown ? ['unusedDays from expiresAt and tokenWindow'] : []),
		],
	};
}

const wholeDays = (time: number): number | null =>
	Number.isNaN(time) ? null : Math.max(0, Math.floor(time / DAY));

/** Milliseconds of a duration such as P30D (ISO 8601), without months and years; NaN of any other text. */
function windowOf(duration: string): number {
	if (!/^P(?=.)(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(duration))
		return NaN;
	return [...duration.matchAll(/(\d+)([WDHMS])/g)].reduce(
		(sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? NaN),
		0,
	);
}

const UNITS: Readonly<Record<string, number>> = {
	W: 7 * DAY,
	D: DAY,
	H: 3_600_000,
	M: 60_000,
	S: 1000,
};
