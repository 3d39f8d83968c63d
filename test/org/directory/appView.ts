import type { Call } from '../route';
import type { App } from './appStore';
import { appUserView } from './appUserView';
import { iso } from './model';

/** How one request wants apps shown, with `expand=user/{id}` where asked. */
export function appView(call: Call): (app: App) => Record<string, unknown> {
	const { origin, query, org } = call;
	const expanded = /^user\/(\w+)$/.exec(query.get('expand') ?? '')?.[1];
	const user = expanded === undefined ? undefined : org.directory.findUser(expanded);
	const view = appUserView(call);
	return (app) => {
		const self = `${origin}/api/v1/apps/${app.id}`;
		const assigned =
			user && org.directory.assignmentScope(app, user.position) ? view(app, user) : undefined;
		return {
			id: app.id,
			orn: `orn:okta:idp:00o1practice0org05d7:apps:${app.name}:${app.id}`,
			name: app.name,
			label: app.label,
			status: app.status,
			created: iso(app.created),
			lastUpdated: iso(app.lastUpdated),
			features: app.features,
			signOnMode: app.signOnMode,
			...app.details,
			...(assigned ? { _embedded: { user: assigned } } : {}),
			_links: {
				self: { href: self },
				users: { href: `${self}/users` },
				groups: { href: `${self}/groups` },
				...(app.status === 'ACTIVE'
					? { deactivate: { href: `${self}/lifecycle/deactivate` } }
					: { activate: { href: `${self}/lifecycle/activate` } }),
			},
		};
	};
}
