import type { Call } from '../route';
import type { Group } from './groupStore';
import { iso } from './model';

/** How one request wants groups shown, with `expand=stats` and `expand=app` where asked. */
export function groupView({ org, origin, query }: Call): (group: Group) => Record<string, unknown> {
	const { directory } = org;
	const expand = new Set((query.get('expand') ?? '').split(','));
	return (group) => {
		const self = `${origin}/api/v1/groups/${group.id}`;
		const source = group.sourceId === undefined ? undefined : directory.apps.get(group.sourceId);
		const embedded = {
			...(expand.has('stats') ? { stats: stats(group) } : {}),
			...(expand.has('app') && source
				? {
						app: {
							id: source.id,
							name: source.name,
							label: source.label,
							signOnMode: source.signOnMode,
						},
					}
				: {}),
		};
		return {
			id: group.id,
			created: iso(group.created),
			lastUpdated: iso(group.lastUpdated),
			lastMembershipUpdated: iso(group.lastMembershipUpdated),
			objectClass: group.objectClass,
			type: group.type,
			profile: group.profile,
			...(source ? { source: { id: source.id } } : {}),
			...(Object.keys(embedded).length > 0 ? { _embedded: embedded } : {}),
			_links: {
				logo: ['medium', 'large'].map((name) => ({
					name,
					href: `${origin}/assets/groups/${group.type}-${name}.png`,
					type: 'image/png',
				})),
				owners: { href: `${self}/owners` },
				...(source ? { source: { href: `${origin}/api/v1/apps/${source.id}` } } : {}),
				users: { href: `${self}/users` },
				apps: { href: `${self}/apps` },
			},
		};
	};

	function stats(group: Group) {
		let usersCount = 0;
		for (const position of directory.membersFrom(group, 0)) usersCount += position >= 0 ? 1 : 0;
		return {
			usersCount,
			appsCount: directory.apps.list().filter((app) => app.groups.has(group.id)).length,
			groupPushMappingsCount: 0,
			hasAdminPrivilege: false,
		};
	}
}
