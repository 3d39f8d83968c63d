import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { zoneId } from '../fields/networkZone';

/** What of an event a condition compares with a value. */
const texts: readonly INodePropertyOptions[] = [
	{ name: 'City', value: 'city' },
	{ name: 'Country', value: 'country' },
	{ name: 'Device', value: 'device' },
	{ name: 'Factor', value: 'factor' },
	{ name: 'IP Address', value: 'ipAddress' },
	{ name: 'Reason', value: 'reason' },
];

const others: readonly INodePropertyOptions[] = [
	{ name: 'In Network Zone', value: 'inZone' },
	{ name: 'Not in Network Zone', value: 'notInZone' },
	{ name: 'Risk', value: 'risk' },
];

const zone: INodeProperties = {
	...zoneId,
	name: 'zone',
	displayOptions: { show: { field: ['inZone', 'notInZone'] } },
	description:
		'The network zone. Its addresses are read from Okta, which needs the scope okta.networkZones.read, and an event is in it by its address, or by the zone it names itself. Of a zone given by name, nothing is read, and only the latter counts.',
	modes: [
		...(zoneId.modes ?? []),
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Office Berlin',
			hint: 'Only events that name the zone themselves are in it. Many events name none.',
		},
	],
};

const row: INodeProperties[] = [
	{
		displayName: 'Field',
		name: 'field',
		type: 'options',
		noDataExpression: true,
		default: 'country',
		options: [...texts, ...others].toSorted((a, b) => a.name.localeCompare(b.name)),
	},
	zone,
	{
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		noDataExpression: true,
		default: 'is',
		displayOptions: { show: { field: texts.map(({ value }) => value) } },
		options: [
			{ name: 'Contains', value: 'contains' },
			{ name: 'Does Not Contain', value: 'notContains' },
			{ name: 'Is', value: 'is' },
			{ name: 'Is None Of', value: 'noneOf' },
			{ name: 'Is Not', value: 'isNot' },
			{ name: 'Is One Of', value: 'oneOf' },
		],
	},
	{
		displayName: 'Risk Levels',
		name: 'risks',
		type: 'multiOptions',
		default: ['HIGH'],
		displayOptions: { show: { field: ['risk'] } },
		description: 'Any of these will do. An event for which Okta has rated no risk has none.',
		options: [
			{ name: 'High', value: 'HIGH' },
			{ name: 'Low', value: 'LOW' },
			{ name: 'Medium', value: 'MEDIUM' },
		],
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. Germany, Czechia',
		displayOptions: { show: { field: texts.map(({ value }) => value) } },
		description:
			'Whatever its case. For “One Of” and “None Of” several, separated by commas. IP addresses also as blocks and ranges, such as 192.0.2.0/24 or 192.0.2.10-192.0.2.20.',
	},
];

/** Rows of conditions on what an event says of how and from where. */
export const conditions: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add condition',
	default: {},
	description:
		'What an event has to say of how and from where it happened. One that says nothing of it meets “Is Not”, “None Of”, “Does Not Contain” and “Not in”, and no other condition.',
	options: [
		{ displayName: 'Must Match All Of', name: 'all', values: row },
		{ displayName: 'Must Match Any Of', name: 'any', values: row },
	],
};

/** Event types of which Okta says what was changed. */
export const ofChanges: readonly string[] = [
	'user.account.update_profile',
	'application.user_membership.update',
	'group.profile.update',
];

export const changed: INodeProperties = {
	displayName: 'Only If One of These Changed',
	name: 'changed',
	type: 'string',
	default: '',
	placeholder: 'e.g. department, title, managerId',
	displayOptions: { show: { events: [...ofChanges] } },
	description:
		'Comma-separated list of variable names of attributes, for updates of profiles. Any change will do if it is empty. Where Okta does not say what was changed, the event starts the workflow, and its field “unchecked” says so.',
};
