import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Campaign',
	value: 'campaign',
	description: 'A certification of who has which access, in Okta Identity Governance',
};
