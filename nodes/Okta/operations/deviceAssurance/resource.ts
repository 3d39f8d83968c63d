import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Device Assurance',
	value: 'deviceAssurance',
	description: 'What a device has to have for rules of access policies (Identity Engine orgs only)',
};
