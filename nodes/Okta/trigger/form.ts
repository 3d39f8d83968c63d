import type { INodeProperties } from 'n8n-workflow';

import { appId } from '../fields/application';
import { eventOptions, eventTypes } from '../objects/eventTypes';
import { groupId } from '../fields/group';
import { managerAttribute } from '../fields/report';
import { outcomes } from '../fields/outcomes';
import { userId } from '../fields/user';
import { changed, conditions } from './conditionFields';
import { count } from './counting';

/** Where a trigger gets events from. */
export type Source = 'both' | 'hook' | 'log';

const source: INodeProperties = {
	displayName: 'Receive Events Through',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { '@version': [{ _cnd: { gte: 3 } }] } },
	// What can be tried anywhere: hooks take a public address and a super administrator.
	default: 'log',
	options: [
		{
			name: 'Event Hook',
			value: 'hook',
			description:
				'Within seconds, but what Okta cannot deliver at once is lost. Okta has to reach n8n over HTTPS.',
		},
		{
			name: 'Event Hook and System Log',
			value: 'both',
			description:
				'Within seconds, and nothing is lost: what the hook missed is read from the log. Okta has to reach n8n over HTTPS.',
		},
		{
			name: 'System Log',
			value: 'log',
			description:
				'A minute or two later, and nothing is lost. Has events that hooks do not carry, and needs no public address.',
		},
	],
};

/** n8n keeps no default with a workflow: those there are go on with the one they were made with. */
const sourceBefore: INodeProperties = {
	...source,
	displayOptions: { show: { '@version': [2] } },
	default: 'both',
};

/** One list for all sources, so that what is chosen stays chosen when another source is. */
const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	noDataExpression: true,
	default: [],
	description:
		'Which events start the workflow. Those marked “From the Log” come when the log is read, and never through an event hook alone.',
	options: eventOptions(eventTypes).map((option) => ({
		...option,
		name: eventTypes.some(({ value, logOnly }) => logOnly && value === option.value)
			? `${option.name} (From the Log)`
			: option.name,
	})),
};

const otherEvents: INodeProperties = {
	displayName: 'Other Events',
	name: 'otherEvents',
	type: 'string',
	default: '',
	placeholder: 'e.g. app.access_request.deny, iam.role.create',
	description: 'Comma-separated list of further event types, as Okta spells them',
};

/*
 * The next three are shown with a hook alone, too, where they have no effect: a field that n8n hides or
 * makes grey loses what was chosen.
 */

const interval: INodeProperties = {
	displayName: 'Read the Log Every',
	name: 'interval',
	type: 'options',
	noDataExpression: true,
	default: 1,
	description:
		'How often to look, which takes a request or two. All clients of the org together may read its log some 20 to 120 times a minute. Of no effect with Event Hook alone.',
	options: [
		{ name: 'Minute', value: 1 },
		{ name: '2 Minutes', value: 2 },
		{ name: '5 Minutes', value: 5 },
		{ name: '10 Minutes', value: 10 },
		{ name: '15 Minutes', value: 15 },
		{ name: '30 Minutes', value: 30 },
		{ name: 'Hour', value: 60 },
	],
};

/** n8n reads this field to know when to poll. With a hook alone it is to look after the hook. */
const pollTimes: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'hidden',
	default:
		'={{ { item: [$parameter.source !== "hook" && $parameter.interval < 60 ? { mode: "everyX", unit: "minutes", value: $parameter.interval } : { mode: "everyX", unit: "hours", value: 1 }] } }}',
};

const startFrom: INodeProperties = {
	displayName: 'Start With Events',
	name: 'startFrom',
	type: 'options',
	noDataExpression: true,
	default: 'now',
	description:
		'Where in the log to start when the workflow is activated for the first time. Of no effect with Event Hook alone.',
	options: [
		{ name: 'From Now On', value: 'now' },
		{ name: 'Since a Point in Time', value: 'time' },
	],
};

const startTime: INodeProperties = {
	displayName: 'Since',
	name: 'startTime',
	type: 'dateTime',
	default: '',
	required: true,
	displayOptions: { show: { startFrom: ['time'] } },
	description: 'Up to 90 days ago, as long as Okta keeps events. A change starts again from there.',
};

const ignoreOwn: INodeProperties = {
	displayName: 'Ignore What This Integration Did',
	name: 'ignoreOwn',
	type: 'boolean',
	default: true,
	description:
		'Whether to leave out what was done with the client ID of the credential, so that a flow does not set itself off',
};

const only: INodeProperties = {
	displayName: 'Only These',
	name: 'only',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add user, group or application',
	default: {},
	description:
		'Whom or what an event has to be about. With users and groups, for example, it has to be about one of each.',
	options: [
		{ displayName: 'Application', name: 'app', values: [appId] },
		{ displayName: 'Group', name: 'group', values: [groupId] },
		{ displayName: 'User', name: 'user', values: [userId] },
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Actor Types',
			name: 'actorTypes',
			type: 'multiOptions',
			default: [],
			description: 'Who has to have done it; anybody if none is chosen',
			options: [
				{ name: 'Okta Itself', value: 'SystemPrincipal' },
				{ name: 'Service App', value: 'PublicClientApp' },
				{ name: 'User or Admin', value: 'User' },
			],
		},
		{
			displayName: 'Add Current Details Of',
			name: 'current',
			type: 'multiOptions',
			default: [],
			description:
				'What to look up in Okta for each event, and add as currentUser, currentManager, currentGroup or currentApp. An event stays when its look-up fails.',
			options: [
				{
					name: 'Application',
					value: 'app',
					description: 'Needs the scope okta.apps.read',
				},
				{
					name: 'Group',
					value: 'group',
					description: 'Needs the scope okta.groups.read',
				},
				{
					name: 'Manager of the User',
					value: 'manager',
					description: 'ID, login, name and email. Needs the scope okta.users.read.',
				},
				{ name: 'User', value: 'user', description: 'Needs the scope okta.users.read' },
			],
		},
		{
			displayName: 'Factor Reset as One Event',
			name: 'foldResets',
			type: 'boolean',
			default: true,
			description:
				'Whether the events that Okta Identity Engine writes for each method of an authenticator count as one',
		},
		managerAttribute,
		outcomes,
	],
};

/** The form of the trigger. */
export const properties: INodeProperties[] = [
	source,
	sourceBefore,
	// The first is what n8n lists when somebody looks for a trigger.
	events,
	changed,
	otherEvents,
	interval,
	pollTimes,
	startFrom,
	startTime,
	ignoreOwn,
	only,
	conditions,
	count,
	options,
];
