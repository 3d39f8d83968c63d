import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'System Log',
	value: 'systemLog',
	description: 'What happened in the org in the last 90 days, and who did it',
};
