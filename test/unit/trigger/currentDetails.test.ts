import { addCurrent } from '../../../nodes/Okta/trigger/currentDetails';
import { toItem } from '../../../nodes/Okta/objects/logEvent';
import { answering, engineering, event, jane, refusal } from './support';

const items = [
	toItem(event('1')),
	toItem(event('2', { target: [jane, engineering] })),
	toItem(event('3', { target: [engineering], actor: null })),
];

describe('addCurrent', () => {
	it('reads each object once, and adds it to every event about it', async () => {
		const okta = answering(({ path }) => ({ body: { read: path } }));
		const detailed = await addCurrent(okta, items, ['user', 'group']);

		expect(okta.requests.map(({ path }) => path)).toEqual([
			'/api/v1/users/00uJane',
			'/api/v1/groups/00gEngineering',
		]);
		const user = { read: '/api/v1/users/00uJane' };
		const group = { read: '/api/v1/groups/00gEngineering' };
		expect(detailed).toEqual([
			{ ...items[0], currentUser: user, currentGroup: null },
			{ ...items[1], currentUser: user, currentGroup: group },
			{ ...items[2], currentUser: null, currentGroup: group },
		]);
	});

	it('keeps an event whose look-up fails, and says why it did', async () => {
		const okta = answering(({ path }) =>
			path.includes('users') ? refusal(404, 'There is no such user') : { body: { id: 'g' } },
		);
		const detailed = await addCurrent(okta, items.slice(1, 2), ['user', 'group']);
		expect(detailed).toEqual([
			{
				...items[1],
				currentUser: null,
				currentGroup: { id: 'g' },
				lookupErrors: ['user: There is no such user'],
			},
		]);
	});

	it.each(['../groups', 'unknown', ''])(
		'looks up nothing by an ID that is none: %j',
		async (id) => {
			const okta = answering(() => ({}));
			const odd = toItem(event('1', { target: [{ ...jane, id }] }));
			const [item] = await addCurrent(okta, [odd], ['user']);
			expect(okta.requests).toEqual([]);
			expect(item?.currentUser).toBeNull();
		},
	);
});
