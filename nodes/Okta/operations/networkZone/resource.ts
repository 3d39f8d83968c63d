import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Network Zone',
	value: 'networkZone',
	description: 'IP addresses or places that policies allow or block',
};
