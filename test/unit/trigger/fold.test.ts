import { toOccurrences } from '../../../nodes/Okta/trigger/fold';
import { admin, at, event, jane } from './support';

const reset = (uuid: string, changes = {}) =>
	event(uuid, {
		eventType: 'user.mfa.factor.deactivate',
		transaction: { type: 'WEB', id: 'one request' },
		...changes,
	});

const uuids = (events: ReturnType<typeof event>[], fold = true) =>
	toOccurrences(events, fold).map(({ event: { uuid }, folded }) => [
		uuid,
		...folded.map((other) => other.uuid),
	]);

describe('toOccurrences', () => {
	it('sorts events by the time they happened', () => {
		const events = [
			event('c', { published: at(3) }),
			event('a', { published: at(1) }),
			event('b', { published: at(2) }),
		];
		expect(uuids(events)).toEqual([['a'], ['b'], ['c']]);
	});

	it('leaves out an event that is there twice', () => {
		expect(uuids([event('a'), event('a'), reset('b'), reset('c'), reset('c')])).toEqual([
			['a'],
			['b', 'c'],
		]);
	});

	it('makes one of the events of a factor reset', () => {
		const events = [
			reset('push', {
				published: at(0),
				outcome: { reason: 'User reset OKTA_VERIFY_PUSH factor' },
			}),
			event('other', { published: at(1) }),
			reset('totp', { published: at(2) }),
			reset('nonce', { published: at(2), eventType: 'user.mfa.factor.reset_all' }),
		];
		expect(uuids(events)).toEqual([['push', 'totp', 'nonce'], ['other']]);
	});

	it('leaves them apart when they are not to be made one', () => {
		expect(uuids([reset('a'), reset('b')], false)).toEqual([['a'], ['b']]);
	});

	it.each([
		['of different users', reset('b', { target: [{ ...jane, id: '00uJohn' }] })],
		['of different requests', reset('b', { transaction: { id: 'another request' } })],
		['that say nothing about a request', reset('b', { transaction: null })],
		['of another kind', reset('b', { eventType: 'user.mfa.factor.activate' })],
		['about nobody', reset('b', { target: [], actor: { ...admin, type: 'SystemPrincipal' } })],
	])('leaves events %s apart', (_, other) => {
		expect(uuids([reset('a'), other])).toEqual([['a'], ['b']]);
	});

	it('gives all events of a reset a key in common, by which a later one is known', () => {
		const [first] = toOccurrences([reset('a')], true);
		const [later] = toOccurrences([reset('b')], true);
		expect(first?.keys.filter((key) => later?.keys.includes(key))).toHaveLength(1);
	});
});
