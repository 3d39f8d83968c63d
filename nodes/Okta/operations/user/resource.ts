import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'User',
	value: 'user',
	description: 'A person in the Okta directory',
};
