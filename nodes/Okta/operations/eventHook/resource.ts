import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Event Hook',
	value: 'eventHook',
	description: 'An HTTPS address that Okta sends events to as they happen',
};
