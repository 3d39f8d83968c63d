import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Factor',
	value: 'factor',
	description: 'Something a user proves to be the right person with, such as a phone or an app',
};
