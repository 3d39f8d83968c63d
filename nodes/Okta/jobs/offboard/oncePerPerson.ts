import { type IDataObject, UserError } from 'n8n-workflow';

import type { Call, OfEach, Output } from '../../table/operation';

/** Work on one person, which ends in a report. */
interface OnPerson {
	/** Whether it came to its end. */
	readonly isOver: boolean;
	report: () => IDataObject;
}

/**
 * Works on all people of a run, one piece of work of all of them after the other. Whoever is named
 * twice is worked on once, and each item puts out the report.
 *
 * @param idOf - by what people are told apart
 * @param begin - reads what an item wants
 * @param done - what became of people, for the error where nothing did
 */
export async function oncePerPerson<T extends OnPerson>(
	ofEach: OfEach,
	{ idOf, begin, done }: { idOf: (call: Call) => string; begin: (call: Call) => T; done: string },
	works: ReadonlyArray<(one: T) => Promise<void>>,
): Promise<ReadonlyMap<Call, Output[]>> {
	const people = new Map<string, T>();
	const own = new Map<Call, T>();
	await ofEach(async (call) => {
		const id = idOf(call);
		const one = begin(call);
		if (!people.has(id)) {
			people.set(id, one);
			own.set(call, one);
		}
		await Promise.resolve();
	});
	for (const work of works) {
		await ofEach(async (call) => {
			const one = own.get(call);
			if (one) await work(one);
		});
	}
	return await ofEach(async (call) => {
		const one = people.get(idOf(call));
		if (one?.isOver) return await Promise.resolve([{ json: one.report() }]);
		throw new UserError(`The user was not ${done}`, {
			description: 'An item before this one names the same user, and failed: see there.',
		});
	});
}
