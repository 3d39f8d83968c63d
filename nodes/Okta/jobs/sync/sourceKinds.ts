import type { IDataObject } from 'n8n-workflow';

import { anyOf, quote } from '../../objects/expression';
import { notTaken } from '../../objects/held';
import { membersOfSourceGroup } from '../../objects/identitySources';
import { loginOf } from '../../objects/logins';
import { faultOfText, type TextLimits } from '../../objects/textLimits';
import type { Row } from '../../table/together';
import type { Values } from '../../table/values';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import { unlessForbidden, unlessMissing } from '../../transport/refusals';
import type { Okta } from '../../transport/types';

/** A row of an import into an identity source. */
export interface SourceRow {
	row: Row;
	/** By what no two rows are the same. */
	key: string;
	/** What it is about, for people and for the output. */
	name: string;
	id: string;
	shown: IDataObject;
	/** What of it is uploaded, in the words of the request. */
	sent: IDataObject;
}

/** What is to be seen of a row once its session is over. */
export type Seen = (row: SourceRow) => IDataObject;

/** One kind of what an identity source holds, and how rows of it get there. */
export interface SourceKind {
	/** As people say it. */
	type: string;
	/** The end of the path they are uploaded to. */
	upload: string;
	read: (row: Row) => SourceRow;
	/** What is wrong with a row by what Okta's specification says; it would drop it without a word. */
	faultIn: (row: SourceRow) => string | undefined;
	/** What is shown of a row. */
	shows: readonly string[];
	/** What two rows have in common that are the same. */
	same: string;
	bodyOf: (rows: readonly SourceRow[]) => IDataObject;
	/** Looks for what came of rows; nothing where that may not be seen. */
	look?: (okta: Okta, source: string, rows: readonly SourceRow[]) => Promise<Seen | undefined>;
}

/** The kind that the form is filled in for. */
export function kindIn(values: Values): SourceKind {
	const of = values.text('importOf');
	if (of === 'members') {
		return values.text('memberAction') === 'remove' ? membersGoing : membersComing;
	}
	const goes = values.text('importAction') === 'delete';
	if (of === 'groups') return goes ? groupsGoing : groupsComing;
	return goes ? usersGoing : usersComing;
}

/** What Okta's specification says of texts. */
type Limits = Readonly<Record<string, TextLimits>>;

const ofUsers: Limits = {
	userName: { shortest: 1, longest: 100 },
	email: { shortest: 5, longest: 100, isAddress: true },
	secondEmail: { shortest: 5, longest: 100, isAddress: true },
	firstName: { shortest: 1, longest: 50 },
	lastName: { shortest: 1, longest: 50 },
	mobilePhone: { longest: 100 },
	homeAddress: { longest: 4_096 },
};
const ofGroups: Limits = {
	displayName: { shortest: 1, longest: 255 },
	description: { longest: 1_024 },
};

/** Of so many logins one search asks. */
const CHUNK = 25;

/** Attributes that Okta's own profile has under the same name, unless the app is mapped otherwise. */
const SHARED = ['email', 'firstName', 'lastName'];

const ACCEPTED = 'accepted';

function faultInTexts(texts: IDataObject, limits: Limits): string | undefined {
	return Object.entries(limits)
		.map(([name, limit]) => {
			const value = texts[name];
			return typeof value === 'string' ? faultOfText(name, value, limit) : undefined;
		})
		.find((fault) => fault !== undefined);
}

function faultInId(id: string, longest: number, of = ''): string | undefined {
	if (id === '') return `The row has no external ID${of}.`;
	if (id.length <= longest) return undefined;
	return `The external ID${of} is longer than ${String(longest)} characters.`;
}

const profileIn = ({ sent }: SourceRow): IDataObject =>
	isObject(sent['profile']) ? sent['profile'] : {};

const sentOf = (rows: readonly SourceRow[]) => rows.map(({ sent }) => sent);

