import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Identity Source',
	value: 'identitySource',
	description: 'A system that people come from, such as an HR system (Anything-as-a-Source)',
};
