import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Group',
	value: 'group',
	description: 'A set of users that apps, roles and policies are given to',
};
