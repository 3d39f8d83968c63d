import { createServer } from 'node:http';
import { once } from 'node:events';
import type { Org } from '../../org';
import { aText, byId, like, type Item, type Scenarios } from './scenario';

const eventHookId = byId('={{ $json.eventHookId }}');

/** Answers Okta's challenge, as whoever wants to get events has to. */
const receiver = createServer((request, response) => {
	const verification = request.headers['x-okta-verification-challenge'];
	response.setHeader('content-type', 'application/json').end(JSON.stringify({ verification }));
});

beforeAll(async () => {
	await once(receiver.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => receiver.close());

function receiverUrl(): string {
	const address = receiver.address();
	if (address === null || typeof address === 'string') throw new Error('Not listening');
	return `http://127.0.0.1:${address.port}/`;
}

/** Two hooks; a scenario's items are asked for more than once. */
const hooks =
	(status: 'ACTIVE' | 'INACTIVE') =>
	({ directory: { eventHooks }, clock }: Org): Item[] => {
		for (const name of ['One', 'Two'].slice(eventHooks.list().length)) {
			eventHooks.add((id) => ({
				id,
				name,
				description: '',
				status,
				verificationStatus: 'UNVERIFIED',
				created: clock.now(),
				lastUpdated: clock.now(),
				createdBy: '00u1',
				items: ['user.lifecycle.create'],
				uri: receiverUrl(),
				headers: [],
			}));
		}
		return eventHooks.list().map(({ id }) => ({ eventHookId: id }));
	};

const uri = 'https://hooks.acme.example/okta';

export const eventHookScenarios: Scenarios = {
	'eventHook.getAll': [
		{
			name: 'lists all hooks',
			items: hooks('ACTIVE'),
			parameters: { returnAll: true },
			puts: () => [like({ name: 'One', verificationStatus: 'UNVERIFIED' }), like({ name: 'Two' })],
			sdk: async (client) =>
				await (await client.eventHookApi.listEventHooks()).each(() => undefined),
		},
	],
	'eventHook.create': [
		{
			name: 'registers an address for some events',
			items: () => [{ name: 'Joiners' }, { name: 'Leavers' }],
			parameters: {
				name: '={{ $json.name }}',
				uri,
				events: ['user.lifecycle.create', 'user.lifecycle.deactivate'],
				secret: 'open sesame',
				options: {
					otherEvents: 'user.mfa.factor.update',
					description: 'For the ticket system',
					headerName: 'X-Api-Key',
					headers: { header: [{ key: 'X-Origin', value: 'okta' }] },
					filters: {
						filter: [
							{
								event: 'user.lifecycle.create',
								expression: "event.target.?[type eq 'User'].size()>0",
							},
						],
					},
				},
			},
			puts: ({ name }) => [like({ id: aText, name, status: 'ACTIVE' })],
			leaves: (_, { directory }) =>
				expect(directory.eventHooks.list().map(({ auth }) => auth)).toEqual([
					{ key: 'X-Api-Key', value: 'open sesame' },
					{ key: 'X-Api-Key', value: 'open sesame' },
				]),
			sdk: async (client, { name = '' }) =>
				await client.eventHookApi.createEventHook({
					eventHook: {
						name,
						description: 'For the ticket system',
						events: {
							type: 'EVENT_TYPE',
							items: [
								'user.lifecycle.create',
								'user.lifecycle.deactivate',
								'user.mfa.factor.update',
							],
							filter: {
								eventFilterMap: [
									{
										event: 'user.lifecycle.create',
										condition: { expression: "event.target.?[type eq 'User'].size()>0" },
									},
								],
							},
						},
						channel: {
							type: 'HTTP',
							version: '1.0.0',
							config: {
								uri,
								headers: [{ key: 'X-Origin', value: 'okta' }],
								authScheme: { type: 'HEADER', key: 'X-Api-Key', value: 'open sesame' },
							},
						},
					},
				}),
		},
	],
	'eventHook.verify': [
		{
			name: 'has the receiver prove that it listens',
			items: hooks('ACTIVE'),
			parameters: { eventHookId },
			puts: ({ eventHookId }) => [like({ id: eventHookId, verificationStatus: 'VERIFIED' })],
			sdk: async (client, { eventHookId = '' }) =>
				await client.eventHookApi.verifyEventHook({ eventHookId }),
		},
	],
	'eventHook.delete': [
		{
			name: 'deactivates hooks first',
			items: hooks('ACTIVE'),
			parameters: { eventHookId },
			puts: ({ eventHookId }) => [{ deleted: true, outcome: 'deleted', eventHookId }],
			leaves: (_, { directory }) => expect(directory.eventHooks.list()).toEqual([]),
			sdk: async ({ eventHookApi }, { eventHookId = '' }) => {
				await eventHookApi.getEventHook({ eventHookId });
				await eventHookApi.deactivateEventHook({ eventHookId });
				await eventHookApi.deleteEventHook({ eventHookId });
			},
		},
		{
			name: 'deletes inactive hooks at once',
			items: hooks('INACTIVE'),
			parameters: { eventHookId },
			puts: ({ eventHookId }) => [{ deleted: true, outcome: 'deleted', eventHookId }],
			sdk: async ({ eventHookApi }, { eventHookId = '' }) => {
				await eventHookApi.getEventHook({ eventHookId });
				await eventHookApi.deleteEventHook({ eventHookId });
			},
		},
	],
};
