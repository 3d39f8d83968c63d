import type { INodeParameters } from 'n8n-workflow';
import { isWhole } from '../walks/part';
import type { Org } from '../org';
import type { App } from '../org/directory/appStore';
import type { LogTarget } from '../org/directory/logEvent';
import type { User, UserStatus } from '../org/directory/model';
import { DAY, happen, is, signInStatuses } from './reporting';
import { byId, textOf } from './scenarios/scenario';

/* What each report has to say, read off the org's own books. Nothing of the package is used. */

const DAYS = 400;

/** Of an app that many have, and of which some have made no use. */
const DAYS_UNUSED = 30;

export interface Book {
	name: string;
	value: string;
	parameters?: (org: Org) => INodeParameters;
	/** Columns that tell rows apart. */
	keys: readonly string[];
	/** The values of these columns, row by row. */
	rows: (org: Org) => Array<ReadonlyArray<string | number | null>>;
	/** Requests by which nobody could do with less. */
	least: (org: Org) => number;
	/** How many of them Okta takes a minute, where nearly all count against one limit. */
	perMinute?: number;
}

const due = ({ clock }: Org) => clock.now() - DAYS * DAY;
const idsOf = (users: readonly User[]) => users.map(({ id }) => [id]);
const pages = (count: number, size = 200) => Math.max(1, Math.ceil(count / size));

/** A report on users of some states, counted from the first of some times that there is. */
function state(
	name: string,
	value: string,
	{
		of,
		since,
		timeless = false,
		isAfterCreation = false,
		reads = of,
	}: {
		of: (user: User) => boolean;
		since: (user: User) => number | undefined;
		timeless?: boolean;
		isAfterCreation?: boolean;
		reads?: (user: User) => boolean;
	},
): Book {
	return {
		name,
		value,
		parameters: () => (timeless ? {} : { days: DAYS }),
		keys: ['id'],
		rows: (org) =>
			idsOf(
				org.users
					.list()
					.filter((user) => of(user) && (timeless || (since(user) ?? Infinity) <= due(org))),
			),
		perMinute: 300,
		least: (org) =>
			pages(
				org.users
					.list()
					.filter((user) => reads(user) && !(isAfterCreation && user.created > due(org))).length,
			),
	};
}

const activeTypes = ({ directory }: Org, user: User): string[] =>
	directory
		.factorsOf(user)
		.filter(({ status }) => status === 'ACTIVE')
		.map(({ factorType }) => factorType);

const isWeak = (type: string) => ['sms', 'call', 'email', 'question'].includes(type);

/** Of many users only these are asked for their factors: the others are excluded. */
const LAST = 'Department of Tests';

/** Everybody's factors take a hundred thousand requests, hours of Okta's clock and minutes of ours. */
export const asksAll = process.env['FACTORS'] === 'all';

const FEW = asksAll ? Infinity : isWhole ? 600 : 350;

const isLooked = (user: User) =>
	is(...signInStatuses)(user) && textOf(user.profile, 'organization') === LAST;

const looked = ({ users }: Org) => users.list().filter(isLooked);

/** So that a report on 100,000 users asks for the factors of a few. */
const exclusion = { options: { excludeSearch: `profile.organization eq "Acme"` } };

const withFactors = (name: string, value: string, isIn: (types: string[]) => boolean): Book => ({
	name,
	value,
	parameters: () => exclusion,
	keys: ['id'],
	rows: (org) => idsOf(looked(org).filter((user) => isIn(activeTypes(org, user)))),
	least: (org) => {
		const { users } = org;
		const read = users.list().filter(is(...signInStatuses)).length;
		const excluded = users
			.list()
			.filter(({ profile }) => textOf(profile, 'organization') === 'Acme');
		return looked(org).length + pages(read) + pages(excluded.length);
	},
	perMinute: 300,
});

