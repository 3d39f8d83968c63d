import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Entitlement Grant',
	value: 'grant',
	description:
		'An entitlement of an app, or a bundle of them, given to a user (Identity Governance)',
};
