import type { Call, Reply, Route } from '../route';
import { iso } from './model';
import { ok } from './request';

const FOUNDED = Date.UTC(2019, 0, 7, 6);

interface Named {
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

const list =
	(member: string, kind: string, all: readonly Named[]) =>
	({ origin }: Call): Reply =>
		ok({
			[member]: all.map((named) => ({
				...named,
				created: iso(FOUNDED),
				lastUpdated: iso(FOUNDED),
				_links: { self: { href: `${origin}/api/v1/iam/${kind}/${named.id}` } },
			})),
			_links: {},
		});

const read = ['okta.roles.read'];

export const customRoleRoutes: Route[] = [
	{ route: 'GET /api/v1/iam/roles', scopes: read, handle: list('roles', 'roles', CUSTOM_ROLES) },
	{
		route: 'GET /api/v1/iam/resource-sets',
		scopes: read,
		handle: list('resource-sets', 'resource-sets', RESOURCE_SETS),
	},
];
