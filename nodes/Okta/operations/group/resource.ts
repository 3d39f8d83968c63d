import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Group',
	value: 'group',
	description: 'A set of users that apps, roles and policies are given to',
};
