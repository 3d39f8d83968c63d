import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Application',
	value: 'application',
	description: 'An app integration and the users assigned to it',
};
