import { type AuthorizationServer, seededServers } from './authorizationServerStore';
import { type App, AppStore, seedApps } from './appStore';
import { APP_USER_CUSTOM } from './baseSchema';
import { Collection } from './collection';
import { type CustomRole, seededRoles } from './customRoles';
import { type Device, seededDevices } from './deviceStore';
import type { Classification } from './classification';
import type { Preregistration } from './preregistrations';
import type { AccessCode } from './enrollments';
import { EventHookStore } from './eventHookStore';
import { type Factor, FactorStore } from './factorStore';
import { type Governance, newGovernance } from '../governance/store';
import { GrantStore } from './grantStore';
import { type Group, GroupStore, seedGroups } from './groupStore';
import { HookDelivery } from './hookDelivery';
import { InlineHookCalls } from './inlineHookCalls';
import { InlineHookStore } from './inlineHookStore';
import { IdentitySource } from './identitySourceStore';
import { Ids } from './ids';
import { LinkStore } from './linkStore';
import type { LogTarget } from './logEvent';
import type { Clients } from '../oauth/clients';
import { union } from './memberSet';
import { text, type User } from './model';
import type { Json } from './model';
import { initialSettings } from './orgSettings';
import { type Policy, seededPolicies } from './policyStore';
import { type RefreshToken, seededTokens } from './refreshTokens';
import type { DeviceAssurance } from './deviceAssurances';
import { type Realms, seededRealms } from './realms';
import { type ResourceSet, seededSets } from './resourceSets';
import { type CustomAssignment, RoleStore } from './roleStore';
import { RuleStore, seedRules } from './ruleStore';
import { SchemaStore } from './schemaStore';
import { SearchIndex } from './searchIndex';
import { SeededUsers } from './seed';
import { SystemLog } from './systemLog';
import { userTarget } from './targets';
import { UserStore } from './userStore';
import { type NetworkZone, seededZones } from './zoneStore';

export interface DirectoryOptions {
	/** How many users, groups (besides the built-in ones) and apps the org starts with. */
	users?: number;
	groups?: number;
	apps?: number;
	/** The same seed gives the same org, ids included. */
	seed?: number;
	/** Milliseconds by which lists lag behind changes: `search`, `q` and plain. Okta's do, by seconds. */
	searchLag?: number;
	/** The same for `filter` on users. Okta's usually lags by less than a second. */
	filterLag?: number;
	/** How many results of one search of users can be paged through. Default 50,000, as Okta's. */
	searchDepth?: number;
	/** Milliseconds an asynchronous change of status takes. */
	transitionTime?: number;
	/** Milliseconds a write of a group rule takes. More than four at a time are refused, 423. Default 0. */
	ruleTime?: number;
	clock: { now(): number };
}

const FOUNDER: LogTarget = {
	id: '00u1founder0000005d7',
	type: 'User',
	alternateId: 'founder@acme.example',
	displayName: 'Fay Founder',
};

/** Users, groups, apps, what connects them, and everything else an admin of the org looks after. */
export class Directory {
	readonly clock: { now(): number };
	readonly transitionTime: number;
	readonly searchDepth: number;
	/** How late lists are; may be changed at any time. */
	readonly searchIndex: SearchIndex;
	/** How many users there were at the start. */
	readonly seededUsers: number;
	readonly ids: Ids;
	readonly users: UserStore;
	readonly groups: GroupStore;
	readonly apps: AppStore;
	readonly schemas: SchemaStore;
	readonly factors: FactorStore;
	readonly roles: RoleStore;
	readonly grants: GrantStore;
	readonly refreshTokens: Collection<RefreshToken>;
	/** Admin roles and sets of resources that the org made itself. */
	readonly customRoles: CustomRole[] = seededRoles();
	readonly resourceSets: ResourceSet[] = seededSets();
	/** So that no ID is given twice. */
	rolesDeleted = 0;
	setsDeleted = 0;
	resourcesMade = 0;
	readonly rules: RuleStore;
	/** Apps that people come from, by ID: the payroll, where the org has it, and what a test makes one. */
	readonly identitySources = new Map<string, IdentitySource>();
	readonly links = new LinkStore();
	readonly zones: Collection<NetworkZone>;
	readonly devices: Collection<Device>;
	readonly policies: Collection<Policy>;
	readonly authorizationServers: Collection<AuthorizationServer>;
	readonly eventHooks: EventHookStore;
	readonly governance: Governance;
	readonly inlineHooks: InlineHookStore;
	readonly deviceAssurances: Collection<DeviceAssurance>;
	readonly realms: Realms;
	/** IDs of users who have a session, as far as anybody has said so; deactivating doesn't end it. */
	readonly signedIn = new Set<string>();
	/** Temporary access codes by user id. */
	readonly accessCodes = new Map<string, AccessCode>();
	/** Security keys that were set up ahead, by user ID. */
	readonly preregistrations = new Map<string, Preregistration[]>();
	/** How users count for the licence, by ID, where it isn't the usual way. */
	readonly classifications = new Map<string, Classification>();
	/** Addresses that an email came back from. */
	readonly bounces = new Set<string>();
	/** What `/api/v1/org` says, by name. */
	readonly settings: Record<string, Json> = initialSettings();
	/** The person behind the Admin Console and the SSWS token. */
	readonly administrator: LogTarget;
	readonly log: SystemLog;
	/** Brings events to hooks. */
	readonly hooks: HookDelivery;
	/** Asks inline hooks. */
	readonly inlineHookCalls: InlineHookCalls;
	/** Positions the latest sorted searches found, in their order, by what was asked. */
	readonly sortedSearches = new Map<string, Uint32Array>();

