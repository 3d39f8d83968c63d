import type { INodeParameters } from 'n8n-workflow';
import type { OrgOptions } from '../org';
import type { User, UserStatus } from '../org/directory/model';
import { openWorld, type World } from './world';

export { DAY, happen } from './scenarios/logEvents';

export type Row = Record<string, unknown>;

/** A world whose app may read these areas. */
export const openFor = async (areas: readonly string[], org: OrgOptions = {}) =>
	await openWorld({ org, app: { scopes: areas.map((area) => `okta.${area}.read` as const) } });

export const report = async (
	{ n8n, credential }: World,
	name: string,
	parameters: INodeParameters = {},
) =>
	await n8n.run({
		parameters: { resource: 'directory', operation: 'report', report: name, ...parameters },
		credential,
	});

/** The rows of a report. @throws what ended it */
export async function reported(world: World, name: string, parameters: INodeParameters = {}) {
	const { error, items } = await report(world, name, parameters);
	if (error) throw error;
	return items.map(({ json }): Row => json);
}

export const column = (rows: readonly Row[], name: string) => rows.map((row) => String(row[name]));
export const ids = (rows: readonly Row[]) => column(rows, 'id').toSorted();
export const sorted = (objects: ReadonlyArray<{ id: string }>) =>
	objects.map(({ id }) => id).toSorted();

export const signInStatuses: UserStatus[] = [
	'ACTIVE',
	'LOCKED_OUT',
	'PASSWORD_EXPIRED',
	'RECOVERY',
];

export const is =
	(...statuses: UserStatus[]) =>
	({ status }: User) =>
		statuses.includes(status);