const oktaGroups = ({ groups }: Org) => groups.list().filter(({ type }) => type === 'OKTA_GROUP');
const membersIn = ({ directory }: Org, group: Parameters<Org['directory']['membersFrom']>[0]) => [
	...directory.membersFrom(group, 0),
];
const assigned = ({ directory }: Org, app: App) => [...directory.appUsersFrom(app, 0)];

/** The app that most have. */
export const busiest = (org: Org): App => {
	const [app] = org.apps
		.list()
		.toSorted((a, b) => assigned(org, b).length - assigned(org, a).length);
	if (!app) throw new Error('The org has no app');
	return app;
};

const target = ({ id, profile }: User): LogTarget => ({
	id,
	type: 'User',
	alternateId: textOf(profile, 'login'),
	displayName: textOf(profile, 'displayName'),
});

const eventsOf = ({ directory }: Org, eventType: string, days: number, now: number) =>
	directory.log.events.filter(
		(event) =>
			event.eventType === eventType &&
			event.outcome.result === 'SUCCESS' &&
			Date.parse(event.published) >= now - days * DAY,
	);

const holders = ({ users, directory }: Org) =>
	users
		.list()
		.filter((user) =>
			directory.roleGivers(user).some((giver) => directory.roles.of(giver).length > 0),
		);

/** Of whose members the adoption is counted. */
const adopters = (org: Org) => {
	const [group] = oktaGroups(org);
	if (!group) throw new Error('The org has no group');
	return group;
};

const STAGED: UserStatus[] = ['STAGED'];

