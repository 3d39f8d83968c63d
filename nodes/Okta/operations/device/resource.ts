import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Device',
	value: 'device',
	description: 'A phone or computer registered in Okta (Identity Engine orgs only)',
};
