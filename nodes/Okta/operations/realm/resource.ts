import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Realm',
	value: 'realm',
	description: 'A part of the users with administrators of its own, such as a partner',
};
