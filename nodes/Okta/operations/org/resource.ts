import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Org',
	value: 'org',
	description: 'Your Okta organization itself',
};
