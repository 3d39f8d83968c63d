import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Schema',
	value: 'schema',
	description: 'Which attributes users, groups and app accounts have',
};
