import type { Org } from '../org';
import { textOf } from './scenarios/scenario';

/** What an export of one kind of data has to hold, read off the practice org itself. */
export interface Whole {
	/** Columns by which each row is told from all others. */
	columns: string[];
	/** Their values, a list for each row, in no order. */
	rows: (org: Org) => string[][];
}

/** The kinds of data that an export can be of, by the name the form has for them. */
export const wholes = {
	users: {
		columns: ['id', 'login'],
		rows: ({ users }) => users.list().map(({ id, profile }) => [id, textOf(profile, 'login')]),
	},
	groups: {
		columns: ['id', 'name'],
		rows: ({ groups }) => groups.list().map(({ id, profile }) => [id, textOf(profile, 'name')]),
	},
	memberships: {
		columns: ['groupId', 'userId'],
		rows: ({ directory }) =>
			directory.groups
				.list()
				.flatMap((group) =>
					[...directory.membersFrom(group, 0)].map((position) => [
						group.id,
						directory.users.at(position)?.id ?? '',
					]),
				),
	},
	apps: {
		columns: ['id', 'label'],
		rows: ({ apps }) => apps.list().map(({ id, label }) => [id, label]),
	},
	appAssignments: {
		columns: ['appId', 'assignedTo', 'id', 'name'],
		rows: ({ directory }) =>
			directory.apps.list().flatMap((app) => [
				...[...directory.appUsersFrom(app, 0)].map((position) => {
					const user = directory.users.at(position);
					return [app.id, 'user', user?.id ?? '', textOf(user?.profile ?? {}, 'login')];
				}),
				...[...app.groups.keys()].map((id) => [
					app.id,
					'group',
					id,
					textOf(directory.groups.get(id)?.profile ?? {}, 'name'),
				]),
			]),
	},
	adminRoles: {
		columns: ['assignmentId', 'userId', 'assigneeId', 'roleId', 'type'],
		rows: ({ directory }) =>
			directory.users.list().flatMap((user) =>
				directory.roleGivers(user).flatMap((giver) =>
					directory.roles.of(giver).map(({ id, type }) => {
						const key = giver === user.id ? [user.id, id] : [user.id, giver, id];
						return [key.join(':'), user.id, giver, id, type];
					}),
				),
			),
	},
	factors: {
		columns: ['userId', 'factorId'],
		rows: ({ directory }) =>
			directory.users
				.list()
				.filter(({ status }) => status !== 'DEPROVISIONED')
				.flatMap((user) => directory.factorsOf(user).map(({ id }) => [user.id, id])),
	},
	systemLog: {
		columns: ['uuid', 'eventType'],
		rows: ({ directory }) => directory.log.events.map(({ uuid, eventType }) => [uuid, eventType]),
	},
} satisfies Record<string, Whole>;

export type DataSetName = keyof typeof wholes;

/** The rows an export put out, as `Whole.rows` has them. */
export const rowsBy = (
	columns: readonly string[],
	exported: ReadonlyArray<Record<string, unknown>>,
): string[][] => exported.map((row) => columns.map((column) => String(row[column])));
