import { type IDataObject, UserError } from 'n8n-workflow';

import { isUserId } from '../../objects/logins';
import { withoutSecrets } from '../../objects/secrets';
import { isObject, isObjectList, text } from '../../transport/json';
import { isOktasNo } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import type {
	AppOfPerson,
	DeviceOfPerson,
	FactorOfPerson,
	GroupOfPerson,
	LinksOfPerson,
	Person,
	RoleOfPerson,
} from './person';

/** What tells a snapshot from any other item. */
const KIND = 'oktaUserSnapshot';

/** Everything needed to put somebody back, without a secret in it. */
export interface Snapshot {
	user: { id: string; status: string; typeId: string; profile: IDataObject };
	groups: GroupOfPerson[];
	/** Those assigned to the person; what comes through groups comes back with them. */
	apps: AppOfPerson[];
	adminRoles: RoleOfPerson[];
	linkedObjects: LinksOfPerson[];
	factors: FactorOfPerson[];
	devices: DeviceOfPerson[];
	ownedGroups: Array<{ id: string; name: string }>;
}

/** A part that Okta may have, but didn't tell. */
interface NotRead {
	part: string;
	why: string;
}

/** A snapshot, and what is missing from it. */
export interface Taken {
	takenAt: string;
	snapshot: Snapshot;
	notRead: NotRead[];
}

/** The parts of a snapshot beside the user. */
export type Part = Exclude<keyof Snapshot, 'user'>;

/**
 * Takes a snapshot of somebody. A part that Okta doesn't let us read is empty, and named in `notRead`.
 *
 * @param user - as just read
 * @throws what isn't a refusal: half a snapshot that doesn't say so is worse than none
 */
export async function takeSnapshot(
	okta: Okta,
	person: Person,
	user: IDataObject,
	{ withOwnedGroups }: { withOwnedGroups: boolean },
): Promise<Taken> {
	const notRead: NotRead[] = [];
	const part = async <T>(name: Part, read: () => Promise<T[]>): Promise<T[]> =>
		await read().catch((error: unknown) => {
			if (!isOktasNo(error)) throw error;
			notRead.push({ part: name, why: error.message });
			return [];
		});
	const { id, status, profile } = user;
	return {
		takenAt: new Date(await okta.now()).toISOString(),
		snapshot: {
			user: {
				id: text(id),
				status: text(status),
				typeId: text(objectIn(user, 'type')['id']),
				profile: objectIn(withoutSecrets({ profile }), 'profile'),
			},
			groups: await part('groups', async () => await person.groups()),
			apps: await part('apps', async () => await person.apps()),
			adminRoles: await part('adminRoles', async () => await person.roles(true)),
			linkedObjects: await part('linkedObjects', async () => await person.links()),
			factors: await part('factors', async () => await person.factors()),
			devices: await part('devices', async () => await person.devices()),
			ownedGroups: withOwnedGroups
				? await part('ownedGroups', async () => await person.ownedGroups())
				: [],
		},
		notRead,
	};
}

/** A snapshot as an item. */
export function toJson({ takenAt, snapshot, notRead }: Taken): IDataObject {
	const about = {
		kind: KIND,
		version: 1,
		userId: snapshot.user.id,
		login: text(snapshot.user.profile['login']),
		takenAt,
		complete: notRead.length === 0,
	};
	return Object.assign<IDataObject, object>(about, { notRead, ...snapshot });
}

function objectIn(object: IDataObject, name: string): IDataObject {
	const value = object[name];
	return isObject(value) ? value : {};
}

/**
 * Reads a snapshot that was put out as an item.
 *
 * @returns what it holds, and what it lacks
 * @throws UserError when it is none, or not whole
 */
export function fromJson(json: IDataObject): Pick<Taken, 'snapshot' | 'notRead'> {
	if (json['kind'] !== KIND) {
		throw unfit('This is no snapshot of a user');
	}
	if (json['version'] !== 1) {
		throw unfit(
			'The snapshot is of a later version of this node',
			'Update the n8n-nodes-okta package.',
		);
	}
	const rows = (holder: IDataObject, name: string): IDataObject[] => {
		const value = holder[name];
		if (isObjectList(value)) return value;
		throw unfit(`The snapshot is damaged: "${name}" is no list of objects`);
	};
	const user = objectIn(json, 'user');
	const profile = objectIn(user, 'profile');
	if (!isUserId(text(user['id'])) || text(profile['login']) === '') {
		throw unfit('The snapshot is damaged: it does not say whose it is');
	}
	return {
		notRead: rows(json, 'notRead').map(({ part, why }) => ({ part: text(part), why: text(why) })),
		snapshot: {
			user: {
				id: text(user['id']),
				status: text(user['status']),
				typeId: text(user['typeId']),
				profile,
			},
			groups: rows(json, 'groups').map((group) => ({
				id: text(group['id']),
				name: text(group['name']),
				type: text(group['type']),
				rules: rows(group, 'rules').map((rule) => ({
					id: text(rule['id']),
					name: text(rule['name']),
					status: text(rule['status']),
					excluded: rule['excluded'] === true,
				})),
			})),
			apps: rows(json, 'apps').map((app) => ({
				id: text(app['id']),
				label: text(app['label']),
				status: text(app['status']),
				userName: text(app['userName']),
				profile: objectIn(app, 'profile'),
			})),
			adminRoles: rows(json, 'adminRoles').map((role) => ({
				id: text(role['id']),
				type: text(role['type']),
				label: text(role['label']),
				assignmentType: text(role['assignmentType']),
				...(text(role['role']) !== '' && {
					role: text(role['role']),
					resourceSet: text(role['resourceSet']),
				}),
				groups: texts(role['groups']),
				apps: rows(role, 'apps').map(({ name, id }) => ({ name: text(name), id: text(id) })),
			})),
			linkedObjects: rows(json, 'linkedObjects').map((link) => ({
				primary: text(link['primary']),
				associated: text(link['associated']),
				primaryIds: texts(link['primaryIds']),
				associatedIds: texts(link['associatedIds']),
			})),
			factors: rows(json, 'factors').map((factor) => ({
				id: text(factor['id']),
				factorType: text(factor['factorType']),
				provider: text(factor['provider']),
				status: text(factor['status']),
			})),
			devices: rows(json, 'devices').map((device) => ({
				id: text(device['id']),
				displayName: text(device['displayName']),
				platform: text(device['platform']),
				status: text(device['status']),
			})),
			ownedGroups: rows(json, 'ownedGroups').map(({ id, name }) => ({
				id: text(id),
				name: text(name),
			})),
		},
	};
}

function unfit(message: string, advice = 'Give what Take Snapshot or Offboard put out, whole.') {
	return new UserError(message, { description: `Nothing was changed. ${advice}` });
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);
