import type { IDataObject } from 'n8n-workflow';
import { toOccurrences } from '../../../nodes/Okta/trigger/fold';
import { Memory } from '../../../nodes/Okta/trigger/memory';
import { isObject } from '../../../nodes/Okta/transport/json';
import { event } from './support';

/** What n8n does with static data between two calls: it becomes JSON. */
const saved = (staticData: IDataObject): IDataObject => {
	const parsed: unknown = JSON.parse(JSON.stringify(staticData));
	return isObject(parsed) ? parsed : {};
};

const registration = { id: 'who1', uri: 'https://n8n.example/x', events: ['a', 'b'], digest: 'd' };
const position = { next: 'https://acme.okta.com/next', since: '2026', filter: 'f', start: '' };
const occurrences = (...uuids: string[]) =>
	toOccurrences(
		uuids.map((uuid) => event(uuid)),
		true,
	);
const uuids = (list: ReturnType<typeof occurrences>) => list.map((one) => one.event.uuid);

let workflows = 0;
const workflow = () => `workflow ${++workflows}`;

describe('Memory', () => {
	it('comes back from static data as it was, in another process', () => {
		const staticData: IDataObject = {};
		const memory = new Memory(staticData, 'node', workflow());
		memory.confirm(memory.claim(occurrences('a'), 'me'));
		memory.save({ hook: { registration, changed: 5 }, log: { position, moves: 3 } });

		const restored = new Memory(saved(staticData), 'node', workflow());
		expect(restored.state.hook).toEqual({ registration, changed: 5 });
		expect(restored.state.log).toEqual({ position, moves: 3 });
		expect(uuids(restored.claim(occurrences('a', 'b'), 'me'))).toEqual(['b']);
	});

	it.each([
		undefined,
		null,
		'text',
		7,
		[],
		{ hook: 1, log: [], seen: {} },
		{ log: { moves: 'x' } },
	])('begins anew over static data of %j', (stored) => {
		const staticData: IDataObject = stored === undefined ? {} : { 'oktaTrigger:node': stored };
		const { state } = new Memory(staticData, 'node', workflow());
		expect(state.hook.registration).toBeUndefined();
		expect(state.log.position).toBeUndefined();
		expect(state.seen.count).toBe(0);
	});

	it('gives an event to the first who claims it, of all calls of a process', () => {
		const id = workflow();
		const delivery = new Memory({}, 'node', id);
		const reading = new Memory({}, 'node', id);
		expect(uuids(delivery.claim(occurrences('a', 'b'), 'me'))).toEqual(['a', 'b']);
		expect(uuids(reading.claim(occurrences('b', 'c'), 'me'))).toEqual(['c']);
	});

	it('keeps triggers and workflows apart', () => {
		const id = workflow();
		new Memory({}, 'node', id).claim(occurrences('a'), 'me');
		expect(new Memory({}, 'other node', id).claim(occurrences('a'), 'me')).toHaveLength(1);
		expect(new Memory({}, 'node', workflow()).claim(occurrences('a'), 'me')).toHaveLength(1);
	});

	it('gives an event again that could not be handed over', () => {
		const memory = new Memory({}, 'node', workflow());
		memory.release(memory.claim(occurrences('a'), 'me'));
		expect(memory.claim(occurrences('a'), 'me')).toHaveLength(1);
	});

	it('tells the executions of an event apart that n8n and the log both start after a crash', () => {
		const id = workflow();
		const memory = new Memory({}, 'node', id);
		const [theirs, ours] = [occurrences('a'), occurrences('a', 'b')];
		expect(uuids(memory.owned(theirs, 'of the process that died'))).toEqual(['a']);
		expect(uuids(memory.claim(ours, 'of the log'))).toEqual(['b']);
		expect(uuids(memory.owned(occurrences('a'), 'of the process that died'))).toEqual(['a']);
		expect(uuids(memory.owned(occurrences('b'), 'of the process that died'))).toEqual([]);
		expect(uuids(memory.owned(occurrences('b'), 'of the log'))).toEqual(['b']);
	});

	it('saves an event when it was handed over, not when it was claimed', () => {
		const staticData: IDataObject = {};
		const memory = new Memory(staticData, 'node', workflow());
		const claimed = memory.claim(occurrences('a'), 'me');
		memory.save();
		const early = new Memory(saved(staticData), 'node', workflow());
		expect(early.claim(occurrences('a'), 'me')).toHaveLength(1);

		memory.confirm(claimed);
		memory.save();
		const late = new Memory(saved(staticData), 'node', workflow());
		expect(late.claim(occurrences('a'), 'me')).toHaveLength(0);
	});

	it('does not let a call with old static data undo what others saved', () => {
		const id = workflow();
		const [old, newer]: IDataObject[] = [{}, {}];
		const reading = new Memory(old ?? {}, 'node', id);
		const delivery = new Memory(newer ?? {}, 'node', id);
		delivery.confirm(delivery.claim(occurrences('a'), 'me'));
		delivery.save({ hook: { registration, changed: 9 } });
		reading.confirm(reading.claim(occurrences('b'), 'me'));
		reading.save({ log: { position, moves: 1 } });

		const restored = new Memory(saved(old ?? {}), 'node', workflow());
		expect(restored.state.hook.registration).toEqual(registration);
		expect(restored.claim(occurrences('a', 'b'), 'me')).toEqual([]);
	});

	it('takes over what another process saved since', () => {
		const id = workflow();
		const here = new Memory({}, 'node', id);
		here.save({ hook: { registration, changed: 1 }, log: { position, moves: 1 } });
		const there: IDataObject = {};
		const elsewhere = new Memory(there, 'node', workflow());
		elsewhere.confirm(elsewhere.claim(occurrences('a'), 'me'));
		const further = { ...position, since: '2027' };
		elsewhere.save({ hook: { changed: 2 }, log: { position: further, moves: 2 } });

		const again = new Memory(saved(there), 'node', id);
		expect(again.state.hook.registration).toBeUndefined();
		expect(again.state.log.position).toEqual(further);
		expect(again.claim(occurrences('a'), 'me')).toEqual([]);
	});

	it('does not fall back to what is older', () => {
		const id = workflow();
		const staticData: IDataObject = {};
		const memory = new Memory(staticData, 'node', id);
		memory.save({ hook: { registration, changed: 1 }, log: { position, moves: 1 } });
		const old = saved(staticData);
		memory.save({
			hook: { changed: 2 },
			log: { position: { ...position, since: '2027' }, moves: 2 },
		});

		const { state } = new Memory(old, 'node', id);
		expect(state.hook.registration).toBeUndefined();
		expect(state.log.position?.since).toBe('2027');
	});

	it('saves at the end of an execution what is known by then, of all triggers of the workflow', () => {
		const id = workflow();
		const [execution, other]: IDataObject[] = [{}, {}];
		const memory = new Memory(execution ?? {}, 'node', id);
		const sibling = new Memory(other ?? {}, 'other node', id);
		memory.saveAtEnd();
		memory.confirm(memory.claim(occurrences('a'), 'me'));
		sibling.confirm(sibling.claim(occurrences('b'), 'me'));

		const end = saved(execution ?? {});
		expect(new Memory(end, 'node', workflow()).claim(occurrences('a'), 'me')).toEqual([]);
		expect(new Memory(end, 'other node', workflow()).claim(occurrences('b'), 'me')).toEqual([]);
	});

	it('keeps a test apart, and remembers nothing of it', () => {
		const id = workflow();
		const ofTest: IDataObject = {};
		new Memory(ofTest, 'node', undefined).save({ hook: { registration, changed: 1 } });
		expect(Memory.isOfTest(ofTest)).toBe(true);
		expect(Memory.isOfTest({ 'oktaTrigger:node': {} })).toBe(false);
		expect(new Memory({}, 'node', undefined).state.hook.registration).toBeUndefined();
		expect(new Memory(saved(ofTest), 'node', id).state.hook.registration).toBeUndefined();
		expect(new Memory(saved(ofTest), 'node', undefined).state.hook.registration).toEqual(
			registration,
		);
	});

	it('reads the log once at a time, and again after a failure', async () => {
		const memory = new Memory({}, 'node', workflow());
		let end = (): void => undefined;
		const long = new Promise<void>((resolve) => (end = resolve));
		const done: string[] = [];
		const first = memory.readingAlone(async () => {
			await long;
			done.push('first');
		});
		await memory.readingAlone(async () => void done.push('second'));
		end();
		await first;
		await expect(
			memory.readingAlone(async () => {
				throw new Error('no answer');
			}),
		).rejects.toThrow('no answer');
		await memory.readingAlone(async () => void done.push('third'));
		expect(done).toEqual(['first', 'third']);
	});
});
