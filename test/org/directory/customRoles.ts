import { pageCursor, pageLimit } from '../paging';
import type { Call, Reply, Route } from '../route';
import type { Directory } from './directory';
import { ADMIN_HOST, iso } from './model';
import { ok } from './request';

const FOUNDED = Date.UTC(2019, 0, 7, 6);

export interface Named {
	id: string;
	label: string;
	description: string;
}

/** Roles an org made itself. */
export const CUSTOM_ROLES: readonly Named[] = [
	{ id: 'cr0Yq6IJxGIr0ouum0g3', label: 'Password Helper', description: 'Resets passwords' },
	{ id: 'cr0Yq6IJxGIr0ouum0g4', label: 'Group Keeper', description: 'Looks after groups' },
];

/** What such a role can extend to. */
export const RESOURCE_SETS: readonly Named[] = [
	{ id: 'iamoJDFKaJxGIr0oamd9g', label: 'Sales Users', description: 'Everybody in Sales' },
];

const PAGE = { default: 100, max: 200 };

/** Wrapped lists name their next page in the body. */
const list =
	(member: 'roles' | 'resource-sets', of: (directory: Directory) => readonly Named[]) =>
	(call: Call): Reply => {
		const all = of(call.org.directory);
		const path = `/api/v1/iam/${member}`;
		const origin = member === 'roles' ? ADMIN_HOST : call.origin;
		const limit = pageLimit(call, PAGE);
		const after = pageCursor(call);
		const from = after === undefined ? 0 : 1 + all.findIndex(({ id }) => id === after);
		const shown = all.slice(from, from + limit);
		const next = new URLSearchParams({ after: shown.at(-1)?.id ?? '', limit: String(limit) });
		// Custom roles are at the admin host, whatever address the org was called by.
		const self = `${origin}${path}${call.query.size > 0 ? `?${call.query.toString()}` : ''}`;
		return ok(
			{
				[member]: shown.map((named) => ({
					...named,
					created: iso(FOUNDED),
					lastUpdated: iso(FOUNDED),
					_links: { self: { href: `${call.origin}${path}/${named.id}` } },
				})),
				_links: {
					self: { href: self },
					...(from + limit < all.length && {
						next: { href: `${origin}${path}?${next.toString()}` },
					}),
				},
			},
			{ link: [`<${self}>; rel="self"`] },
		);
	};

const read = ['okta.roles.read'];

export const customRoleRoutes: Route[] = [
	{
		route: 'GET /api/v1/iam/roles',
		scopes: read,
		handle: list('roles', ({ customRoles }) => customRoles),
	},
	{
		route: 'GET /api/v1/iam/resource-sets',
		scopes: read,
		handle: list('resource-sets', ({ resourceSets }) => resourceSets),
	},
];
