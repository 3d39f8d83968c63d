import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Access Request',
	value: 'accessRequest',
	description: 'Access that somebody asked for, and what became of it (Identity Governance)',
};
