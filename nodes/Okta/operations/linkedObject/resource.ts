import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Linked Object',
	value: 'linkedObject',
	description: 'A relationship between two users, such as manager and subordinate',
};
