import type { IDataObject } from 'n8n-workflow';

import { userId } from '../../fields/user';
import { quote } from '../../objects/expression';
import { unlessListed } from '../../objects/findLost';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';
import { isObject, text } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create access request for user',
	description:
		'Ask for access on behalf of a user, as the catalog offers it. Whoever approves it gets a task.',
	route: 'POST /governance/api/v2/requests',
	scopes: ['okta.accessRequests.request.manage'],
	effect: {
		outcome: 'requested',
		alreadySo: { never: 'each request is one of its own' },
	},
	repeat: unlessListed({
		list: ({ path }, sent) => ({
			path,
			query: { filter: `requestedFor eq ${quote(personIn(sent))}` },
		}),
		paging: governanceList,
		learnsLate: true,
		isIt: ({ requested }, sent) => entryIn({ requested }) === entryIn(sent),
	}),
	shaped: true,
	body: [
		{ field: userId, as: 'requestedFor.externalId' },
		{
			field: {
				displayName: 'Catalog Entry ID',
				name: 'entryId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. cen33e47frfMB93gQ8g6',
				description: 'What to ask for, as List Catalog Entries puts it out',
			},
			as: 'requested.entryId',
		},
	],
	fixed: {
		body: { requested: { type: 'CATALOG_ENTRY' }, requestedFor: { type: 'OKTA_USER' } },
	},
	options: {
		body: [
			{
				field: {
					displayName: 'Answers',
					name: 'answers',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add answer',
					default: {},
					description: 'What requesters are asked for, by the ID of the field',
					options: [
						{
							displayName: 'Answer',
							name: 'answer',
							values: [
								{ displayName: 'Field ID', name: 'id', type: 'string', default: '' },
								{ displayName: 'Value', name: 'value', type: 'string', default: '' },
							],
						},
					],
				},
				as: 'requesterFieldValues',
				convert: (value) => (isObject(value) ? value.answer : undefined),
			},
			{
				field: {
					displayName: 'Requested By ID',
					name: 'requestedById',
					type: 'string',
					default: '',
					placeholder: 'e.g. 00ub0oNGTSWTBKOLGLNR',
					description: 'The user in whose name to ask, if not that of the service app',
				},
				as: 'requestedBy',
				convert: (externalId) => ({ externalId, type: 'OKTA_USER' }),
			},
		],
	},
};

function personIn({ requestedFor }: IDataObject): string {
	return isObject(requestedFor) ? text(requestedFor['externalId']) : '';
}

function entryIn({ requested }: IDataObject): string {
	return isObject(requested) ? text(requested['entryId']) : '';
}
