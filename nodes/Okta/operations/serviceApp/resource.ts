import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Service App',
	value: 'serviceApp',
	description: 'An app that signs in by itself, as this node does: its keys, scopes and roles',
};
