import type { IDataObject } from 'n8n-workflow';

import { at, type Column, named, usual } from '../../../export/columns';
import { groups } from '../../../export/dataSets/groups';
import { readEach } from '../../../export/merge';
import { collectChildren } from '../../../export/read/children';
import { readGroups, readGroupsWithStats } from '../../../export/read/groups';
import { commaSeparated } from '../../../objects/convert';
import { estimateGroups, estimateOwners } from '../estimate/groups';
import type { Report, ReportReading } from '../report';

const about = (...own: Column[]) => ({
	scope: 'okta.groups.read' as const,
	columns: [...groups.columns, ...usual(own)],
	attributes: groups.attributes,
	asks: ['groupTypes' as const],
});

export const emptyGroups: Report = {
	...about(),
	name: 'Empty Groups',
	value: 'emptyGroups',
	description: 'Groups without any member. Okta counts no deactivated users as members.',
	routes: ['GET /api/v1/groups', 'GET /api/v1/groups/{groupId}/users'],
	estimate: estimateGroups,
	read: async function* (reading) {
		const { okta } = reading;
		const pages = ofTypes(reading, readGroupsWithStats(okta));
		yield* readEach(pages, okta.parallel, async function* (group) {
			const counted = at(group, ['_embedded', 'stats', 'usersCount']);
			const isEmpty = typeof counted === 'number' ? counted === 0 : await hasNobody(reading, group);
			yield isEmpty ? [group] : [];
		});
	},
};

export const groupOwners: Report = {
	...about(
		named('ownerType', 'owner', 'type'),
		named('ownerId', 'owner', 'id'),
		named('ownerName', 'owner', 'displayName'),
	),
	name: 'Group Owners',
	value: 'groupOwners',
	description: 'One row per group and owner, which takes a request per group',
	routes: ['GET /api/v1/groups/{groupId}/owners', 'GET /api/v1/groups'],
	estimate: estimateOwners,
	read: (reading) =>
		eachWithOwners(reading, (group, owners) => owners.map((owner) => ({ ...group, owner }))),
};

export const groupsWithoutOwner: Report = {
	...about(),
	name: 'Groups Without Owner',
	value: 'groupsWithoutOwner',
	description: 'Groups that nobody owns, which takes a request per group',
	routes: ['GET /api/v1/groups/{groupId}/owners', 'GET /api/v1/groups'],
	estimate: estimateOwners,
	read: (reading) =>
		eachWithOwners(reading, (group, owners) => (owners.length === 0 ? [group] : [])),
};

/** Reads the owners of each group, and what there is to say about them. */
function eachWithOwners(
	reading: ReportReading,
	toRows: (group: IDataObject, owners: readonly IDataObject[]) => IDataObject[],
): AsyncGenerator<IDataObject[]> {
	const { okta } = reading;
	const pages = ofTypes(reading, readGroups(okta));
	return readEach(pages, okta.parallel, async function* (group) {
		const paging = { pageSize: 1000 };
		const owners = await collectChildren(okta, '/api/v1/groups/{id}/owners', group, paging);
		yield owners ? toRows(group, owners) : [];
	});
}

/** Groups of the types that are wanted. */
async function* ofTypes(
	{ values, progress }: ReportReading,
	pages: AsyncIterable<IDataObject[]>,
): AsyncGenerator<IDataObject[]> {
	const types = new Set<unknown>(commaSeparated(values.get('groupTypes') ?? ''));
	for await (const page of pages) {
		const wanted = types.size === 0 ? page : page.filter(({ type }) => types.has(type));
		progress.sees(wanted.length);
		yield wanted;
	}
}

async function hasNobody({ okta }: ReportReading, group: IDataObject): Promise<boolean> {
	const paging = { limit: 1, pageSize: 1 };
	const some = await collectChildren(okta, '/api/v1/groups/{id}/users', group, paging);
	return some?.length === 0;
}
