import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';
import { changes, creates, differences, from, nothing, removes, type Subject } from '../foreseen';
import type { Foresee, Foresights, Sight } from '../sight';
import { find, on } from './found';

const SOURCE = '/api/v1/identity-sources/{appId}';
const SESSION = {
	type: 'import session',
	kind: 'IdentitySourceSession',
	at: `${SOURCE}/sessions/{sessionId}`,
};
const USER = {
	type: 'identity source user',
	kind: 'IdentitySourceUser',
	at: `${SOURCE}/users/{externalId}`,
};
const GROUP = {
	type: 'identity source group',
	kind: 'IdentitySourceGroup',
	at: `${SOURCE}/groups/{sourceGroup}`,
};

const MEMBERSHIP = 'identity source membership';

/** Nobody but Okta knows how an app is set up to import. */
const BY_SETTINGS = 'What becomes of it is decided by how the app is set up to import.';

const done = { status: 204, body: '' };

const subjectIn = (type: string, sent: IDataObject): Subject => {
	const profile = isObject(sent['profile']) ? sent['profile'] : {};
	const name = text(profile['userName']) || text(profile['displayName']);
	return { type, id: text(sent['externalId']), name };
};

const create =
	(type: string): Foresee =>
	async ({ body }) =>
		await Promise.resolve(
			creates(subjectIn(type, body), {
				changes: differences({}, body['profile']),
				body,
				doubt: BY_SETTINGS,
			}),
		);

/** What is sent replaces a whole profile, or some attributes of it. */
const update = (kind: typeof USER, isWhole: boolean) =>
	on(kind, ({ object, path }, { body }) => {
		const sent = isObject(body['profile']) ? body['profile'] : {};
		const before = isObject(object['profile']) ? object['profile'] : {};
		const after = isWhole ? sent : { ...before, ...sent };
		return changes(subjectIn(kind.type, { ...object, profile: after }), {
			changes: differences(before, after),
			body: { ...object, profile: after },
			leaves: [[path, { ...object, profile: after }]],
			doubt: BY_SETTINGS,
		});
	});

const remove = (kind: typeof USER) =>
	on(kind, ({ object, path }) =>
		removes(subjectIn(kind.type, object), {
			...done,
			changes: [from('externalId', object['externalId'], null)],
			leaves: [[path, null]],
			doubt: BY_SETTINGS,
		}),
	);

const member = (isIn: boolean) =>
	on(GROUP, ({ object }, { body, ids }) => {
		const id = text(body['memberExternalId']) || (ids['memberExternalId'] ?? '');
		const subject = { ...subjectIn(GROUP.type, object), type: MEMBERSHIP };
		const extra = {
			...done,
			changes: [from('memberExternalId', isIn ? null : id, isIn ? id : null)],
			doubt: BY_SETTINGS,
		};
		return isIn ? creates(subject, extra) : removes(subject, extra);
	});

/** Neither opening nor starting a session changes anybody by itself: what is uploaded does. */
const openSession: Foresee = async ({ placeholder, request }) => {
	const id = placeholder('session');
	const body = { id, status: 'CREATED' };
	const subject = { type: SESSION.type, id, name: '' };
	const leaves = [[`${request.path}/${id}`, body]] as const;
	const why = 'It opens a session, and changes nobody.';
	return await Promise.resolve(nothing(subject, why, { body, leaves, doubt: BY_SETTINGS }));
};

/** Of a plan, one profile at a time. */
const upload =
	(removing: boolean): Foresee =>
	async ({ body }: Sight) => {
		const profiles: unknown[] = Array.isArray(body['profiles']) ? body['profiles'] : [];
		const sent = profiles.find(isObject) ?? {};
		const subject = subjectIn(USER.type, sent);
		const extra = { status: 202, body: '', doubt: BY_SETTINGS };
		return await Promise.resolve(
			removing
				? removes(subject, { ...extra, changes: [from('externalId', subject.id, null)] })
				: changes(subject, { ...extra, changes: differences({}, sent['profile']) }),
		);
	};

const uploadGroups =
	(removing: boolean): Foresee =>
	async ({ body }: Sight) => {
		const profiles: unknown[] = Array.isArray(body['profiles']) ? body['profiles'] : [];
		const ids: unknown[] = Array.isArray(body['externalIds']) ? body['externalIds'] : [];
		const sent = profiles.find(isObject) ?? { externalId: text(ids[0]) };
		const subject = subjectIn(GROUP.type, sent);
		const extra = { status: 202, body: '', doubt: BY_SETTINGS };
		return await Promise.resolve(
			removing
				? removes(subject, { ...extra, changes: [from('externalId', subject.id, null)] })
				: changes(subject, { ...extra, changes: differences({}, sent['profile']) }),
		);
	};

const uploadMembers =
	(removing: boolean): Foresee =>
	async ({ body }: Sight) => {
		const all: unknown[] = Array.isArray(body['memberships']) ? body['memberships'] : [];
		const { groupExternalId, memberExternalIds } = all.find(isObject) ?? {};
		const id = Array.isArray(memberExternalIds) ? text(memberExternalIds[0]) : '';
		const subject = { type: MEMBERSHIP, id: text(groupExternalId), name: '' };
		const extra = {
			status: 202,
			body: '',
			changes: [from('memberExternalId', removing ? id : null, removing ? null : id)],
			doubt: BY_SETTINGS,
		};
		return await Promise.resolve(removing ? removes(subject, extra) : creates(subject, extra));
	};

const startImport: Foresee = async (sight) => {
	const found = await find(sight, SESSION);
	if ('would' in found) return found;
	const body = { ...found.object, status: 'TRIGGERED' };
	return changes(found.subject, { body, leaves: [[found.path, body]], doubt: BY_SETTINGS });
};

const cancelSession = on(SESSION, ({ subject, status, path, object }) =>
	changes(subject, {
		...done,
		changes: [from('status', status, 'CLOSED')],
		leaves: [[path, { ...object, status: 'CLOSED' }]],
		doubt: 'Okta may have begun to process it by then.',
	}),
);

/** Custom identity sources (Okta's IdentitySource API). */
export const identitySources: Foresights = {
	[`POST ${SOURCE}/sessions`]: openSession,
	[`DELETE ${SESSION.at}`]: cancelSession,
	[`POST ${SESSION.at}/bulk-upsert`]: upload(false),
	[`POST ${SESSION.at}/bulk-delete`]: upload(true),
	[`POST ${SESSION.at}/bulk-groups-upsert`]: uploadGroups(false),
	[`POST ${SESSION.at}/bulk-groups-delete`]: uploadGroups(true),
	[`POST ${SESSION.at}/bulk-group-memberships-upsert`]: uploadMembers(false),
	[`POST ${SESSION.at}/bulk-group-memberships-delete`]: uploadMembers(true),
	[`POST ${SESSION.at}/start-import`]: startImport,
	[`POST ${SOURCE}/users`]: create(USER.type),
	[`PUT ${USER.at}`]: update(USER, true),
	[`PATCH ${USER.at}`]: update(USER, false),
	[`DELETE ${USER.at}`]: remove(USER),
	[`POST ${SOURCE}/groups`]: create(GROUP.type),
	[`POST ${GROUP.at}`]: update(GROUP, false),
	[`DELETE ${GROUP.at}`]: remove(GROUP),
	[`POST ${GROUP.at}/membership`]: member(true),
	[`DELETE ${GROUP.at}/membership/{memberExternalId}`]: member(false),
};
