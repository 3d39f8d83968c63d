import { type Fate, markOf, Marks, minuteOf } from '../../../nodes/Okta/trigger/memory/marks';
import { START } from './support';

const minute = 60_000;
const mark = (index: number, minutes = 0) => markOf(`event ${index}`, START + minutes * minute);

/** So many marks, a number of them in each minute. */
function marksOf(count: number, eachMinute: number, fate: Fate = 'passed'): Marks {
	const marks = new Marks();
	for (let index = 0; index < count; index++) {
		marks.set(mark(index, Math.floor(index / eachMinute)), fate);
	}
	return marks;
}

function restored(marks: Marks): Marks {
	const other = new Marks();
	other.take(marks.toStored());
	return other;
}

describe('marks', () => {
	it('know what was added, and nothing else', () => {
		const marks = marksOf(1, 1, 'done');
		expect([marks.get(mark(0)), marks.get(mark(1)), marks.count]).toEqual(['done', undefined, 1]);
	});

	it('know an event by the time it happened, a minute more or less', () => {
		const marks = marksOf(1, 1);
		const found = [-2, -1, 0, 1, 2].map((minutes) => marks.get(mark(0, minutes)));
		expect(found).toEqual([undefined, 'passed', 'passed', 'passed', undefined]);
	});

	it('hold one fate of an event, the last', () => {
		const marks = marksOf(1, 1, 'once');
		marks.set(mark(0, 1), 'twice');
		marks.set(mark(0), 'done');
		expect([marks.get(mark(0)), marks.count, marks.countOf('once')]).toEqual(['done', 1, 0]);
		marks.delete(mark(0));
		expect([marks.get(mark(0)), marks.count]).toEqual([undefined, 0]);
	});

	it('come back from storage as they were', () => {
		const marks = marksOf(500, 12);
		marks.set(mark(3), 'done');
		marks.set(mark(14, 1), 'twice');
		const other = restored(marks);
		expect(other.toStored()).toEqual(marks.toStored());
		expect([other.count, other.get(mark(3)), other.get(mark(14, 1))]).toEqual([
			500,
			'done',
			'twice',
		]);
		expect(other.of('twice')).toEqual([mark(14, 1)]);
	});

	it('take six characters for an event, most of the time', () => {
		expect(JSON.stringify(marksOf(1_000, 1_000).toStored()).length).toBeLessThan(6_030);
	});

	it('of a day of 100,000 events take some 610 KB and a fraction of a second', () => {
		const marks = marksOf(100_000, 70);
		marks.toStored();
		const began = performance.now();
		marks.set(mark(100_000, 1_429), 'passed');
		const stored = JSON.stringify(marks.toStored());
		const saving = performance.now() - began;
		expect(stored.length).toBeLessThan(620_000);
		expect(saving).toBeLessThan(200);
		const other = restored(marks);
		expect(other.count).toBe(100_001);
		expect(performance.now() - began).toBeLessThan(2_000);
	});

	it.each(['', 'nonsense', '???:!!', ':abcdef', 'htfvr:', 'htfvr:abc'])(
		'read %j as nothing',
		(stored) => {
			const marks = new Marks();
			marks.take({ done: stored, passed: stored });
			expect(marks.count).toBe(0);
		},
	);

	it('take over what another knows, and believe what is further on', () => {
		const [one, other] = [marksOf(2, 1, 'done'), marksOf(3, 1, 'once')];
		one.set(mark(0), 'passed');
		other.set(mark(2, 2), 'twice');
		one.take(other.toStored());
		expect([0, 1, 2].map((index) => one.get(mark(index, index)))).toEqual([
			'passed',
			'done',
			'twice',
		]);
	});

	it('forget some fates before a minute', () => {
		const marks = marksOf(6, 2);
		marks.set(mark(0), 'done');
		marks.dropBefore(minuteOf(START) + 2, ['passed']);
		expect([0, 1, 3, 4].map((index) => marks.get(mark(index, Math.floor(index / 2))))).toEqual([
			'done',
			undefined,
			undefined,
			'passed',
		]);
	});

	it('forget the oldest when there are too many, a minute at a time, and say from when on all are known', () => {
		const marks = marksOf(100, 10);
		marks.set(mark(0), 'done');
		expect(marks.shrink(75, ['passed'])).toBe(minuteOf(START) + 3);
		expect([marks.count, marks.get(mark(0)), marks.get(mark(30, 3))]).toEqual([
			71,
			'done',
			'passed',
		]);
		expect(marks.shrink(75, ['passed'])).toBeUndefined();
	});

	it('forget no more of the newest minute than they have to', () => {
		const marks = marksOf(100, 100);
		expect(marks.shrink(75, ['passed'])).toBe(minuteOf(START));
		expect([marks.count, marks.get(mark(24)), marks.get(mark(25))]).toEqual([
			75,
			undefined,
			'passed',
		]);
	});
});
