import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Inline Hook',
	value: 'inlineHook',
	description: 'What Okta asks while somebody waits, and what it is answered',
};