	constructor({
		users = 50,
		groups = 12,
		apps = 8,
		seed = 1,
		searchLag = 0,
		filterLag = 0,
		searchDepth = 50_000,
		transitionTime = 2_000,
		ruleTime = 0,
		clock,
	}: DirectoryOptions) {
		this.clock = clock;
		this.transitionTime = transitionTime;
		this.seededUsers = users;
		this.ids = new Ids(seed);
		this.schemas = new SchemaStore(this.ids);
		const now = () => clock.now();
		this.searchIndex = new SearchIndex(clock, searchLag, filterLag);
		const seeded = new SeededUsers(users, seed, this.ids, this.schemas.defaultType.id);
		this.users = new UserStore(seeded, now, this.searchIndex);
		this.searchDepth = searchDepth;
		this.apps = new AppStore(this.ids, this.searchIndex);
		this.groups = new GroupStore(this.ids, this.searchIndex);
		seedApps(this.apps, apps, users, APP_USER_CUSTOM);
		seedGroups(this.groups, groups, users, this.apps.list()[0]?.id);
		const payroll = this.apps.list().find(({ name }) => name === 'deelhr');
		if (payroll) this.addIdentitySource(payroll);
		this.factors = new FactorStore(this.ids, seed);
		this.roles = new RoleStore(this.ids);
		this.grants = new GrantStore(this.ids);
		this.refreshTokens = seededTokens(this.ids, this.apps);
		this.rules = new RuleStore(this.ids, this.searchIndex);
		this.rules.writeTime = ruleTime;
		seedRules(this.rules, this.groups);
		this.zones = seededZones(this.ids, this.searchIndex);
		this.devices = seededDevices(this.ids, users);
		this.policies = seededPolicies(this.ids, this.groups.list()[0]?.id ?? '', this.searchIndex);
		this.authorizationServers = seededServers(this.ids);
		this.eventHooks = new EventHookStore(this.ids);
		this.deviceAssurances = new Collection(this.ids, 'dae');
		this.realms = seededRealms(this.ids, clock.now());
		this.governance = newGovernance(this.ids, this.apps.list());
		this.inlineHooks = new InlineHookStore(this.ids);
		this.log = new SystemLog(clock);
		this.hooks = new HookDelivery(clock, this.log);
		this.inlineHookCalls = new InlineHookCalls(clock, this.inlineHooks, this.log);
		this.log.subscribe({
			hooksFor: (eventType) => this.eventHooks.receiving(eventType),
			take: (event, hooks, origin) => this.hooks.take(event, hooks, origin),
		});
		this.#assignGroups();
		this.administrator = this.#appointAdministrators() ?? FOUNDER;
	}

	/** Makes an app one that people come from. */
	addIdentitySource({ id }: Pick<App, 'id'>): IdentitySource {
		const source = new IdentitySource(new Collection(this.ids, 'aps'));
		this.identitySources.set(id, source);
		return source;
	}

	/** A user by id, login or, where only one has it, the login's part before the `@`. */
	findUser(idOrLogin: string): User | undefined {
		const position = this.ids.position('00u', idOrLogin);
		if (position !== undefined) return this.users.at(position);
		if (idOrLogin.includes('@')) return this.users.byLogin(idOrLogin);
		const exact = this.users.byLogin(idOrLogin);
		if (exact) return exact;
		const [only, ...others] = this.users.byShortName(idOrLogin);
		return others.length === 0 ? only : undefined;
	}

	isMember(group: Group, position: number): boolean {
		return group.members?.has(position) ?? this.users.at(position) !== undefined;
	}

	/** Positions of a group's members, deactivated ones left out as Okta's lists leave them out. */
	*membersFrom(group: Group, from: number): Generator<number, undefined> {
		for (const position of group.members?.from(from) ?? range(from, this.users.end)) {
			const status = this.users.status(position);
			if (status !== undefined && status !== 'DEPROVISIONED') yield position;
		}
	}

	groupsOf(position: number): Group[] {
		return this.groups.list().filter((group) => this.isMember(group, position));
	}

	/** IDs a user has roles by: his own, and those of his groups. */
	roleGivers({ id, position }: User): string[] {
		return [id, ...this.groupsOf(position).map((group) => group.id)];
	}

