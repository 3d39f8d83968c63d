import type { IDataObject } from 'n8n-workflow';

import type { OktaScope } from '../../../../credentials/oauth/scopes';
import { text } from '../../transport/json';
import type { Okta, OktaRequest } from '../../transport/types';
import { Journal, type Step } from './journal';
import type { OfRun } from './ofRun';
import { nameOfUser, Person } from './person';

/** Okta says that it took something away, and its list still has it. */
export const STILL_THERE =
	'Okta said that it did it, and still shows it. Run it again in a minute.';

/** Okta says that it gave something, and doesn't show it. */
export const NOT_SHOWN =
	'Okta said that it did it, and does not show it yet. Run it again in a minute.';

/** A change whose effect can be looked at. */
interface Made {
	entry: Step;
	id: string;
}

interface Details extends NonNullable<Parameters<Journal['change']>[3]> {
	/** By which it is looked for in the end. */
	id?: string;
	/** In place of the request alone. */
	work?: () => Promise<unknown>;
}

/** What is done about one person: written down step by step, and looked at in the end. */
export class Work {
	person: Person;
	journal: Journal;
	/** As last read. */
	user: IDataObject = {};
	readonly #made: Record<string, Made[]> = {};

	constructor(
		readonly okta: Okta,
		userId: string,
		readonly run: OfRun,
	) {
		this.person = new Person(okta, userId, run);
		this.journal = new Journal(okta, userId);
	}

	get userId(): string {
		return this.person.id;
	}

	get path(): string {
		return this.person.path;
	}

	/** From now on the steps name the user as people do. */
	begin(user: IDataObject): void {
		this.user = user;
		this.journal = new Journal(this.okta, nameOfUser(user));
	}

	/** From now on it is about another account of the same person. */
	become(user: IDataObject): void {
		this.user = user;
		this.person = new Person(this.okta, text(user['id']), this.run);
		this.journal.whom = nameOfUser(user);
	}

	/**
	 * Refuses the steps that are bound to be refused, without a request.
	 *
	 * @param ticked - loses them
	 */
	async dropWhatLacksAScope(
		steps: ReadonlyArray<{ value: string; scope?: OktaScope }>,
		ticked: Set<string>,
	): Promise<void> {
		const held = this.okta.signIn.token()?.scopes;
		if (!held) return;
		for (const { value, scope } of steps) {
			if (!scope || !ticked.has(value)) continue;
			if (held.includes(scope) || held.includes(scope.replace(/\.read$/, '.manage'))) continue;
			ticked.delete(value);
			const why = `The token lacks the scope ${scope}. Grant it to the service app, and select it in the credential.`;
			await this.journal.add(value, 'refused', why);
		}
	}

	lifecycle(verb: string): OktaRequest {
		const path = `${this.path}/lifecycle/${verb}`;
		return { method: 'POST', path, answer: 'objectOrNothing' };
	}

	delete(what: string): OktaRequest {
		return { method: 'DELETE', path: `${this.path}/${what}` };
	}

	/** @returns whether it is so now, by Okta's word */
	async change(
		step: string,
		what: string,
		request: OktaRequest,
		{ id = '', why, unlessSo, work, unless }: Details = {},
	): Promise<boolean> {
		const send = work ?? (async () => await this.okta.send(request));
		const entry = await this.journal.change(step, what || nameOfUser(this.user), send, {
			why,
			unlessSo,
			unless,
		});
		if (entry?.outcome === 'done') (this.#made[step] ??= []).push({ entry, id });
		return entry?.outcome === 'done' || entry?.outcome === 'nothing to do';
	}

	/** What Okta said that it did of a step, whatever was seen of it afterwards. */
	madeOf(step: string): readonly Step[] {
		return (this.#made[step] ?? []).map(({ entry }) => entry);
	}

	/**
	 * Looks at Okta again for each step of which it said that it did something. What two steps share is
	 * read once.
	 *
	 * @param wrong - reads the IDs of what is not as it was to be, by step
	 * @param said - of what isn't
	 */
	async lookAgain(
		wrong: Readonly<Record<string, () => Promise<readonly string[]>>>,
		said = NOT_SHOWN,
	): Promise<void> {
		const seen = new Map<() => Promise<readonly string[]>, Promise<readonly string[]>>();
		for (const [step, made] of Object.entries(this.#made)) {
			const read = wrong[step];
			if (!read || made.length === 0) continue;
			const reading = seen.get(read) ?? read();
			seen.set(read, reading);
			const still = await this.journal.read(step, async () => await reading);
			for (const { entry, id } of made) {
				if (still && !still.includes(id)) continue;
				entry.outcome = 'unknown';
				entry.why = still ? said : 'Okta said that it did it, and it could not be read.';
			}
		}
	}
}
