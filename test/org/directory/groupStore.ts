import type { Ids } from './ids';
import { MemberSet } from './memberSet';
import { text, type Profile } from './model';
import { DEPARTMENTS, PLACES } from './names';
import { Versions, type SearchIndex } from './searchIndex';

export type GroupType = 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';

export interface Group {
	readonly position: number;
	readonly id: string;
	readonly type: GroupType;
	readonly created: number;
	lastUpdated: number;
	lastMembershipUpdated: number;
	readonly objectClass: string[];
	profile: Profile;
	/** The app an APP_GROUP comes from. */
	readonly sourceId?: string;
	/** Undefined for `Everyone`, to which all users belong. */
	readonly members?: MemberSet;
	/** Ids of the apps that push the group to what they stand for. */
	readonly pushedBy: Set<string>;
	/** User and group ids of the owners. */
	readonly owners: Map<string, { type: 'USER' | 'GROUP'; lastUpdated: number }>;
}

const FOUNDED = Date.UTC(2019, 0, 7, 8);
const HOUR = 3_600_000;

/** All groups of the org, in the order of their creation. */
export class GroupStore {
	readonly #ids: Ids;
	readonly #groups = new Map<number, Group>();
	readonly #names = new Map<string, Set<number>>();
	readonly #versions: Versions<number, Group>;
	#next = 0;

	constructor(ids: Ids, index: SearchIndex) {
		this.#ids = ids;
		this.#versions = new Versions(index);
	}

	list(): Group[] {
		return [...this.#groups.values()];
	}

	/** All groups as lists show them: as they were some time ago. */
	asSearched(): Group[] {
		return this.#versions.list(this.#groups);
	}

	get(id: string): Group | undefined {
		const position = this.#ids.position('00g', id);
		return position === undefined ? undefined : this.#groups.get(position);
	}

	/** Groups with exactly this name; upper and lower case are the same. */
	byName(name: string): Group[] {
		return [...(this.#names.get(name.toLowerCase()) ?? [])]
			.map((position) => this.#groups.get(position))
			.filter((group) => group !== undefined);
	}

	add(
		group: Omit<
			Group,
			'position' | 'id' | 'owners' | 'pushedBy' | 'lastUpdated' | 'lastMembershipUpdated'
		>,
	): Group {
		const position = this.#next++;
		const added: Group = {
			...group,
			position,
			id: this.#ids.of('00g', position),
			lastUpdated: group.created,
			lastMembershipUpdated: group.created,
			owners: new Map(),
			pushedBy: new Set(),
		};
		this.#versions.remember(position, undefined);
		this.#groups.set(position, added);
		this.#index(added);
		return added;
	}

	rename(group: Group, profile: Profile, now: number): void {
		this.#versions.remember(group.position, { ...group });
		this.#names.get(key(group))?.delete(group.position);
		group.profile = profile;
		group.lastUpdated = now;
		this.#index(group);
	}

	/** Notes that the members of a group have changed. */
	touchMembers(group: Group, now: number): void {
		this.#versions.remember(group.position, { ...group });
		group.lastMembershipUpdated = now;
	}

	delete(group: Group): void {
		this.#versions.remember(group.position, { ...group });
		this.#groups.delete(group.position);
		this.#names.get(key(group))?.delete(group.position);
	}

	#index(group: Group): void {
		const positions = this.#names.get(key(group)) ?? new Set();
		this.#names.set(key(group), positions.add(group.position));
	}
}

const key = (group: Group): string => text(group.profile, 'name').toLowerCase();

/** Fills a new org with the built-in groups and `count` others, whose members follow from the users. */
export function seedGroups(
	groups: GroupStore,
	count: number,
	users: number,
	directoryAppId: string | undefined,
): void {
	const builtIn = (name: string, description: string, members?: MemberSet) =>
		groups.add({
			type: 'BUILT_IN',
			created: FOUNDED,
			objectClass: ['okta:user_group'],
			profile: { name, description },
			members,
		});
	builtIn('Everyone', 'All users in your organization');
	builtIn('Okta Administrators', 'Administrators of this org', new MemberSet());
	for (let index = 0; index < count; index++) {
		const created = FOUNDED + (index + 1) * HOUR;
		const name = groupName(index);
		const step = index < DEPARTMENTS.length ? DEPARTMENTS.length : 15 + ((index * 11) % 90);
		const members = new MemberSet({ first: index % step, step, end: users });
		const imported = directoryAppId !== undefined && index % 10 === 9;
		groups.add({
			type: imported ? 'APP_GROUP' : 'OKTA_GROUP',
			created,
			objectClass: [imported ? 'okta:windows_security_principal' : 'okta:user_group'],
			profile: imported ? directoryProfile(name, index) : { name, description: `Seeded: ${name}` },
			sourceId: imported ? directoryAppId : undefined,
			members,
		});
	}
}

function groupName(index: number): string {
	const department = DEPARTMENTS[index];
	if (department !== undefined) return department;
	const place = PLACES[index - DEPARTMENTS.length];
	return place
		? `Office ${place.city}`
		: `Project ${1 + index - DEPARTMENTS.length - PLACES.length}`;
}

const directoryProfile = (name: string, index: number): Profile => ({
	name,
	description: `Imported: ${name}`,
	samAccountName: name.replace(/\W+/g, '-').toLowerCase(),
	dn: `CN=${name},OU=Groups,DC=acme,DC=example`,
	windowsDomainQualifiedName: `ACME\\${name}`,
	externalId: `ad-group-${index}`,
});
