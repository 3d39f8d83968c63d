import type { Org } from '../org';
import type { User } from '../org/directory/model';
import type { GroupRule } from '../org/directory/ruleStore';
import type { Chooser } from './chooser';
import { openOffice, setManager } from './offboarding';
import { textOf } from './scenarios/scenario';

export const oktaGroups = ({ directory }: Pick<Org, 'directory'>) =>
	directory.groups.list().filter(({ type }) => type === 'OKTA_GROUP');

/** Gives somebody some of everything, by chance. */
function furnish(org: Org, user: User, others: readonly User[], choose: Chooser): void {
	const { directory } = org;
	const { id, position } = user;
	const [ruled, ...groups] = oktaGroups(org);
	for (const group of groups) {
		if (choose.once(2)) group.members?.add(position);
		if (choose.once(4)) group.owners.set(id, { type: 'USER', lastUpdated: 0 });
	}
	if (choose.once(2)) ruled?.members?.add(position);
	// The service app is protected.
	const apps = directory.apps.list().filter(({ id: appId }) => !org.clients.ofApp(appId));
	for (const app of apps) if (choose.once(3)) app.direct.add(position);
	const [through] = apps;
	const group = choose.of(groups);
	if (choose.once(2)) through?.groups.set(group.id, { priority: 0, profile: {}, lastUpdated: 0 });
	directory.roles.deleteAll(id);
	if (choose.once(2)) {
		directory.roles.add(id, 'HELP_DESK_ADMIN', 0).targets.groups.add(choose.of(groups).id);
	}
	if (choose.once(3)) directory.roles.add(id, 'APP_ADMIN', 0);
	if (choose.once(2)) setManager(org, id, choose.of(others).id);
	for (const other of others) if (choose.once(5)) setManager(org, other.id, id);
	if (choose.once(2)) directory.signedIn.add(id);
	const [app] = directory.apps.list();
	if (app && choose.once(2)) {
		directory.refreshTokens.add((tokenId) => ({
			id: tokenId,
			appId: app.id,
			userId: id,
			created: 0,
		}));
	}
}

/** Has everybody in a rule's groups for whom it holds, as Okta does once it is active. */
function holdTo({ directory }: Org, rule: GroupRule): void {
	for (const user of directory.users.list()) {
		const groups = directory.groupsOf(user.position);
		const holds = rule.condition({
			profile: user.profile,
			groupIds: () => groups.map(({ id }) => id),
			groupNames: () => groups.map(({ profile }) => textOf(profile, 'name')),
		});
		if (!holds || user.status === 'DEPROVISIONED') continue;
		for (const id of rule.groupIds) {
			const group = directory.groups.get(id);
			if (!group || directory.isMember(group, user.position)) continue;
			group.members?.add(user.position);
			rule.added.set(id, new Set([...(rule.added.get(id) ?? []), user.position]));
		}
	}
}

/** An org in which rules put people into the first group, and some who leave. */
export async function office(choose: Chooser) {
	const world = await openOffice({ org: { users: 20, groups: 7, apps: 5 } });
	const { org } = world;
	const [ruled] = oktaGroups(org);
	for (const rule of org.directory.rules.list()) {
		org.directory.rules.change(rule, {
			groupIds: [ruled?.id ?? ''],
			status: choose.once(2) ? 'ACTIVE' : 'INACTIVE',
		});
	}
	for (const rule of org.directory.rules.active()) holdTo(org, rule);
	const people = org.users.list().filter(({ status }) => status === 'ACTIVE');
	const leavers = people.slice(0, 1 + choose.number(3));
	for (const user of leavers) {
		const others = people.filter(({ id }) => id !== user.id).slice(0, 6);
		furnish(org, user, others, choose);
	}
	return { world, leavers };
}
