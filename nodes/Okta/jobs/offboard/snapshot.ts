import { type IDataObject, UserError } from 'n8n-workflow';

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

/**
 * Reads a snapshot back: an item as Take Snapshot puts it out, or a report that has one in it.
 *
 * @throws UserError when it is neither
 */
export function readSnapshot(item: IDataObject): Snapshot {
	const json = item['kind'] === KIND ? item : objectIn(item, 'snapshot');
	const user = objectIn(json, 'user');
	if (json['kind'] !== KIND || text(user['id']) === '') {
		throw new UserError('This is no snapshot of a user, and no report with one in it', {
			description:
				'Nothing was changed. It takes what User: Take Snapshot or User: Offboard put out, whole.',
		});
	}
	return {
		user: {
			id: text(user['id']),
			status: text(user['status']),
			typeId: text(user['typeId']),
			profile: objectIn(user, 'profile'),
		},
		groups: listIn(json, 'groups').map((group) => ({
			id: text(group['id']),
			name: text(group['name']),
			type: text(group['type']),
			rules: listIn(group, 'rules').map((rule) => ({
				id: text(rule['id']),
				name: text(rule['name']),
				status: text(rule['status']),
				excluded: rule['excluded'] === true,
			})),
		})),
		apps: listIn(json, 'apps').map((app) => ({
			id: text(app['id']),
			label: text(app['label']),
			status: text(app['status']),
			userName: text(app['userName']),
			profile: objectIn(app, 'profile'),
		})),
		adminRoles: listIn(json, 'adminRoles').map((role) => ({
			id: text(role['id']),
			label: text(role['label']),
			type: text(role['type']),
			assignmentType: text(role['assignmentType']),
			...(text(role['role']) !== '' && {
				role: text(role['role']),
				resourceSet: text(role['resourceSet']),
			}),
			groups: textsIn(role, 'groups'),
			apps: listIn(role, 'apps').map((app) => ({ id: text(app['id']), name: text(app['name']) })),
		})),
		linkedObjects: listIn(json, 'linkedObjects').map((links) => ({
			primary: text(links['primary']),
			associated: text(links['associated']),
			primaryIds: textsIn(links, 'primaryIds'),
			associatedIds: textsIn(links, 'associatedIds'),
		})),
		factors: listIn(json, 'factors').map((factor) => ({
			id: text(factor['id']),
			factorType: text(factor['factorType']),
			provider: text(factor['provider']),
			status: text(factor['status']),
		})),
		devices: listIn(json, 'devices').map((device) => ({
			id: text(device['id']),
			displayName: text(device['displayName']),
			platform: text(device['platform']),
			status: text(device['status']),
		})),
		ownedGroups: listIn(json, 'ownedGroups').map(({ id, name }) => ({
			id: text(id),
			name: text(name),
		})),
	};
}

function objectIn(object: IDataObject, name: string): IDataObject {
	const value = object[name];
	return isObject(value) ? value : {};
}

function listIn(object: IDataObject, name: string): IDataObject[] {
	const value = object[name];
	return isObjectList(value) ? value : [];
}

function textsIn(object: IDataObject, name: string): string[] {
	const value: unknown = object[name];
	return Array.isArray(value) ? value.map(text) : [];
}
