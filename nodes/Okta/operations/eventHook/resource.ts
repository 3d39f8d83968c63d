import type { ResourceFacts } from '../../operation';

export const resource: ResourceFacts = {
	name: 'Event Hook',
	value: 'eventHook',
	description: 'An HTTPS address that Okta sends events to as they happen',
};
