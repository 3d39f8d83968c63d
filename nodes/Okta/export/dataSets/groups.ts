import { trackChanges } from '../changes/tracked';
import { members, named, usual } from '../columns';
import type { DataSet } from '../dataSet';
import { attributeNames } from '../../objects/schema';
import { changedGroups, readGroups } from '../read/groups';

export const groups: DataSet = {
	name: 'Groups',
	value: 'groups',
	description: 'One row per group',
	routes: ['GET /api/v1/groups'],
	scope: 'okta.groups.read',
	columns: usual([
		...members('id'),
		named('name', 'profile', 'name'),
		named('description', 'profile', 'description'),
		...members('type'),
		named('sourceAppId', 'source', 'id'),
		...members('created', 'lastUpdated', 'lastMembershipUpdated'),
	]),
	attributes: async (okta) => await attributeNames(okta, ['/api/v1/meta/schemas/group/default']),
	changes: trackChanges({
		path: '/api/v1/groups',
		all: ({ okta }) => readGroups(okta),
		ids: ({ okta }) => readGroups(okta),
		changedSince: ({ okta }, time) => changedGroups(okta, time),
		changedAt: ['lastUpdated', 'lastMembershipUpdated'],
		isWanted: () => true,
	}),
	read: ({ okta }) => readGroups(okta),
};