export const books: readonly Book[] = [
	state('Inactive Users', 'inactive', {
		of: is(...signInStatuses),
		since: ({ lastLogin, activated, created }) => lastLogin ?? activated ?? created,
		isAfterCreation: true,
	}),
	state('Never Signed In Users', 'neverSignedIn', {
		of: (user) =>
			user.lastLogin === undefined && is(...signInStatuses, 'PROVISIONED', 'SUSPENDED')(user),
		since: ({ activated, created }) => activated ?? created,
		isAfterCreation: true,
		reads: is(...signInStatuses, 'PROVISIONED', 'SUSPENDED'),
	}),
	state('Never Activated Users', 'neverActivated', {
		of: is('PROVISIONED'),
		since: ({ statusChanged, activated, created }) => statusChanged ?? activated ?? created,
		isAfterCreation: true,
	}),
	state('Staged Users', 'staged', {
		of: is(...STAGED),
		since: ({ statusChanged, created }) => statusChanged ?? created,
		isAfterCreation: true,
	}),
	state('Locked Out Users', 'lockedOut', {
		of: is('LOCKED_OUT'),
		since: () => undefined,
		timeless: true,
	}),
	state('Suspended Users', 'suspended', {
		of: is('SUSPENDED'),
		since: ({ statusChanged, lastUpdated }) => statusChanged ?? lastUpdated,
	}),
	state('Deactivated Users', 'deactivated', {
		of: is('DEPROVISIONED'),
		since: ({ statusChanged, lastUpdated }) => statusChanged ?? lastUpdated,
	}),
	{
		...state('Old or Expired Passwords', 'oldPasswords', {
			of: is(...signInStatuses),
			since: ({ passwordChanged }) => passwordChanged,
		}),
		rows: (org) =>
			idsOf(
				org.users
					.list()
					.filter(is(...signInStatuses))
					.filter(
						({ status, passwordChanged }) =>
							status === 'PASSWORD_EXPIRED' || (passwordChanged ?? Infinity) <= due(org),
					),
			),
	},
	{
		name: 'Users by Date',
		value: 'dates',
		parameters: () => ({ dateAttribute: 'startDate', dateWhen: 'past', days: DAYS }),
		keys: ['id'],
		rows: (org) => {
			const today = Math.floor(org.clock.now() / DAY);
			return idsOf(
				org.users.list().filter(({ status, profile }) => {
					const day = Date.parse(textOf(profile, 'startDate')) / DAY;
					return status !== 'DEPROVISIONED' && Math.floor(day) <= today - DAYS;
				}),
			);
		},
		least: ({ users }) =>
			pages(users.list().filter(({ status }) => status !== 'DEPROVISIONED').length),
	},
	withFactors('Users Without Factor', 'noFactor', (types) => types.length === 0),
	withFactors(
		'Users With Weak Factors Only',
		'weakFactors',
		(types) => types.length > 0 && types.every(isWeak),
	),
	withFactors(
		'Users Without Phishing-Resistant Factor',
		'noPhishingResistantFactor',
		(types) => !types.some((type) => ['webauthn', 'u2f', 'signed_nonce'].includes(type)),
	),
	{
		name: 'Factor Adoption',
		value: 'factorAdoption',
		parameters: (org) => ({ adoptionBy: 'groups', adoptionGroups: adopters(org).id }),
		keys: ['name', 'users', 'withFactor', 'strong'],
		rows: (org) => {
			const positions = new Set(membersIn(org, adopters(org)));
			const types = org.users
				.list()
				.filter((user) => is(...signInStatuses)(user) && positions.has(user.position))
				.map((user) => activeTypes(org, user));
			const counts = [
				types.length,
				types.filter((of) => of.length > 0).length,
				types.filter((of) => of.some((type) => !isWeak(type))).length,
			];
			return [
				[textOf(adopters(org).profile, 'name'), ...counts],
				[null, ...counts],
			];
		},
		least: (org) => {
			const members = membersIn(org, adopters(org)).length;
			const read = org.users.list().filter(is(...signInStatuses)).length;
			return members + pages(members, 1000) + pages(read);
		},
		perMinute: 300,
	},
	{
		name: 'Empty Groups',
		value: 'emptyGroups',
		keys: ['id'],
		rows: (org) =>
			oktaGroups(org)
				.filter((group) => membersIn(org, group).length === 0)
				.map(({ id }) => [id]),
		least: ({ groups }) => pages(groups.list().length),
	},
	{
		name: 'Group Owners',
		value: 'groupOwners',
		keys: ['id', 'ownerId'],
		rows: (org) =>
			oktaGroups(org).flatMap(({ id, owners }) => [...owners.keys()].map((owner) => [id, owner])),
		least: (org) => pages(org.groups.list().length) + oktaGroups(org).length,
		perMinute: 250,
	},
	{
		name: 'Groups Without Owner',
		value: 'groupsWithoutOwner',
		keys: ['id'],
		rows: (org) =>
			oktaGroups(org)
				.filter(({ owners }) => owners.size === 0)
				.map(({ id }) => [id]),
		least: (org) => pages(org.groups.list().length) + oktaGroups(org).length,
		perMinute: 250,
	},
	{
		name: 'Group Rules to Review',
		value: 'groupRules',
		keys: ['ruleId', 'problem', 'userId'],
		rows: ({ directory }) =>
			directory.rules
				.list()
				.flatMap(({ id, excluded }) => excluded.map((user) => [id, 'excludes', user])),
		least: ({ directory }) => {
			const people = new Set(directory.rules.list().flatMap(({ excluded }) => excluded));
			return pages(directory.rules.list().length) + Math.ceil(people.size / 20);
		},
	},
	{
		name: 'Administrators',
		value: 'administrators',
		keys: ['id', 'roleType', 'throughGroupId'],
		rows: (org) =>
			holders(org).flatMap((user) =>
				org.directory
					.roleGivers(user)
					.flatMap((giver) =>
						org.directory.roles
							.of(giver)
							.map(({ type }) => [user.id, type, giver === user.id ? null : giver]),
					),
			),
		least: (org) => {
			const people = holders(org).length;
			return pages(people, 100) + Math.ceil(people / 20) + 2 * people;
		},
	},
	{
		name: 'Unused App Assignments',
		value: 'unusedApp',
		parameters: (org) => ({ appId: byId(busiest(org).id), daysUnused: DAYS_UNUSED }),
		keys: ['id'],
		rows: (org) => {
			const app = busiest(org);
			const used = new Set(
				eventsOf(org, 'user.authentication.sso', DAYS_UNUSED, org.clock.now())
					.filter(({ target: targets }) => targets?.some(({ id }) => id === app.id))
					.map(({ actor }) => actor.id),
			);
			const positions = assigned(org, app);
			return positions.flatMap((position) => {
				const user = org.users.at(position);
				return user && !used.has(user.id) ? [[user.id]] : [];
			});
		},
		least: (org) => {
			const app = busiest(org);
			const events = eventsOf(org, 'user.authentication.sso', DAYS_UNUSED, org.clock.now());
			return 1 + pages(assigned(org, app).length, 500) + pages(events.length, 1000);
		},
	},
	{
		name: 'Service Apps',
		value: 'serviceApps',
		keys: ['appId', 'keyId'],
		rows: ({ clients }) =>
			clients
				.list()
				.flatMap(({ app, keys }) =>
					keys.length > 0 ? keys.map(({ jwk }) => [app.id, jwk.kid ?? null]) : [[app.id, null]],
				),
		least: ({ clients }) => 1 + 4 * clients.list().length,
	},
	{
		name: 'API Tokens',
		value: 'apiTokens',
		keys: ['tokenId'],
		rows: ({ apiTokens }) => apiTokens.list().map(({ id }) => [id]),
		least: ({ apiTokens }) => {
			const owners = new Set(apiTokens.list().map(({ userId }) => userId)).size;
			return 1 + Math.ceil(owners / 20) + owners;
		},
	},
];