const byExternalId = {
	same: 'the external ID',
	shows: ['externalId'],
	read: (row: Row): SourceRow => {
		const externalId = row.values.text('externalId');
		const shown = { externalId };
		return { row, key: externalId, id: externalId, name: '', shown, sent: { externalId } };
	},
};

const usersGoing: SourceKind = {
	...byExternalId,
	type: 'identity source user',
	upload: 'bulk-delete',
	faultIn: ({ id }) => faultInId(id, 512),
	bodyOf: (rows) => ({ entityType: 'USERS', profiles: sentOf(rows) }),
};

const usersComing: SourceKind = {
	...usersGoing,
	upload: 'bulk-upsert',
	shows: ['externalId', 'userName'],
	read: (row) => {
		const read = byExternalId.read(row);
		const userName = row.values.text('userName');
		const named = userName === '' ? {} : { userName };
		return {
			...read,
			name: userName,
			shown: { ...read.shown, ...named },
			sent: { ...read.sent, profile: { ...row.values.object('profile'), ...named } },
		};
	},
	faultIn: (row) => {
		const profile = profileIn(row);
		const nothing = 'The row has no attribute but the external ID.';
		return (
			faultInId(row.id, 512) ??
			(Object.keys(profile).length === 0 ? nothing : faultInTexts(profile, ofUsers))
		);
	},
	look: async (okta, _, rows) => {
		const users = await findLogins(
			okta,
			rows.map(({ name }) => name).filter((name) => name !== ''),
		);
		return users && ((row) => verdictOfUser(row, users));
	},
};

function verdictOfUser(row: SourceRow, users: ReadonlyMap<string, IDataObject>): IDataObject {
	if (row.name === '') return { outcome: ACCEPTED };
	const user = users.get(row.name.toLowerCase());
	if (!user) return { outcome: ACCEPTED, why: 'No user with this login is to be seen yet.' };
	const wanted = Object.fromEntries(
		Object.entries(profileIn(row)).filter(([name]) => SHARED.includes(name)),
	);
	const other = notTaken(wanted, user['profile']);
	const shown = { userId: text(user['id']), userStatus: text(user['status']) };
	return other.length === 0
		? { outcome: 'imported', ...shown }
		: { outcome: ACCEPTED, ...shown, why: `The user has another ${other.join(', ')} still.` };
}

/** Whom Okta's search shows, by login in small letters; nothing where it may not be asked. */
async function findLogins(okta: Okta, logins: readonly string[]) {
	const chunks = Array.from({ length: Math.ceil(logins.length / CHUNK) }, (_, index) =>
		logins.slice(index * CHUNK, (index + 1) * CHUNK),
	);
	const seen = new Map<string, IDataObject>();
	const search = async (chunk: string[]) => {
		const query = { search: anyOf(chunk.map((login) => `profile.login eq ${quote(login)}`)) };
		const request = { method: 'GET', path: '/api/v1/users', query } as const;
		return await collect(okta.pages(request, { pageSize: 200 })).catch(unlessForbidden);
	};
	for await (const users of inLanes(chunks, { width: okta.parallel }, search)) {
		if (!users) return undefined;
		for (const user of users) if (isObject(user)) seen.set(loginOf(user).toLowerCase(), user);
	}
	return seen;
}

const groupsGoing: SourceKind = {
	...byExternalId,
	type: 'identity source group',
	upload: 'bulk-groups-delete',
	faultIn: ({ id }) => faultInId(id, 255),
	bodyOf: (rows) => ({ externalIds: rows.map(({ id }) => id) }),
};

const pathOf = (source: string, group: string): string =>
	source +
	fillPath(
		'/groups/{sourceGroup}',
		() => group,
		() => 'Group',
	);

