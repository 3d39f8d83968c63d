import { addCurrent, type Detail } from '../../../nodes/Okta/trigger/currentDetails';
import { toItem } from '../../../nodes/Okta/objects/logEvent';
import { answering, engineering, event, jane, refusal } from './support';

const items = [
	toItem(event('1')),
	toItem(event('2', { target: [jane, engineering] })),
	toItem(event('3', { target: [engineering], actor: null })),
];

const current = (...details: Detail[]) => ({ details, managerAttribute: 'managerId' });

describe('addCurrent', () => {
	it('reads each object once, and adds it to every event about it', async () => {
		const okta = answering(({ path }) => ({ body: { read: path } }));
		const detailed = await addCurrent(okta, items, current('user', 'group'));

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
		const detailed = await addCurrent(okta, items.slice(1, 2), current('user', 'group'));
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
			const [item] = await addCurrent(okta, [odd], current('user', 'manager'));
			expect(okta.requests).toEqual([]);
			expect([item?.currentUser, item?.currentManager]).toEqual([null, null]);
		},
	);

	describe('the manager', () => {
		const boss = {
			id: '00uBoss',
			profile: { login: 'boss@acme.example', email: 'b@acme.example' },
		};
		const managed = {
			id: '00uJane',
			profile: { login: 'jane@acme.example', managerId: boss.profile.login },
		};
		const org = (user: object, found: object[]) =>
			answering(({ path }) => ({ body: path === '/api/v1/users' ? found : user }));

		it('is found by what the user says, and asked for once', async () => {
			const okta = org(managed, [boss]);
			const detailed = await addCurrent(okta, [...items, ...items], current('manager'));
			expect(okta.requests.map(({ path }) => path)).toEqual([
				'/api/v1/users/00uJane',
				'/api/v1/users',
			]);
			const currentManager = {
				id: '00uBoss',
				login: 'boss@acme.example',
				name: null,
				email: 'b@acme.example',
			};
			expect(detailed).toEqual(
				[...items, ...items].map((item) => ({
					...item,
					currentManager: item.user ? currentManager : null,
				})),
			);
		});

		it.each([
			['names nobody', { ...managed, profile: { login: 'jane@acme.example' } }, [boss]],
			['names somebody who is gone', managed, []],
			['may mean one or another', managed, [boss, { ...boss, id: '00uOther' }]],
		])('is null where the user %s', async (_, user, found) => {
			const [item] = await addCurrent(org(user, found), items.slice(0, 1), current('manager'));
			expect(item).toEqual({ ...items[0], currentManager: null });
		});

		it('is null where Okta refuses, and why is said', async () => {
			const okta = answering(({ path }) =>
				path === '/api/v1/users' ? refusal(403, 'Not allowed') : { body: managed },
			);
			const [item] = await addCurrent(okta, items.slice(0, 1), current('user', 'manager'));
			expect(item).toMatchObject({
				currentUser: { id: '00uJane' },
				currentManager: null,
				lookupErrors: ['manager: Not allowed'],
			});
		});
	});
});
