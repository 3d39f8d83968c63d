import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Custom API Call',
	value: 'customApiCall',
	description: "Any endpoint of the org's API, also those this node has no operation for",
};
