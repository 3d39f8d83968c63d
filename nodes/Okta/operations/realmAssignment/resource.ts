import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Realm Assignment',
	value: 'realmAssignment',
	description: 'A rule that puts users into a realm',
};
