import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'User',
	value: 'user',
	description: 'A person in the Okta directory',
};
