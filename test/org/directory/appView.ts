import type { Org } from '../org';
import type { Call } from '../route';
import type { App } from './appStore';
import { appUserView } from './appUserView';
import { ADMIN_HOST, iso } from './model';
import { isObject } from './request';

/** How one request wants apps shown, with `expand=user/{id}` where asked. */
export function appView(call: Call): (app: App) => Record<string, unknown> {
	const { origin, query, org } = call;
	const expanded = /^user\/(\w+)$/.exec(query.get('expand') ?? '')?.[1];
	const user = expanded === undefined ? undefined : org.directory.findUser(expanded);
	const view = appUserView(call);
	return (app) => {
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
			_links: links(origin, app, accessPolicyOf(org, app)),
		};
	};
}

/** The policy that says how people sign in to an app: the org's own, unless another was assigned. */
export function accessPolicyOf({ directory }: Org, { accessPolicyId }: App): string {
	const ownOnes = directory.policies.list().filter(({ type }) => type === 'ACCESS_POLICY');
	const found = ownOnes.find(({ id }) => id === accessPolicyId) ?? ownOnes[0];
	return found?.id ?? 'rst1access000000005d7';
}

/** There are many, and none of them leads to the app itself. */
function links(origin: string, app: App, policyId: string): Record<string, unknown> {
	const { id, name, status, signOnMode, details } = app;
	const api = `${origin}/api/v1`;
	const self = `${api}/apps/${id}`;
	const change = status === 'ACTIVE' ? 'deactivate' : 'activate';
	return {
		...(signOnMode === 'SAML_2_0' && {
			help: {
				href: `${ADMIN_HOST}/app/${name}/${id}/setup/help/SAML_2_0/instructions`,
				type: 'text/html',
			},
			metadata: { href: `${self}/sso/saml/metadata`, type: 'application/xml' },
		}),
		uploadLogo: { href: `${self}/logo`, hints: { allow: ['POST'] } },
		appLinks: [{ name: 'login', href: `${origin}/home/${name}/${id}/aln1`, type: 'text/html' }],
		profileEnrollment: { href: `${api}/policies/rst1enrollment000005d7` },
		policies: { href: `${self}/policies`, hints: { allow: ['PUT'] } },
		groups: { href: `${self}/groups` },
		logo: [{ name: 'medium', href: `${origin}/assets/apps/${name}.png`, type: 'image/png' }],
		...(isObject(details.credentials) &&
			'oauthClient' in details.credentials && {
				clientCredentials: [{ name: 'secrets', href: `${self}/credentials/secrets` }],
			}),
		accessPolicy: { href: `${api}/policies/${policyId}` },
		users: { href: `${self}/users` },
		[change]: { href: `${self}/lifecycle/${change}` },
	};
}
