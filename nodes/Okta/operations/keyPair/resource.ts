import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Key Pair',
	value: 'keyPair',
	description: 'The keys a service app signs in with; made here, without a credential',
};
