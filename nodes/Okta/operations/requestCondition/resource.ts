import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'Request Condition',
	value: 'requestCondition',
	description: 'Who may ask for which access to an app, and who approves it (Identity Governance)',
};
