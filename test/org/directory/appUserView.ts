import type { Call } from '../route';
import type { App } from './appStore';
import { iso, text, type Profile, type User } from './model';
import { userView } from './userView';

/** What provisioning writes into an app's profile of a user, unless the assignment says otherwise. */
const mapped = ({ profile }: User): Profile => ({
	email: text(profile, 'email'),
	givenName: text(profile, 'firstName'),
	familyName: text(profile, 'lastName'),
	displayName: text(profile, 'displayName'),
});

/** How one request wants app users shown. The user has to be assigned to the app. */
export function appUserView(call: Call): (app: App, user: User) => Record<string, unknown> {
	const { org, origin, query } = call;
	const { directory } = org;
	const embedUser = query.get('expand') === 'user' ? userView(call, 'self') : undefined;
	return (app, user) => {
		const known = app.assignments.get(user.position);
		const scope = directory.assignmentScope(app, user.position) ?? 'USER';
		const [group] = scope === 'GROUP' ? directory.assigningGroups(app, user.position) : [];
		const groupProfile = group ? app.groups.get(group.id)?.profile : undefined;
		const created = known?.created ?? Math.max(app.created, user.created);
		const provisions = app.features.includes('PUSH_NEW_USERS');
		return {
			id: user.id,
			externalId: provisions ? `ext-${user.id.slice(-12)}` : null,
			created: iso(created),
			lastUpdated: iso(known?.lastUpdated ?? created),
			scope,
			status: provisions ? 'PROVISIONED' : 'ACTIVE',
			statusChanged: iso(created),
			passwordChanged: null,
			syncState: provisions ? 'SYNCHRONIZED' : 'DISABLED',
			...(provisions ? { lastSync: iso(known?.lastUpdated ?? created) } : {}),
			credentials: { userName: known?.userName ?? text(user.profile, 'login') },
			profile: { ...(provisions ? mapped(user) : {}), ...groupProfile, ...known?.profile },
			...(embedUser ? { _embedded: { user: embedUser(user) } } : {}),
			_links: {
				app: { href: `${origin}/api/v1/apps/${app.id}` },
				user: { href: `${origin}/api/v1/users/${user.id}` },
				...(group
					? { group: { name: group.profile.name, href: `${origin}/api/v1/groups/${group.id}` } }
					: {}),
			},
		};
	};
}
