import type { Org } from '../../org';
import { aText, byId, including, like, matching, two, type Item, type Scenarios } from './scenario';

const requestId = '={{ $json.requestId }}';

/** Two users, each with something to ask for. */
const wishes = (org: Org): Item[] => {
	const entries = org.directory.governance.entries.list().filter(({ parent }) => !parent);
	return two(entries, 'entries').map(({ id, appId }, place) => ({
		entryId: id,
		appId,
		userId: org.users.at(place)?.id ?? '',
		byId: org.users.at(place + 2)?.id ?? '',
	}));
};

/** A request of each; a scenario's items are asked for more than once. */
const requests = (org: Org): Item[] => {
	const { governance, clock } = org.directory;
	for (const { entryId = '', appId = '', userId = '' } of wishes(org).slice(
		governance.requests.list().length,
	)) {
		governance.requests.add((id) => ({
			id,
			entryId,
			appId,
			requestedBy: userId,
			requestedFor: userId,
			values: [],
			status: 'PENDING',
			messages: [],
			created: clock.now(),
			lastUpdated: clock.now(),
			createdBy: userId,
			lastUpdatedBy: userId,
		}));
	}
	return governance.requests.list().map(({ id, requestedFor }) => ({
		requestId: id,
		userId: requestedFor,
	}));
};

const all = ({ directory }: Org) => directory.governance.requests.list();

export const accessRequestScenarios: Scenarios = {
	'accessRequest.getAll': [
		{
			name: 'lists requests for a user in a status, in an order',
			items: requests,
			parameters: {
				returnAll: true,
				conditions: {
					all: [
						{ attribute: 'status', operator: 'eq', choice: 'PENDING' },
						{ attribute: 'requestedFor', operator: 'eq', value: '={{ $json.userId }}' },
					],
				},
				options: { filter: 'resourceType eq "APPLICATION"', orderBy: 'created desc' },
			},
			puts: ({ requestId }) => [like({ id: requestId, status: 'PENDING' })],
		},
	],
	'accessRequest.get': [
		{
			name: 'reads a request',
			items: requests,
			parameters: { requestId },
			puts: ({ requestId, userId }) => [
				like({ id: requestId, requestedFor: like({ externalId: userId }) }),
			],
		},
	],
	'accessRequest.create': [
		{
			name: 'asks for access in the name of somebody else, with an answer',
			items: wishes,
			parameters: {
				userId: byId('={{ $json.userId }}'),
				entryId: '={{ $json.entryId }}',
				options: {
					requestedById: '={{ $json.byId }}',
					answers: {
						answer: [{ id: '05c87fe9-11f6-4d40-a033-b155b39dcdbe', value: 'For the audit' }],
					},
				},
			},
			puts: ({ entryId, userId }) => [
				like({
					id: aText,
					outcome: 'requested',
					status: matching(/^(SUBMITTED|PENDING)$/),
					requested: like({ entryId }),
					requestedFor: { externalId: userId, type: 'OKTA_USER' },
				}),
			],
			leaves: (items, org) =>
				expect(all(org)).toEqual(
					including(
						...items.map(({ entryId, userId, byId: requestedBy }) =>
							like({
								entryId,
								requestedFor: userId,
								requestedBy,
								values: [{ id: '05c87fe9-11f6-4d40-a033-b155b39dcdbe', value: 'For the audit' }],
							}),
						),
					),
				),
		},
	],
	'accessRequest.addMessage': [
		{
			name: 'writes to the requester',
			items: requests,
			parameters: { requestId, message: 'Please say what for.' },
			puts: ({ requestId }) => [{ success: true, outcome: 'added', requestId }],
			leaves: (_, org) =>
				expect(all(org).map(({ messages }) => messages)).toEqual([
					['Please say what for.'],
					['Please say what for.'],
				]),
		},
	],
	'accessRequest.getEntries': [
		{
			name: 'lists what contains a word',
			items: () => [{}, {}],
			parameters: { returnAll: true, options: { match: 'expense' } },
			puts: () => [like({ id: aText, requestable: true })],
		},
		{
			name: 'lists what there is within an entry',
			items: wishes,
			parameters: { returnAll: true, options: { parentEntryId: '={{ $json.entryId }}' } },
			puts: ({ entryId }) => [like({ parent: entryId })],
		},
	],
};
