import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Device',
	value: 'device',
	description: 'A phone or computer registered in Okta (Identity Engine orgs only)',
};
