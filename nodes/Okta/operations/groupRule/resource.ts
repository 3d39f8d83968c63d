import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Group Rule',
	value: 'groupRule',
	description: 'A rule that puts users into groups by their attributes',
};
