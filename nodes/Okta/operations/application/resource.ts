import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Application',
	value: 'application',
	description: 'An app integration and the users assigned to it',
};
