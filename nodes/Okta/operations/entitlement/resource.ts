import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Entitlement',
	value: 'entitlement',
	description: 'What users may do within an app, such as its licences (Identity Governance)',
};
