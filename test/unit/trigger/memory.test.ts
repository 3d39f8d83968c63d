import type { IDataObject } from 'n8n-workflow';
import { type Occurrence, toOccurrences } from '../../../nodes/Okta/trigger/fold';
import type { Position } from '../../../nodes/Okta/trigger/logReader';
import { Memory } from '../../../nodes/Okta/trigger/memory/memory';
import { toStored } from '../../../nodes/Okta/trigger/memory/state';
import { isObject } from '../../../nodes/Okta/transport/json';
import { at, event, START } from './support';

const registration = { id: 'who1', uri: 'https://n8n.example/x', events: ['a', 'b'], digest: 'd' };
const FILTER = 'eventType eq "x"';
const place = (next: number): Position => ({
	next: `https://acme.okta.com/api/v1/logs?after=${next}`,
	since: at(next),
	filter: FILTER,
	start: '',
});
const occurrences = (...uuids: string[]) =>
	toOccurrences(
		uuids.map((uuid) => event(uuid)),
		true,
	);
const uuids = (list: ReturnType<typeof occurrences>) => list.map((one) => one.event.uuid);

let processes = 0;

/** n8n's database as far as static data goes, and a process of n8n that works on it. */
class World {
	/** A process that has never heard of the workflow knows it by another name. */
	#workflow = `workflow ${++processes}`;
	stored: IDataObject = {};

