import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Policy',
	value: 'policy',
	description: 'Rules for signing in, passwords and authenticators',
};