const groupsComing: SourceKind = {
	...groupsGoing,
	upload: 'bulk-groups-upsert',
	shows: ['externalId', 'displayName', 'groupId'],
	read: (row) => {
		const read = byExternalId.read(row);
		const name = row.values.text('displayName');
		const description = row.values.text('groupDescription');
		const profile = { displayName: name, ...(description !== '' && { description }) };
		return {
			...read,
			name,
			shown: { ...read.shown, displayName: name },
			sent: { ...read.sent, profile },
		};
	},
	faultIn: (row) =>
		faultInId(row.id, 255) ??
		(row.name === '' ? 'The row has no display name.' : faultInTexts(profileIn(row), ofGroups)),
	bodyOf: (rows) => ({ profiles: sentOf(rows) }),
	look: async (okta, source, rows) => {
		const groups = new Map<string, IDataObject | undefined>();
		const read = async ({ id }: SourceRow) => {
			const request = { method: 'GET', path: pathOf(source, id) } as const;
			groups.set(id, await sendForObject(okta, request).catch(unlessMissing));
		};
		const lanes = inLanes(rows, { width: okta.parallel }, read);
		while (!(await lanes.next()).done);
		return (row) => {
			const group = groups.get(row.id);
			if (!group) return { outcome: ACCEPTED, why: 'The group is not to be seen yet.' };
			const other = notTaken(profileIn(row), group['profile']);
			return other.length === 0
				? { outcome: 'imported', groupId: text(group['id']) }
				: { outcome: ACCEPTED, why: `The group has another ${other.join(', ')} still.` };
		};
	},
};

const groupIn = ({ shown }: SourceRow): string => text(shown['groupExternalId']);

const membersGoing: SourceKind = {
	type: 'identity source membership',
	upload: 'bulk-group-memberships-delete',
	same: 'the group and the member',
	shows: ['groupExternalId', 'memberExternalId'],
	read: (row) => {
		const groupExternalId = row.values.text('groupExternalId');
		const memberExternalId = row.values.text('memberExternalId');
		return {
			row,
			key: JSON.stringify([groupExternalId, memberExternalId]),
			id: groupExternalId,
			name: `${memberExternalId} in ${groupExternalId}`,
			shown: { groupExternalId, memberExternalId },
			sent: { memberExternalId },
		};
	},
	faultIn: (row) =>
		faultInId(groupIn(row), 255, ' of a group') ??
		faultInId(text(row.sent['memberExternalId']), 255, ' of a member'),
	// One entry for each group, with its members.
	bodyOf: (rows) => {
		const groups = new Map<string, string[]>();
		for (const row of rows) {
			const members = groups.get(groupIn(row)) ?? [];
			groups.set(groupIn(row), [...members, text(row.sent['memberExternalId'])]);
		}
		const memberships = [...groups].map(([groupExternalId, memberExternalIds]) => ({
			groupExternalId,
			memberExternalIds,
		}));
		return { memberships };
	},
};

const membersComing: SourceKind = {
	...membersGoing,
	upload: 'bulk-group-memberships-upsert',
	look: async (okta, source, rows) => {
		const members = new Map<string, ReadonlySet<string> | undefined>();
		const read = async (group: string) => {
			const path = `${pathOf(source, group)}/membership`;
			const request = { method: 'GET', path, query: { limit: 1000 } } as const;
			const list = await membersOfSourceGroup(okta, request).catch(unlessMissing);
			const ids = list?.map(({ memberExternalId }) => text(memberExternalId));
			members.set(group, ids && new Set(ids));
		};
		const lanes = inLanes(new Set(rows.map(groupIn)), { width: okta.parallel }, read);
		while (!(await lanes.next()).done);
		return (row) => {
			const inGroup = members.get(groupIn(row));
			if (!inGroup) return { outcome: ACCEPTED, why: 'The group is not to be seen yet.' };
			if (inGroup.has(text(row.sent['memberExternalId']))) return { outcome: 'imported' };
			return { outcome: ACCEPTED, why: 'The member is not to be seen in the group yet.' };
		};
	},
};
