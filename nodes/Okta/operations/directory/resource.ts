import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Directory',
	value: 'directory',
	description: 'The org as a whole: everybody and everything in it, for reports and other systems',
};