/** Gives an org what reports look for. */
export async function prepare(org: Org, uses: number): Promise<void> {
	const { users, directory, clock } = org;
	const everybody = users.list();
	const able = everybody.filter(is(...signInStatuses));
	const step = Math.max(1, Math.floor(able.length / FEW));
	for (const [index, user] of able.entries()) {
		if (index % step !== 0 || index / step >= FEW) continue;
		users.put({ ...user, profile: { ...user.profile, organization: LAST } });
	}
	const own = oktaGroups(org);
	const { members } = adopters(org);
	for (const member of membersIn(org, adopters(org))) members?.delete(member);
	for (const { position } of able.slice(0, FEW)) members?.add(position);
	for (const [index, group] of own.entries()) {
		if (index > 0 && index % 5 === 0)
			for (const member of membersIn(org, group)) group.members?.delete(member);
		const owner = everybody[index * 3];
		if (owner && index % 3 !== 0)
			group.owners.set(owner.id, { type: 'USER', lastUpdated: clock.now() });
	}
	const [rule] = directory.rules.list();
	if (!rule) throw new Error('The org has no rule');
	rule.excluded = everybody.slice(0, 45).map(({ id }) => id);
	for (const user of able.slice(10, 60))
		directory.roles.add(user.id, 'READ_ONLY_ADMIN', clock.now());
	for (const user of able.slice(0, 12)) {
		org.apiTokens.add({ name: 'One', userId: user.id, created: clock.now() - 5 * DAY });
	}
	for (const label of ['Feed', 'Backup', 'Old']) await org.serviceApp({ label, key: 'ES256' });
	use(org, uses);
}

/** People get into the app on all days, at some hours more than at others. */
function use(org: Org, uses: number): void {
	const app = busiest(org);
	const people = assigned(org, app)
		.filter((_, index) => index % 3 !== 0)
		.flatMap((position) => org.users.at(position) ?? []);
	const visits = Array.from({ length: uses }, (_, index) => {
		const day = (index * 7919) % 88;
		const hour = (index * 31) % 10;
		return { days: day + 0.3 + hour / 40, user: people[(index * 104_729) % people.length] };
	}).toSorted((a, b) => b.days - a.days);
	for (const { days, user } of visits) {
		if (!user) continue;
		happen(org, days, {
			eventType: 'user.authentication.sso',
			actor: target(user),
			targets: [
				{ id: app.id, type: 'AppInstance', alternateId: app.label, displayName: app.label },
			],
		});
	}
}
