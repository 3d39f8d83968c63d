import type { IDataObject } from 'n8n-workflow';

import { commaSeparated } from '../../objects/convert';
import { addressOf } from '../../objects/eventHooks';
import { eventOptions, eventTypes } from '../../objects/eventTypes';
import { unlessListed } from '../../objects/findLost';
import type { Operation } from '../../table/operation';
import { isObject, isObjectList, nest } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create event hook',
	description:
		'Register an HTTPS address to which Okta sends events. None are sent before Verify succeeded.',
	route: 'POST /api/v1/eventHooks',
	scopes: ['okta.eventHooks.manage'],
	effect: {
		outcome: 'created',
		alreadySo: { never: 'there can be several alike, so that another is made' },
	},
	repeat: unlessListed({ isIt: isSameHook }),
	shaped: true,
	body: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Leavers to the ticket system',
			description: 'Name of the hook in the Okta Admin Console',
		},
		{
			field: {
				displayName: 'URL',
				name: 'uri',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://hooks.example.com/okta',
				description: 'Address that Okta reaches over the internet, with a valid certificate',
			},
			as: 'channel.config.uri',
		},
	],
	controls: [
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			default: [],
			description: 'Kinds of events to send',
			options: eventOptions(eventTypes.filter(({ logOnly }) => !logOnly)),
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Any password you make up; the receiver checks it',
			description:
				'Value that Okta sends in the Authorization header, so that the receiver knows who is calling. Okta never shows it again.',
		},
	],
	fixed: {
		body: { events: { type: 'EVENT_TYPE' }, channel: { type: 'HTTP', version: '1.0.0' } },
	},
	options: {
		body: [
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				description: 'What the hook is for',
			},
			{
				field: {
					displayName: 'Headers',
					name: 'headers',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add header',
					default: {},
					description: 'Further headers for Okta to send; who may read the hook can read them',
					options: [
						{
							displayName: 'Header',
							name: 'header',
							values: [
								{ displayName: 'Name', name: 'key', type: 'string', default: '' },
								{ displayName: 'Value', name: 'value', type: 'string', default: '' },
							],
						},
					],
				},
				as: 'channel.config.headers',
				convert: (value) => (isObject(value) ? value.header : undefined),
			},
			{
				field: {
					displayName: 'Event Filters',
					name: 'filters',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add filter',
					default: {},
					description: 'Which events of a kind to send, where the org has that feature',
					options: [
						{
							displayName: 'Filter',
							name: 'filter',
							values: [
								{
									displayName: 'Event Type',
									name: 'event',
									type: 'string',
									default: '',
									placeholder: 'e.g. group.user_membership.add',
								},
								{
									displayName: 'Expression',
									name: 'expression',
									type: 'string',
									default: '',
									placeholder: "e.g. event.target.?[type eq 'UserGroup'].size()>0",
								},
							],
						},
					],
				},
				as: 'events.filter.eventFilterMap',
				convert: toFilters,
			},
		],
		controls: [
			{
				field: {
					displayName: 'Other Events',
					name: 'otherEvents',
					type: 'string',
					default: '',
					placeholder: 'e.g. user.mfa.factor.update, system.import.complete',
					description: 'Comma-separated list of further event types that Okta sends to hooks',
				},
				accepts: 'list',
			},
			{
				displayName: 'Secret Header Name',
				name: 'headerName',
				type: 'string',
				default: 'Authorization',
				description: 'Header to send Secret in, if not Authorization',
			},
		],
	},

	prepare(request, values) {
		const items = [
			...commaSeparated(values.get('events') ?? []),
			...commaSeparated(values.get('otherEvents') ?? ''),
		];
		const key = values.text('headerName') || 'Authorization';
		const value = values.text('secret');
		const body = nest(isObject(request.body) ? request.body : {}, [['events.items', items]]);
		if (value === '') return { ...request, body };
		const authScheme = { type: 'HEADER', key, value };
		return { ...request, body: nest(body, [['channel.config.authScheme', authScheme]]) };
	},
};

function toFilters(value: unknown): unknown {
	const rows = isObject(value) && isObjectList(value.filter) ? value.filter : [];
	return rows.map(({ event, expression }) => ({ event, condition: { expression } }));
}

function isSameHook(hook: IDataObject, sent: IDataObject): boolean {
	return hook['name'] === sent['name'] && addressOf(hook) === addressOf(sent);
}
