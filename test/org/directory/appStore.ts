import { completed } from './appDefaults';
import type { Ids } from './ids';
import { MemberSet } from './memberSet';
import type { Json, Profile } from './model';
import type { Attributes } from './schema';
import { Versions, type SearchIndex } from './searchIndex';

export type AppStatus = 'ACTIVE' | 'INACTIVE';

/** What a direct assignment of a user carries. */
export interface Assignment {
	readonly created: number;
	lastUpdated: number;
	profile: Profile;
	userName?: string;
}

export interface GroupAssignment {
	priority: number;
	profile: Profile;
	lastUpdated: number;
}

export interface App {
	readonly position: number;
	readonly id: string;
	/** Key of the app's kind in the catalogue, such as `bookmark`, `oidc_client`, `zoomus`. */
	readonly name: string;
	label: string;
	status: AppStatus;
	/** Null for some apps of the catalogue. */
	readonly signOnMode: string | null;
	readonly features: string[];
	readonly created: number;
	lastUpdated: number;
	/** `accessibility`, `visibility`, `credentials`, `settings`, `profile` … as given. */
	details: Readonly<Record<string, Json>>;
	readonly direct: MemberSet;
	/** What is known of direct assignments made or changed since the start, by user position. */
	readonly assignments: Map<number, Assignment>;
	/** ID of the policy that says how people sign in to it, unless it is the org's default. */
	accessPolicyId?: string;
	/** Assigned groups by id. */
	readonly groups: Map<string, GroupAssignment>;
	/** Custom attributes of the app user's profile. */
	userSchema: Attributes;
}

export type NewApp = Pick<App, 'name' | 'label' | 'signOnMode' | 'created'> &
	Partial<Pick<App, 'status' | 'features' | 'details' | 'direct' | 'userSchema'>>;

/** All app instances of the org, in the order of their creation. */
export class AppStore {
	readonly #ids: Ids;
	readonly #apps = new Map<number, App>();
	readonly #versions: Versions<number, App>;
	#next = 0;

	constructor(ids: Ids, index: SearchIndex) {
		this.#ids = ids;
		this.#versions = new Versions(index);
	}

	list(): App[] {
		return [...this.#apps.values()];
	}

	/** All apps as lists show them: as they were some time ago. */
	asSearched(): App[] {
		return this.#versions.list(this.#apps);
	}

	get(id: string): App | undefined {
		const position = this.#ids.position('0oa', id);
		return position === undefined ? undefined : this.#apps.get(position);
	}

	add(app: NewApp): App {
		const position = this.#next++;
		const added: App = {
			status: 'ACTIVE',
			features: [],
			direct: new MemberSet(),
			userSchema: {},
			...app,
			details: completed(app.signOnMode, app.details ?? {}),
			position,
			id: this.#ids.of('0oa', position),
			lastUpdated: app.created,
			assignments: new Map(),
			groups: new Map(),
		};
		this.#versions.remember(position, undefined);
		this.#apps.set(position, added);
		return added;
	}

	change(
		app: App,
		changes: Partial<Pick<App, 'label' | 'status' | 'details' | 'lastUpdated' | 'accessPolicyId'>>,
	): void {
		this.#versions.remember(app.position, { ...app });
		Object.assign(app, changes);
	}

	delete(app: App): void {
		this.#versions.remember(app.position, { ...app });
		this.#apps.delete(app.position);
	}
}

interface CatalogueEntry {
	name: string;
	label: string;
	signOnMode: string | null;
	features?: string[];
}

const PROVISIONING = ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'];

const CATALOGUE: readonly CatalogueEntry[] = [
	{ name: 'active_directory', label: 'acme.example', signOnMode: 'AUTO_LOGIN' },
	{ name: 'bookmark', label: 'Intranet', signOnMode: 'BOOKMARK' },
	{ name: 'zoomus', label: 'Zoom', signOnMode: 'SAML_2_0', features: PROVISIONING },
	{ name: 'slack', label: 'Slack', signOnMode: 'SAML_2_0', features: PROVISIONING },
	{ name: 'salesforce', label: 'Salesforce', signOnMode: 'SAML_2_0', features: PROVISIONING },
	{ name: 'oidc_client', label: 'Expense Portal', signOnMode: 'OPENID_CONNECT' },
	{ name: 'github_enterprise_cloud', label: 'GitHub', signOnMode: 'SAML_2_0' },
	{ name: 'bookmark', label: 'Cafeteria Menu', signOnMode: 'BOOKMARK' },
	{ name: 'deelhr', label: 'Payroll', signOnMode: null },
];

const FOUNDED = Date.UTC(2019, 0, 7, 7);
const HOUR = 3_600_000;

/** Fills a new org with `count` apps; the first is the directory that APP_GROUPs come from. */
export function seedApps(
	apps: AppStore,
	count: number,
	users: number,
	userSchema: Attributes,
): void {
	for (let index = 0; index < count; index++) {
		const entry = CATALOGUE[index];
		const step = 5 + ((index * 7) % 40);
		apps.add({
			name: entry?.name ?? 'bookmark',
			label: entry?.label ?? `Bookmark ${index}`,
			signOnMode: entry ? entry.signOnMode : 'BOOKMARK',
			features: entry?.features ?? [],
			created: FOUNDED + index * HOUR,
			details: seededDetails(entry ? entry.signOnMode : 'BOOKMARK'),
			// Nobody is assigned to a directory: people are imported from it.
			direct:
				index === 0 ? new MemberSet() : new MemberSet({ first: index % step, step, end: users }),
			userSchema: entry?.features ? userSchema : {},
		});
	}
}

const seededDetails = (signOnMode: string | null): Readonly<Record<string, Json>> =>
	signOnMode === 'BOOKMARK'
		? { settings: { app: { requestIntegration: false, url: 'https://intranet.acme.example' } } }
		: {};
