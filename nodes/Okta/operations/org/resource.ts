import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Org',
	value: 'org',
	description: 'Your Okta organization itself',
};
