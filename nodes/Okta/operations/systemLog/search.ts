import { type SearchAttribute, conditions, toExpression } from '../../fields/conditions';
import { outcomes } from '../../fields/outcomes';
import { commaSeparated } from '../../objects/convert';
import { eventOptions, eventTypes } from '../../objects/eventTypes';
import { DAY } from '../../objects/daysFromNow';
import { anyOf, quote } from '../../objects/expression';
import { simplifyEvent } from '../../objects/logRow';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { collect } from '../../transport/pages';

const list = { pageSize: 1000 };

const text = ['eq', 'sw', 'co', 'pr'] as const;

const attributes: readonly SearchAttribute[] = [
	{ name: 'Actor Name', value: 'actor.displayName', operators: text },
	{
		name: 'Actor Type',
		value: 'actor.type',
		operators: ['eq'],
		choices: ['PublicClientApp', 'SystemPrincipal', 'User'],
	},
	{ name: 'City', value: 'client.geographicalContext.city', operators: text },
	{ name: 'Country', value: 'client.geographicalContext.country', operators: text },
	{ name: 'Event Type', value: 'eventType', operators: ['eq', 'sw', 'co'] },
	{ name: 'IP Address', value: 'client.ipAddress', operators: ['eq', 'sw'] },
	{ name: 'Message', value: 'displayMessage', operators: ['eq', 'sw', 'co'] },
	{ name: 'Outcome Reason', value: 'outcome.reason', operators: text },
	{
		name: 'Session ID',
		value: 'authenticationContext.externalSessionId',
		operators: ['eq'],
	},
	{
		name: 'Severity',
		value: 'severity',
		operators: ['eq'],
		choices: ['DEBUG', 'ERROR', 'INFO', 'WARN'],
	},
	{ name: 'Target Name', value: 'target.displayName', operators: text },
	{
		name: 'Target Type',
		value: 'target.type',
		operators: ['eq'],
		choices: ['AppInstance', 'AppUser', 'User', 'UserGroup'],
	},
	{ name: 'Transaction ID', value: 'transaction.id', operators: ['eq'] },
];

export const operation: Operation = {
	name: 'Search',
	value: 'search',
	action: 'Search system log',
	description:
		'Find out what happened between two points in time: sign-ins and failed ones, changes to users, groups and apps, and who made them. Events of the last seconds may be missing.',
	route: 'GET /api/v1/logs',
	scopes: ['okta.logs.read'],
	shaped: true,
	simplify: simplifyEvent,
	query: [
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'Start of the time range; empty for a day before Until. Okta keeps 90 days.',
		},
		{
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: "End of the time range; empty for the present by Okta's clock",
		},
		{
			displayName: 'Sort Order',
			name: 'sortOrder',
			type: 'options',
			default: 'DESCENDING',
			description: 'Which events come first, and remain when there are more than the limit',
			options: [
				{ name: 'Newest First', value: 'DESCENDING' },
				{ name: 'Oldest First', value: 'ASCENDING' },
			],
		},
	],
	controls: [
		{
			displayName: 'Event Types',
			name: 'eventTypes',
			type: 'multiOptions',
			default: [],
			description: 'Kinds of events to return; all kinds if none is chosen',
			options: eventOptions(eventTypes),
		},
		outcomes,
		{
			displayName: 'Actor',
			name: 'actor',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane.doe@example.com',
			description: 'Who did it, by ID or login',
		},
		{
			displayName: 'Target',
			name: 'target',
			type: 'string',
			default: '',
			placeholder: 'e.g. john.doe@example.com',
			description: 'What or whom it was done to, by ID or, for users, by login',
		},
		conditions(attributes, text),
	],
	list,
	options: {
		query: [
			{
				displayName: 'Filter',
				name: 'filter',
				type: 'string',
				default: '',
				placeholder: 'e.g. client.ipAddress eq "192.0.2.7" and not (actor.type eq "User")',
				description: 'Expression over the fields of events. The time range is not part of it.',
			},
			{
				displayName: 'Keywords',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. denied salesforce',
				description:
					'Words that all occur somewhere in the event, separated by spaces: at most 10, of 40 characters each',
			},
		],
		controls: [
			{
				field: {
					displayName: 'Other Event Types',
					name: 'otherEventTypes',
					type: 'string',
					default: '',
					placeholder: 'e.g. app.access_request.deny, policy.rule.*',
					description:
						'Comma-separated list of further event types to return; an asterisk at the end stands for all that begin so',
				},
				accepts: 'list',
			},
		],
	},

	prepare(request, values) {
		const filter = [...terms(values), expressionOf(values)].filter((term) => term !== '');
		if (filter.length === 0) return request;
		return { ...request, query: { ...request.query, filter: filter.join(' and ') } };
	},

	/** This machine's clock may be wrong, and without an end Okta would wait for events to come. */
	async run({ okta, request, values }) {
		const until = values.text('until') || new Date(await okta.now()).toISOString();
		const since = values.text('since') || new Date(Date.parse(until) - DAY).toISOString();
		const query = { ...request.query, since, until };
		const limit = values.number('limit');
		return await collect(okta.pages({ ...request, query }, { ...list, limit }));
	},
};

/** What the fields for everybody ask for, each as an expression. */
function terms(values: Values): string[] {
	const types = [
		...commaSeparated(values.get('eventTypes') ?? []),
		...commaSeparated(values.get('otherEventTypes') ?? ''),
	].map((type) =>
		type.endsWith('*') ? `eventType sw ${quote(type.slice(0, -1))}` : `eventType eq ${quote(type)}`,
	);
	const ends = commaSeparated(values.get('outcomes') ?? []).map(
		(outcome) => `outcome.result eq ${quote(outcome)}`,
	);
	return [
		anyOf(types),
		anyOf(ends),
		anyOf(named('actor', values.text('actor'))),
		anyOf(named('target', values.text('target'))),
	];
}

function expressionOf(values: Values): string {
	return toExpression(values.get('conditions'), attributes, values.text('filter'));
}

/** A login or another name is the alternate ID of a user in the log. */
function named(who: 'actor' | 'target', name: string): string[] {
	if (name === '') return [];
	return [`${who}.id eq ${quote(name)}`, `${who}.alternateId eq ${quote(name)}`];
}
