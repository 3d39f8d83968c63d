import { hash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';

/** What has to happen before a flow starts: so many events with the same somebody, within so many minutes. */
export interface Rule {
	times: number;
	minutes: number;
	/** What is counted, in so many words; what was counted of something else is forgotten. */
	of: string;
}

/** The events that made up the number. */
export interface Count {
	times: number;
	/** When the first and the last of them happened. Epoch milliseconds. */
	from: number;
	to: number;
}

/** Of how many events it is remembered that they count, which takes 0.4 MB. */
const most = 20_000;

/** Characters of a digest that stands for whoever is counted: 60 bits. */
const size = 10;

const digestOf = (written: string): string => hash('sha256', written, 'base64url').slice(0, size);

/**
 * Counts events by the time they happened, in whatever order they come. Those that made up the number are
 * not counted again.
 */
export class Tally {
	/** Grows with each change: of two tallies the one that went on is right. */
	version = 0;
	#of = '';
	/** For each somebody when something happened, the earliest first. */
	readonly #times = new Map<string, number[]>();
	#size = 0;
	/** By the digest of the event that made it up; it is handed over again if it comes again. */
	readonly #reached = new Map<string, Count>();

	/**
	 * Counts an event.
	 *
	 * @param key - what the event is known by
	 * @param who - with whom it is counted
	 * @param at - epoch milliseconds
	 * @returns the count, if it makes up the number
	 */
	add(key: string, who: string, at: number, rule: Rule): Count | undefined {
		this.#startOver(rule);
		const event = digestOf(key);
		const before = this.#reached.get(event);
		if (before) return before;
		this.version++;
		const name = digestOf(who);
		const times = this.#times.get(name) ?? [];
		const place = times.findLastIndex((time) => time <= at) + 1;
		times.splice(place, 0, at);
		this.#times.set(name, times);
		this.#size++;
		const first = startOf(times, place, rule);
		if (first === undefined) {
			this.#shrink();
			return undefined;
		}
		const counted = times.splice(first, rule.times);
		this.#size -= counted.length;
		if (times.length === 0) this.#times.delete(name);
		const count = { times: rule.times, from: counted[0] ?? at, to: counted.at(-1) ?? at };
		this.#reached.set(event, count);
		return count;
	}

	/** Forgets what happened so long ago that nothing can come with which it counts. Epoch milliseconds. */
	dropBefore(time: number): void {
		for (const [name, times] of this.#times) this.#keep(name, times, time);
		for (const [event, { to }] of this.#reached) if (to < time) this.#reached.delete(event);
	}

	toStored(): IDataObject {
		const list = (times: readonly number[]) => times.map((time) => time.toString(36)).join();
		return {
			version: this.version,
			of: this.#of,
			times: Object.fromEntries([...this.#times].map(([name, times]) => [name, list(times)])),
			reached: Object.fromEntries(
				[...this.#reached].map(([event, { times, from, to }]) => [event, list([times, from, to])]),
			),
		};
	}

	/** Takes over what was stored, if it went on from where this one is; what can't be read is left out. */
	take(stored: unknown): void {
		const { version, of, times, reached } = isObject(stored) ? stored : {};
		if (typeof version !== 'number' || version <= this.version) return;
		this.version = version;
		this.#of = text(of);
		this.#times.clear();
		this.#reached.clear();
		this.#size = 0;
		for (const [name, list] of Object.entries(isObject(times) ? times : {})) {
			const known = numbersIn(list).toSorted((a, b) => a - b);
			this.#size += known.length;
			if (known.length > 0) this.#times.set(name, known);
		}
		for (const [event, list] of Object.entries(isObject(reached) ? reached : {})) {
			const [count, from, to] = numbersIn(list);
			if (count !== undefined && from !== undefined && to !== undefined) {
				this.#reached.set(event, { times: count, from, to });
			}
		}
	}

	#startOver(rule: Rule): void {
		const of = digestOf(`${rule.times} ${rule.minutes} ${rule.of}`);
		if (this.#of === of) return;
		this.#of = of;
		this.version++;
		this.#times.clear();
		this.#reached.clear();
		this.#size = 0;
	}

	/** With one of the oldest go all that are as old. */
	#shrink(): void {
		if (this.#size > most) {
			const all = [...this.#times.values()].flat().sort((a, b) => a - b);
			const kept = all[all.length - Math.floor(most * 0.9)] ?? 0;
			for (const [name, times] of this.#times) this.#keep(name, times, kept);
		}
		for (const event of this.#reached.keys()) {
			if (this.#reached.size <= most / 10) break;
			this.#reached.delete(event);
		}
	}

	#keep(name: string, times: readonly number[], from: number): void {
		const kept = times.filter((time) => time >= from);
		if (kept.length === times.length) return;
		this.#size -= times.length - kept.length;
		this.version++;
		if (kept.length === 0) this.#times.delete(name);
		else this.#times.set(name, kept);
	}
}

/** Where as many as are asked for begin, near enough to each other, of which the new one is one. */
function startOf(
	times: readonly number[],
	place: number,
	{ times: wanted, minutes }: Rule,
): number | undefined {
	for (let first = Math.max(0, place - wanted + 1); first <= place; first++) {
		const [from, to] = [times[first], times[first + wanted - 1]];
		if (from === undefined || to === undefined) continue;
		if (to - from <= minutes * 60_000) return first;
	}
	return undefined;
}

function numbersIn(list: unknown): number[] {
	return text(list)
		.split(',')
		.map((number) => parseInt(number, 36))
		.filter((number) => !Number.isNaN(number));
}
