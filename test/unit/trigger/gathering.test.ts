import type { Occurrence } from '../../../nodes/Okta/trigger/fold';
import { Gathering } from '../../../nodes/Okta/trigger/gathering';
import { settle, SimulatedClock } from '../node/simulation';
import { at, event } from './support';

/** Whether a round has been completed by now. */
async function isComplete(completed: Promise<void>): Promise<boolean> {
	return await Promise.race([completed.then(() => true), settle().then(() => false)]);
}

/** A gathering of which one round was just handed over. */
async function atWork() {
	const clock = new SimulatedClock();
	const gathering = new Gathering(clock);
	const { round: first } = gathering;
	first.add([occurrence('first')]);
	await gathering.complete(first);
	return { clock, gathering, first };
}

const occurrence = (uuid: string, minute = 0): Occurrence => ({
	keys: [uuid],
	event: event(uuid, { published: at(minute) }),
	folded: [],
});

const several = (count: number) =>
	Array.from({ length: count }, (_, index) => occurrence(`event ${index}`));

test('a delivery after a quiet while is handed over at once', async () => {
	const gathering = new Gathering(new SimulatedClock());
	const { round } = gathering;
	expect(round.add([occurrence('a')])).toBe(true);
	expect(await isComplete(gathering.complete(round))).toBe(true);
});

test('those that follow wait until it is at work, and are in the order of time', async () => {
	const { gathering, first } = await atWork();
	const { round } = gathering;
	expect(round.add([occurrence('b', 2)])).toBe(true);
	const completed = gathering.complete(round);
	expect(gathering.round).toBe(round);
	expect(gathering.round.add([occurrence('a', 1)])).toBe(false);
	expect(await isComplete(completed)).toBe(false);

	gathering.begun('somebody else');
	expect(await isComplete(completed)).toBe(false);
	gathering.begun(first.owner);
	expect(await isComplete(completed)).toBe(true);
	expect(round.occurrences.map(({ event: { uuid } }) => uuid)).toEqual(['a', 'b']);
});

test('nobody waits once it has begun', async () => {
	const { gathering, first } = await atWork();
	gathering.begun(first.owner);
	expect(await isComplete(gathering.complete(gathering.round))).toBe(true);
});

test('nobody waits for longer than 0.4 seconds', async () => {
	const { clock, gathering } = await atWork();
	await clock.run(100);
	const completed = gathering.complete(gathering.round);
	await clock.run(399);
	expect(await isComplete(completed)).toBe(false);
	await clock.run(400);
	expect(await isComplete(completed)).toBe(true);
});

test('what comes after the hand-over is of another round', async () => {
	const { gathering, first } = await atWork();
	expect(gathering.round).not.toBe(first);
	expect(gathering.round.owner).not.toBe(first.owner);
});

test('a full round waits for nobody, and takes nobody in', async () => {
	const { gathering } = await atWork();
	const { round } = gathering;
	round.add(several(199));
	const completed = gathering.complete(round);
	expect(await isComplete(completed)).toBe(false);
	gathering.round.add([occurrence('last')]);
	expect(gathering.round).not.toBe(round);
	expect(await isComplete(completed)).toBe(true);
});

test('a full round that is handed over leaves the next one open', async () => {
	const gathering = new Gathering(new SimulatedClock());
	const { round: full } = gathering;
	full.add(several(200));
	const { round: next } = gathering;
	next.add([occurrence('next')]);
	await gathering.complete(full);
	expect(gathering.round).toBe(next);
});

test.each([true, false])('all of a round learn whether n8n took it: %s', async (isTaken) => {
	const { round } = new Gathering(new SimulatedClock());
	const learned = Promise.all([round.isTaken.known, round.isTaken.known]);
	round.isTaken.tell(isTaken);
	expect(await learned).toEqual([isTaken, isTaken]);
});
