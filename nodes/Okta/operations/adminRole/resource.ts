import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Admin Role',
	value: 'adminRole',
	description: 'What a user or group may administer in Okta',
};
