import type { INodeProperties } from 'n8n-workflow';

import { appId } from './application';
import { groupId } from './group';

export const explain: INodeProperties = {
	displayName: 'Explain',
	name: 'explain',
	type: 'options',
	noDataExpression: true,
	default: 'everything',
	description: 'What of the user to explain',
	options: [
		{ name: 'All Apps and Groups', value: 'everything' },
		{ name: 'One App', value: 'app' },
		{ name: 'One Group', value: 'group' },
	],
};

export const explainedApp: INodeProperties = {
	...appId,
	displayOptions: { show: { explain: ['app'] } },
};

export const explainedGroup: INodeProperties = {
	...groupId,
	displayOptions: { show: { explain: ['group'] } },
};

export const askLog: INodeProperties = {
	displayName: 'Ask System Log',
	name: 'askLog',
	type: 'boolean',
	default: true,
	description:
		'Whether to ask the System Log by whom it was done, and when. It goes back 90 days, and Okta lets it be asked less often than anything else.',
};
