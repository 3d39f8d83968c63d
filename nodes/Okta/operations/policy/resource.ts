import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Policy',
	value: 'policy',
	description: 'Rules for signing in, passwords and authenticators',
};
