import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Schema',
	value: 'schema',
	description: 'Which attributes users, groups and app accounts have',
};
