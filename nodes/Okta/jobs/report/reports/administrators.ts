import type { IDataObject } from 'n8n-workflow';

import { at, named } from '../../../export/columns';
import { users } from '../../../export/dataSets/users';
import { readEach } from '../../../export/merge';
import { collectChildren } from '../../../export/read/children';
import { assigneeOf, isOwnRole, roleTargets } from '../../../objects/roles';
import { findObject } from '../../../transport/answers';
import { text } from '../../../transport/json';
import { collect } from '../../../transport/pages';
import { fillPath } from '../../../transport/path';
import type { Okta } from '../../../transport/types';
import { estimateAdministrators } from '../estimate/others';
import { readExclusions } from '../exclusions';
import { factorsOf } from '../factors';
import { consoleVisits, lastDone, LOG_DAYS, notWithin } from '../log';
import { besideManagers, columnsOfPeople } from '../people';
import { Remembered } from '../remembered';
import type { Report, ReportReading } from '../report';
import { usersById } from '../usersById';

export const administrators: Report = {
	name: 'Administrators',
	value: 'administrators',
	description:
		'One row per user and admin role: through which group, limited to what, when the Admin Console was last opened, and whether there is a strong factor',
	routes: [
		'GET /api/v1/users/{userId}/roles',
		'GET /api/v1/iam/assignees/users',
		'GET /api/v1/iam/roles',
		'GET /api/v1/iam/resource-sets',
		'GET /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups',
		'GET /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps',
		'GET /api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets/groups',
		'GET /api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets/catalog/apps',
		'GET /api/v1/groups/{groupId}',
		'GET /api/v1/users',
		'GET /api/v1/users/{userId}',
		'GET /api/v1/users/{userId}/factors',
		'GET /api/v1/groups/{groupId}/users',
		'GET /api/v1/logs',
	],
	scope: 'okta.roles.read',
	alsoScopes: ['okta.users.read', 'okta.groups.read', 'okta.logs.read'],
	columns: columnsOfPeople(
		named('role', 'report', 'role'),
		named('roleType', 'report', 'roleType'),
		named('assignedTo', 'report', 'assignedTo'),
		named('throughGroup', 'report', 'throughGroup'),
		named('throughGroupId', 'report', 'throughGroupId'),
		named('limitedTo', 'report', 'limitedTo'),
		named('resourceSet', 'report', 'resourceSet'),
		named('assigned', 'report', 'assigned'),
		named('lastConsoleVisit', 'report', 'lastConsoleVisit'),
		named('consoleVisit', 'report', 'consoleVisit'),
		named('factors', 'report', 'factors'),
		named('strong', 'report', 'strong'),
	),
	attributes: users.attributes,
	asks: ['exclusions', 'manager'],
	estimate: estimateAdministrators,
	read: (reading) => besideManagers(reading, readAdministrators(reading)),
};

async function* readAdministrators(reading: ReportReading): AsyncGenerator<IDataObject[]> {
	const { okta } = reading;
	const isExcluded = await readExclusions(okta, reading.values);
	const lastVisit = await lastDone(reading, LOG_DAYS, consoleVisits);
	const roles = new Roles(okta);
	yield* readEach(assignees(reading), okta.parallel, async function* (user) {
		if (isExcluded(user)) return;
		const assigned = await collectChildren(okta, '/api/v1/users/{id}/roles', user);
		if (!assigned || assigned.length === 0) return;
		const found = await factorsOf(okta, user);
		const visit = lastVisit.get(text(user['id'])) ?? null;
		const ofUser = {
			lastConsoleVisit: visit,
			consoleVisit: visit === null ? notWithin(LOG_DAYS) : `in ${LOG_DAYS} days`,
			factors: found?.factors ?? null,
			strong: found?.strong ?? null,
		};
		const rows: IDataObject[] = [];
		for (const role of assigned) {
			rows.push({ ...user, report: { ...(await roles.describe(user, role)), ...ofUser } });
		}
		yield rows;
	});
}

/** Whoever has a role, by the page, as users. Who is erased meanwhile is left out. */
async function* assignees({ okta, progress }: ReportReading): AsyncGenerator<IDataObject[]> {
	const request = { method: 'GET', path: '/api/v1/iam/assignees/users' } as const;
	for await (const page of okta.pages(request, { pageSize: 100, rowsIn: 'value' })) {
		progress.sees(page.length);
		const ids = page.map(({ id }) => text(id));
		yield* usersById(okta, ids);
	}
}

/** Knows what is the same for all who have a role. */
class Roles {
	readonly #groups = new Remembered<string>();
	readonly #named = new Remembered<IDataObject[]>();
	readonly #limits = new Remembered<string[]>();

	constructor(private readonly okta: Okta) {}

	/** What there is to say of a role that a user has. */
	async describe(user: IDataObject, role: IDataObject): Promise<IDataObject> {
		const isOwn = isOwnRole(role);
		const groupId = isOwn ? '' : assigneeOf(role);
		const customId = text(role['role']);
		const setId = text(role['resource-set']);
		return {
			role: (customId && (await this.#nameIn('roles', customId))) || text(role['label']),
			roleType: text(role['type']),
			assignedTo: isOwn ? 'user' : 'group',
			throughGroup: groupId === '' ? null : await this.#groupName(groupId),
			throughGroupId: groupId || null,
			limitedTo: await this.#limitsOf(
				isOwn ? `users/${text(user['id'])}` : `groups/${groupId}`,
				role,
			),
			resourceSet: setId === '' ? null : await this.#nameIn('resource-sets', setId),
			assigned: role['created'] ?? null,
		};
	}

	async #groupName(id: string): Promise<string> {
		return await this.#groups.get(id, async () => {
			const path = fillPath('/api/v1/groups/{groupId}', () => id);
			const group = await findObject(this.okta, path);
			return group ? text(at(group, ['profile', 'name'])) : id;
		});
	}

	/** What people call a custom role or a resource set. */
	async #nameIn(list: 'resource-sets' | 'roles', id: string): Promise<string> {
		const all = await this.#named.get(list, async () => {
			const request = { method: 'GET', path: `/api/v1/iam/${list}` } as const;
			return await collect(this.okta.pages(request, { rowsIn: list }));
		});
		return text(all.find((one) => one['id'] === id)?.['label']) || id;
	}

	/** Names of the groups or apps; none where it is not limited. */
	async #limitsOf(holder: string, role: IDataObject): Promise<string[]> {
		const to = roleTargets[text(role['type'])];
		if (to === undefined || holder === 'groups/') return [];
		const template = `/api/v1/${holder}/roles/{id}/targets/${to}`;
		return await this.#limits.get(`${template} ${text(role['id'])}`, async () => {
			const targets = await collectChildren(this.okta, template, role, { pageSize: 200 });
			return (targets ?? []).map(
				(target) =>
					text(at(target, ['profile', 'name'])) ||
					text(target['displayName']) ||
					text(target['name']) ||
					text(target['id']),
			);
		});
	}
}