	/** A call of the node: with the static data as it is in the database now. */
	call(node = 'node'): { memory: Memory; staticData: IDataObject; save: () => void } {
		const staticData = copy(this.stored);
		const memory = new Memory(staticData, node, this.#workflow);
		return { memory, staticData, save: () => (this.stored = copy(staticData)) };
	}

	/** Of the secrets by which a delivery proves itself, and how often the marks were read for them. */
	digests(): { digests: readonly string[]; readings: number } {
		const staticData = copy(this.stored);
		let readings = 0;
		for (const stored of Object.values(staticData).filter(isObject)) {
			const { marks } = stored;
			Object.defineProperty(stored, 'marks', { get: () => (readings++, marks) });
		}
		return { digests: Memory.digestsIn(staticData, 'node', this.#workflow), readings };
	}

	get memory(): Memory {
		return this.call().memory;
	}

	/** Hands events over, as a delivery does, and returns those that nobody had before. */
	deliver(owner: string, ...ids: string[]): string[] {
		return uuids(this.memory.claim(occurrences(...ids), owner));
	}

	/** Reads a page of the log and hands over what is new in it; n8n saves if there is something. */
	read(owner: string, to: number, ...ids: string[]): string[] {
		const { memory, save } = this.call();
		memory.readFrom(FILTER, '', START);
		const taken = memory.claim(occurrences(...ids), owner);
		memory.pageRead(place(to), occurrences(...ids));
		memory.save();
		if (taken.length > 0) save();
		return uuids(taken);
	}

	/** Starts an execution; the result ends it. */
	execute(owner: string, ...ids: string[]): () => void {
		const { memory, save } = this.call();
		memory.start(occurrences(...ids), owner);
		memory.saveAtEnd(occurrences(...ids));
		return save;
	}

	crash(): void {
		this.#workflow = `workflow ${++processes}`;
	}

	/** Where the log would be read from now. */
	get place(): number {
		return (Date.parse(this.memory.readFrom(FILTER, '', START).since) - START) / 60_000;
	}
}

const copy = (staticData: IDataObject): IDataObject => {
	const parsed: unknown = JSON.parse(JSON.stringify(staticData));
	return isObject(parsed) ? parsed : {};
};

/** So many occurrences, as many minutes after the start. */
const many = (first: number, count: number, minutes = 0): Occurrence[] => {
	const published = at(minutes);
	return Array.from({ length: count }, (_, index) => {
		const uuid = `event ${first + index}`;
		return { keys: [uuid], event: { uuid, published, eventType: 'x' }, folded: [] };
	});
};

/** What n8n would have in its database after the next save. */
function stored(memory: Memory): IDataObject {
	return { writer: 'somebody', ...toStored(memory.state) };
}

/** Has n8n save. */
function save({ memory, staticData }: { memory: Memory; staticData: IDataObject }): void {
	memory.save();
	JSON.stringify(staticData);
}

let world: World;
beforeEach(() => (world = new World()));
afterEach(() => jest.restoreAllMocks());

describe('what is saved', () => {
	it('comes back in another process as it was', () => {
		const { memory, save } = world.call();
		memory.end(occurrences('a'));
		memory.readFrom(FILTER, '', START);
		memory.pageRead(place(3), []);
		memory.save({ hook: { registration, changed: 5 } });
		save();
		world.crash();

		expect(world.memory.state.hook).toEqual({ registration, changed: 5 });
		expect(world.memory.state.log.position).toEqual(place(3));
		expect(world.deliver('me', 'a', 'b')).toEqual(['b']);
	});

	it.each([
		null,
		'text',
		7,
		[],
		{ hook: 1, log: [], marks: 'x', markedFrom: {} },
		{ marks: { done: 7, passed: null } },
		{ log: { moves: 'x' } },
	])('is nothing when it was %j', (stored) => {
		world.stored = { 'oktaTrigger:node': stored };
		const { state } = world.memory;
		expect(state.hook.registration).toBeUndefined();
		expect(state.log.position).toBeUndefined();
		expect([state.marks.count, state.markedFrom]).toEqual([0, 0]);
	});

	it('is not undone by a call that began earlier', () => {
		const early = world.call();
		const late = world.call();
		late.memory.end(occurrences('a'));
		late.memory.save({ hook: { registration, changed: 9 } });
		late.save();
		early.memory.end(occurrences('b'));
		early.memory.save();
		early.save();
		world.crash();

		expect(world.memory.state.hook.registration).toEqual(registration);
		expect(world.deliver('me', 'a', 'b')).toEqual([]);
	});

	it('is what is known when n8n writes it, and not when it was asked to', () => {
		const { memory, save: write } = world.call();
		memory.save();
		memory.end(occurrences('a'));
		write();
		world.crash();
		expect(world.deliver('me', 'a')).toEqual([]);
	});

	it('is taken over from another process that saved since', () => {
		const here = world.call();
		here.memory.save({ hook: { registration, changed: 1 } });
		here.save();
		const other = new World();
		other.stored = world.stored;
		const there = other.call();
		there.memory.end(occurrences('a'));
		there.memory.save({ hook: { changed: 2 } });
		there.save();
		world.stored = other.stored;

		expect(world.memory.state.hook.registration).toBeUndefined();
		expect(world.deliver('me', 'a')).toEqual([]);
	});

	it('is kept apart from that of a test, of which nothing is remembered', () => {
		const ofTest: IDataObject = {};
		new Memory(ofTest, 'node', undefined).save({ hook: { registration, changed: 1 } });
		expect(ofTest).toEqual(copy(ofTest));
		expect(Memory.isOfTest(ofTest)).toBe(true);
		expect(Memory.isOfTest({ 'oktaTrigger:node': {} })).toBe(false);
		expect(new Memory({}, 'node', undefined).state.hook.registration).toBeUndefined();
		expect(new Memory(copy(ofTest), 'node', undefined).state.hook.registration).toEqual(
			registration,
		);
		world.stored = copy(ofTest);
		expect(world.memory.state.hook.registration).toBeUndefined();
	});
});

describe('an event', () => {
	it('goes to the first who claims it, of all calls of a process', () => {
		expect(world.deliver('hook', 'a', 'b')).toEqual(['a', 'b']);
		expect(world.read('log', 1, 'b', 'c')).toEqual(['c']);
		expect(world.deliver('hook again', 'c')).toEqual([]);
	});

	it('goes to each trigger and each workflow', () => {
		world.deliver('me', 'a');
		expect(world.call('other node').memory.claim(occurrences('a'), 'me')).toHaveLength(1);
		expect(new World().deliver('me', 'a')).toEqual(['a']);
	});

	it('is known when its execution has ended, also after a crash', () => {
		world.deliver('hook', 'a');
		world.execute('hook', 'a')();
		world.crash();
		expect(world.deliver('hook', 'a')).toEqual([]);
	});

	it('comes again when its execution was cut off by a crash, whoever saved meanwhile', () => {
		world.deliver('hook', 'a', 'b');
		world.execute('hook', 'a');
		world.execute('hook', 'b')();
		world.crash();
		expect(world.deliver('hook', 'a', 'b')).toEqual(['a']);
	});

	it('is saved by an execution that lasted longer together with what ended before', () => {
		world.deliver('hook', 'a', 'b');
		const end = world.execute('hook', 'a');
		world.execute('hook', 'b')();
		end();
		world.crash();
		expect(world.deliver('hook', 'a', 'b')).toEqual([]);
	});

	it('is saved by the execution of another trigger of the workflow, too', () => {
		const other = world.call('other node').memory;
		world.deliver('hook', 'a');
		const end = world.execute('hook', 'a');
		other.end(occurrences('b'));
		end();
		world.crash();
		expect(world.call('other node').memory.claim(occurrences('b'), 'me')).toEqual([]);
	});

	it('is given once to the executions that n8n and the log both start after a crash', () => {
		world.deliver('hook', 'a', 'b');
		world.crash();
		expect(uuids(world.memory.start(occurrences('a'), 'hook'))).toEqual(['a']);
		expect(world.read('log', 1, 'a', 'b')).toEqual(['b']);
		expect(uuids(world.memory.start(occurrences('b'), 'hook'))).toEqual([]);
		expect(uuids(world.memory.start(occurrences('b'), 'log'))).toEqual(['b']);
	});

	it('is given again when it could not be handed over', () => {
		const claimed = world.memory.claim(occurrences('a'), 'hook');
		world.read('log', 1, 'a');
		world.memory.release(claimed);
		expect(world.place).toBe(0);
		expect(world.deliver('retry', 'a')).toEqual(['a']);
	});
});

describe('the position in the log', () => {
	it('moves at once past what is not wanted', () => {
		world.read('log', 1);
		world.read('log', 2);
		expect(world.memory.state.log.position).toEqual(place(2));
	});

	it('moves past events when their executions have ended, in the order of the log', () => {
		world.read('first', 1, 'a');
		world.read('second', 2, 'b');
		const [endFirst, endSecond] = [world.execute('first', 'a'), world.execute('second', 'b')];
		endSecond();
		expect(world.memory.state.log.position?.since).toBe(at(0));
		endFirst();
		expect(world.memory.state.log.position).toEqual(place(2));
	});

	it('waits for what a hook brought first', () => {
		world.deliver('hook', 'a');
		const end = world.execute('hook', 'a');
		world.read('log', 1, 'a');
		expect(world.memory.state.log.position?.since).toBe(at(0));
		end();
		expect(world.memory.state.log.position).toEqual(place(1));
	});

	it('reading goes on ahead of it', () => {
		world.read('log', 1, 'a');
		expect(world.place).toBe(1);
	});

	it('after a crash is before what was at work, and brings it again', () => {
		world.read('log', 1, 'a', 'b');
		world.execute('log', 'a', 'b');
		world.crash();
		expect(world.place).toBe(0);
		expect(world.read('log', 1, 'a', 'b')).toEqual(['a', 'b']);
	});

	it('gives up what n8n has died over twice', () => {
		for (const time of [1, 2]) {
			expect([time, ...world.read('log', 1, 'a')]).toEqual([time, 'a']);
			world.execute('log', 'a');
			world.crash();
		}
		expect(world.read('log', 1, 'a')).toEqual([]);
		expect(world.memory.state.log.position).toEqual(place(1));
	});

	it('gives up nothing else, though it was read after the first death', () => {
		world.read('log', 1, 'a');
		world.execute('log', 'a');
		world.crash();
		expect(world.read('log', 1, 'a', 'b')).toEqual(['a', 'b']);
		expect(world.read('log', 2, 'c')).toEqual(['c']);
		world.crash();
		expect(world.read('log', 2, 'a', 'b', 'c')).toEqual(['b', 'c']);
	});

	it('does not take it for a death that something could not be handed over', () => {
		for (const time of [1, 2, 3]) {
			const taken = world.memory.claim(occurrences('a'), 'hook');
			expect([time, ...uuids(taken)]).toEqual([time, 'a']);
			world.read('log', 1, 'a');
			world.memory.release(taken);
		}
		world.read('log', 1, 'a');
		world.crash();
		expect(world.read('log', 1, 'a')).toEqual(['a']);
	});

	it('stays before what could not be handed over, though reading was under way', () => {
		const { memory } = world.call();
		memory.readFrom(FILTER, '', START);
		const taken = memory.claim(occurrences('a'), 'hook');
		memory.pageRead(place(1), occurrences('a'));
		memory.release(taken);
		memory.pageRead(place(2), []);
		expect(world.place).toBe(0);
	});

	it('counts anew when all was well in between', () => {
		world.read('log', 1, 'a');
		world.crash();
		world.read('log', 1, 'a');
		world.execute('log', 'a')();
		world.read('log', 2, 'b');
		world.crash();
		expect(world.read('log', 2, 'b')).toEqual(['b']);
		world.crash();
		expect(world.read('log', 2, 'b')).toEqual([]);
	});

	it('does not wait longer than two minutes for what starts elsewhere', () => {
		world.read('log', 1, 'a');
		world.memory.readFrom(FILTER, '', Date.now() + 121_000);
		world.memory.pageRead(place(2), []);
		expect(world.memory.state.log.position).toEqual(place(2));
	});

	it('waits for what has started here, however long that takes', () => {
		world.read('log', 1, 'a');
		world.execute('log', 'a');
		world.memory.readFrom(FILTER, '', Date.now() + 3_600_000);
		world.memory.pageRead(place(2), []);
		expect(world.memory.state.log.position?.since).toBe(at(0));
	});

	it('waits for a slow execution, however often the log is read meanwhile', () => {
		world.read('log', 1, 'a');
		world.execute('log', 'a');
		for (let reading = 2; reading <= 200; reading++) world.read('log', reading);
		world.crash();
		expect(world.place).toBe(0);
	});

	it('leaves a slow execution behind when 100,000 events were worked on since', () => {
		const call = world.call();
		const { memory } = call;
		memory.readFrom(FILTER, '', START);
		for (const [page, uuid] of ['slow', 'slow, too'].entries()) {
			memory.claim(occurrences(uuid), 'log');
			memory.pageRead(place(page + 1), occurrences(uuid));
		}
		for (let minute = 1; minute <= 100; minute++) memory.end(many(minute * 1_000, 1_000, minute));
		expect(memory.state.log.position?.next).toBeUndefined();
		save(call);
		expect(memory.state.log.position).toEqual(place(1));
		expect(memory.state.marks.count).toBeLessThanOrEqual(100_000);
	});

	it('does not hand over again what a hook brought between two readings, 20,000 events of it', () => {
		const { memory } = world;
		memory.readFrom(FILTER, '', START);
		const all = many(0, 20_000);
		memory.claimDelivered(all, 'hook');
		memory.end(all);
		world.crash();
		world.stored = copy({ 'oktaTrigger:node': stored(memory) });
		expect(world.memory.claim(all, 'log')).toEqual([]);
	});

	it('hands over again only what was slow, of twelve parts of the log', () => {
		const { memory } = world;
		memory.readFrom(FILTER, '', START);
		const pages = Array.from({ length: 12 }, (_, page) => many(page * 1_000, 1_000));
		for (const [page, occurred] of pages.entries()) {
			memory.claim(occurred, `log ${page}`);
			memory.pageRead(place(page + 1), occurred);
		}
		for (const occurred of pages.slice(1)) memory.end(occurred);
		world.stored = copy({ 'oktaTrigger:node': stored(memory) });
		world.crash();
		expect(world.place).toBe(0);
		const again = pages.map((occurred) => world.memory.claim(occurred, 'again').length);
		expect(again).toEqual([1_000, ...Array.from({ length: 11 }, () => 0)]);
	});

	it('frees what it has passed, except for what Okta may tell again when asked by time', () => {
		world.read('log', 1, 'a');
		world.execute('log', 'a')();
		expect(world.memory.state.marks.countOf('passed')).toBe(1);
		for (const minutes of [20, 40]) world.read('log', minutes);
		save(world.call());
		expect(world.memory.state.marks.count).toBe(0);
	});

	it('starts again by time when another filter is wanted', () => {
		world.read('log', 5);
		const position = world.memory.readFrom('eventType eq "y"', '', START);
		expect(position).toEqual({ since: at(5), filter: 'eventType eq "y"', start: '' });
	});
});

describe('a replay', () => {
	const replayed = (...ids: string[]) =>
		uuids(world.memory.claimDelivered(occurrences(...ids), 'replay'));

	it.each([
		['that was worked on', 0],
		['that was worked on, and that the log has left far behind', 5_000],
	])('of an event %s starts nothing, with the log', (_, minutes) => {
		world.read('log', 1, 'a');
		world.execute('log', 'a')();
		world.read('log', minutes + 1);
		save(world.call());
		expect(replayed('a')).toEqual([]);
	});

	it('of what lies before the position of the log starts nothing, known or not', () => {
		jest.spyOn(Date, 'now').mockReturnValue(START + 3_600_000);
		world.read('log', 60);
		save(world.call());
		expect(replayed('never seen')).toEqual([]);
		expect(world.read('log', 61, 'written down late')).toEqual(['written down late']);
	});

	it('starts nothing for a day or 100,000 events, and nothing after that, with a hook alone', () => {
		const call = world.call();
		const { memory } = call;
		jest.spyOn(Date, 'now').mockReturnValue(START + 30 * 3_600_000);
		const old = occurrences('a');
		const late = toOccurrences([event('late', { published: at(23 * 60) })], true);
		const next = toOccurrences([event('next', { published: at(25 * 60) })], true);
		for (const one of [old, late, next]) {
			expect(uuids(memory.claimDelivered(one, 'hook'))).toEqual(uuids(one));
			memory.end(one);
			save(call);
		}
		expect(memory.state.marks.count).toBe(2);
		for (const one of [old, late, next, occurrences('as old')]) {
			expect(memory.claimDelivered(one, 'replay')).toEqual([]);
		}
	});

	it('starts nothing when more than 100,000 events have come since', () => {
		const call = world.call();
		const { memory } = call;
		jest.spyOn(Date, 'now').mockReturnValue(START + 3_600_000);
		for (let minute = 0; minute < 21; minute++) {
			memory.end(many(minute * 5_000, 5_000, minute));
			save(call);
		}
		expect(memory.state.marks.count).toBe(100_000);
		expect(memory.claimDelivered(many(0, 500, 0), 'replay')).toEqual([]);
		expect(memory.claimDelivered(many(5_000, 500, 1), 'replay')).toEqual([]);
		expect(memory.claimDelivered(many(200_000, 1, 2), 'hook')).toHaveLength(1);
	});

	it('is not what an event of the future makes of all others', () => {
		const call = world.call();
		const { memory } = call;
		jest.spyOn(Date, 'now').mockReturnValue(START);
		const future = toOccurrences([event('x', { published: at(10 ** 6) })], true);
		memory.claimDelivered(future, 'hook');
		memory.end(future);
		save(call);
		expect(replayed('a')).toEqual(['a']);
	});
});

describe('the log', () => {
	it('begins anew where a hook was alone in between', () => {
		world.read('log', 1);
		world.memory.leaveLog();
		expect(world.memory.state.log.position).toBeUndefined();
		expect(world.memory.readFrom(FILTER, '', START + 60_000_000).since).toBe(at(1_000));
	});
});

describe('the secret of a hook that is being made', () => {
	const digests = () => {
		const { digests: known, readings } = world.digests();
		expect(readings).toBe(0);
		return [...known];
	};

	it('is known without reading what is marked', () => {
		const { memory, save } = world.call();
		memory.save({ hook: { registration, changed: 1 } });
		save();
		expect(world.stored).toMatchObject({ 'oktaTrigger:node': { marks: {} } });
		expect(world.digests()).toEqual({ digests: ['d'], readings: 0 });
	});

	it('is let in beside the one before, until it is known whether Okta took it', async () => {
		world.memory.save({ hook: { registration, changed: 1 } });
		await world.memory.registering('new', async () => {
			expect(digests()).toEqual(['d', 'new']);
			world.memory.save({ hook: { registration: { ...registration, digest: 'new' }, changed: 2 } });
		});
		expect(digests()).toEqual(['new']);
		const failed = world.memory.registering('newer', async () => {
			throw new Error('no answer');
		});
		expect(digests()).toEqual(['new', 'newer']);
		await expect(failed).rejects.toThrow('no answer');
		expect(digests()).toEqual(['new']);
	});
});

test('the client ID of a credential is read once a minute, and again after a failure', async () => {
	const { memory } = world;
	let reads = 0;
	const read = async () => `client ${++reads}`;
	const ids = [];
	for (const [credential, seconds] of [
		['a', 0],
		['a', 59],
		['a', 60],
		['b', 61],
	] as const) {
		ids.push(await memory.clientId(credential, read, START + seconds * 1_000));
	}
	expect(ids).toEqual(['client 1', 'client 1', 'client 2', 'client 3']);
	const failing = async () => {
		throw new Error('no credential');
	};
	await expect(memory.clientId('c', failing, START)).rejects.toThrow('no credential');
	expect(await memory.clientId('c', read, START)).toBe('client 4');
});

test('the hook is looked at once an hour, and not at the start', () => {
	const due = [0, 30, 59, 61, 70, 119].map((minutes) =>
		world.memory.isCheckDue(START + minutes * 60_000),
	);
	expect(due).toEqual([false, false, true, false, false, true]);
});

describe('reading', () => {
	it('is done once at a time, and again after a failure', async () => {
		const { memory } = world;
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
