import type { IDataObject } from 'n8n-workflow';

import { withoutSecrets } from '../../objects/secrets';
import { isObject, text } from '../../transport/json';
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
