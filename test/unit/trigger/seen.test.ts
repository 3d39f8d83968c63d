import { Seen } from '../../../nodes/Okta/trigger/seen';
import { START } from './support';

const minute = 60_000;

describe('Seen', () => {
	it('knows what was added, and nothing else', () => {
		const seen = Seen.empty();
		seen.add('a', START);
		expect([seen.has('a'), seen.has('b')]).toEqual([true, false]);
	});

	it('comes back from storage as it was', () => {
		const seen = Seen.empty();
		for (let index = 0; index < 500; index++) seen.add(`event ${index}`, START + index * 5_000);
		const restored = Seen.parse(seen.toString());
		expect(restored.count).toBe(500);
		expect(restored.has('event 0') && restored.has('event 499')).toBe(true);
		expect(restored.toString()).toBe(seen.toString());
	});

	it('takes eight characters for an event, most of the time', () => {
		const seen = Seen.empty();
		for (let index = 0; index < 1_000; index++) seen.add(`event ${index}`, START);
		expect(seen.toString().length).toBeLessThan(8_020);
	});

	it.each(['', 'nonsense', '???:!!', ':abcdefgh', 'htfvr:'])('reads %j as nothing', (stored) => {
		expect(Seen.parse(stored).count).toBe(0);
	});

	it('forgets the oldest when there are more than 5,000', () => {
		const seen = Seen.empty();
		for (let index = 0; index < 5_010; index++) seen.add(`event ${index}`, START + index * 1_000);
		const restored = Seen.parse(seen.toString());
		expect(restored.count).toBe(5_000);
		expect([restored.has('event 0'), restored.has('event 5009')]).toEqual([false, true]);
		expect(seen.count).toBe(5_000);
	});

	it('forgets what is a day older than the newest, however long ago that was', () => {
		const seen = Seen.empty();
		seen.add('old', START);
		seen.add('just within', START + 20 * minute);
		seen.add('newest', START + 24 * 60 * minute + 10 * minute);
		const restored = Seen.parse(seen.toString());
		expect(['old', 'just within', 'newest'].map((key) => restored.has(key))).toEqual([
			false,
			true,
			true,
		]);
	});

	it('takes over what another knows', () => {
		const [one, other] = [Seen.empty(), Seen.empty()];
		one.add('a', START);
		other.add('b', START + minute);
		one.take(other);
		expect([one.has('a'), one.has('b'), other.has('a')]).toEqual([true, true, false]);
	});
});
