import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Admin Role',
	value: 'adminRole',
	description: 'What a user or group may administer in Okta',
};