	/** Custom roles as users, groups and service apps have them. */
	assignmentsOf(clients: Clients): Array<{ custom: CustomAssignment }> {
		const assigned = this.roles.assignees().flatMap((id) => this.roles.of(id));
		return [...assigned, ...clients.list().flatMap(({ roles }) => roles)].flatMap(({ custom }) =>
			custom ? [{ custom }] : [],
		);
	}

	/** Takes custom roles from whoever has them. */
	unassign(clients: Clients, isIt: (custom: CustomAssignment) => boolean): void {
		const goes = ({ custom }: { custom?: CustomAssignment }) =>
			custom !== undefined && isIt(custom);
		for (const id of this.roles.assignees())
			for (const role of this.roles.of(id)) if (goes(role)) this.roles.delete(id, role);
		for (const client of clients.list()) client.roles = client.roles.filter((role) => !goes(role));
	}

	/** IDs of the users who have a role, by themselves or through a group. */
	administrators(): string[] {
		const assignees = this.roles.assignees();
		const members = assignees
			.flatMap((id) => this.groups.get(id) ?? [])
			.flatMap((group) => [...this.membersFrom(group, 0)])
			.map((position) => this.users.at(position)?.id ?? '');
		return [...new Set([...assignees.filter((id) => id.startsWith('00u')), ...members])].sort();
	}

	/** Groups through which the user at `position` has the app, the deciding one first. */
	assigningGroups(app: App, position: number): Group[] {
		return [...app.groups]
			.sort(([, a], [, b]) => a.priority - b.priority)
			.map(([id]) => this.groups.get(id))
			.filter((group) => group !== undefined && this.isMember(group, position))
			.filter((group) => group !== undefined);
	}

	/** How the user has the app, if at all. A deactivated user has none. */
	assignmentScope(app: App, position: number): 'USER' | 'GROUP' | undefined {
		const status = this.users.status(position);
		if (status === undefined || status === 'DEPROVISIONED') return undefined;
		if (app.direct.has(position)) return 'USER';
		return this.assigningGroups(app, position).length > 0 ? 'GROUP' : undefined;
	}

	*appUsersFrom(app: App, from: number): Generator<number, undefined> {
		const sources = [app.direct.from(from)];
		for (const id of app.groups.keys()) {
			const group = this.groups.get(id);
			if (group) sources.push(this.membersFrom(group, from));
		}
		for (const position of union(sources)) {
			const status = this.users.status(position);
			if (status !== undefined && status !== 'DEPROVISIONED') yield position;
		}
	}

	/** Apps that are assigned to the group. */
	appsThrough(group: Group): App[] {
		return this.apps.list().filter(({ groups }) => groups.has(group.id));
	}

	appsOf(position: number): App[] {
		return this.apps.list().filter((app) => this.assignmentScope(app, position) !== undefined);
	}

	/** Takes all direct app assignments from a user, as a deactivation does. */
	unassignAll(position: number): void {
		for (const app of this.apps.list())
			if (app.direct.delete(position)) app.assignments.delete(position);
	}

	/** Erases a user and every trace in groups and apps. */
	erase(user: User): void {
		this.unassignAll(user.position);
		for (const group of this.groups.list()) {
			group.members?.delete(user.position);
			group.owners.delete(user.id);
		}
		this.factors.forget(user.position);
		this.roles.deleteAll(user.id);
		this.grants.deleteAll(user.id);
		this.links.forget(user.id);
		this.signedIn.delete(user.id);
		this.accessCodes.delete(user.id);
		this.users.erase(user.position);
	}

	/** Enrolled factors of a user; the list may be changed. */
	factorsOf(user: User): Factor[] {
		const isSeeded = user.position < this.seededUsers;
		return this.factors.of(user.position, isSeeded, text(user.profile, 'login'));
	}

	deleteGroup(group: Group): void {
		this.roles.deleteAll(group.id);
		for (const app of this.apps.list()) app.groups.delete(group.id);
		this.groups.delete(group);
	}

	/** The users at these positions, with the position, for lists. */
	*usersAt(positions: Iterable<number>): Generator<readonly [number, User]> {
		for (const position of positions) {
			const user = this.users.at(position);
			if (user) yield [position, user];
		}
	}

	/** The first people of a new org administer it. @returns the first of them. */
	#appointAdministrators(): LogTarget | undefined {
		const types = ['SUPER_ADMIN', 'HELP_DESK_ADMIN', 'READ_ONLY_ADMIN', 'APP_ADMIN'];
		let first: LogTarget | undefined;
		for (const [position, type] of types.entries()) {
			const user = this.users.at(position);
			if (!user || user.status === 'DEPROVISIONED') continue;
			this.roles.add(user.id, type, user.created);
			first ??= userTarget(user);
		}
		return first;
	}

	/** Every fourth seeded app comes to its people through a group. */
	#assignGroups(): void {
		const groups = this.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		for (const [index, app] of this.apps.list().entries()) {
			const group = groups[index];
			if (index % 4 === 2 && group)
				app.groups.set(group.id, { priority: 0, profile: {}, lastUpdated: app.created });
		}
	}
}

function* range(from: number, end: number): Generator<number, undefined> {
	for (let position = from; position < end; position++) yield position;
}
