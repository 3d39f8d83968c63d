import type { IDataObject } from 'n8n-workflow';

import { changeRule } from '../../objects/rules';
import { findObject, sendForObject } from '../../transport/answers';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { toRule } from './ofRun';

/**
 * Takes users back out of the exceptions of group rules. Okta changes a rule only while it is switched
 * off, so each rule is written once a run, for all users of it.
 */
export class Exceptions {
	readonly #read = new Map<string, Promise<IDataObject | undefined>>();
	readonly #wanted = new Map<string, Set<string>>();
	readonly #lifting = new Map<string, Promise<void>>();

	/**
	 * Whether a rule leaves a user out. Okta's list of rules learns late of that, so each rule is read by
	 * itself, once a run, before any is written.
	 */
	async has(okta: Okta, ruleId: string, userId: string): Promise<boolean> {
		const path = pathOf(ruleId);
		const reading = this.#read.get(ruleId) ?? findObject(okta, path);
		this.#read.set(ruleId, reading);
		// The next one asks again.
		reading.catch(() => this.#read.delete(ruleId));
		const rule = await reading;
		return rule !== undefined && toRule(rule).excluded.includes(userId);
	}

	/** Says that a rule is to leave a user out no more. Nobody says so once the first one is lifted. */
	want(ruleId: string, userId: string): void {
		this.#wanted.set(ruleId, new Set([...(this.#wanted.get(ruleId) ?? []), userId]));
	}

	/** @throws what changing the rule throws, to everybody who wanted it */
	async lift(okta: Okta, ruleId: string): Promise<void> {
		const lifting = this.#lifting.get(ruleId) ?? this.#write(okta, ruleId);
		this.#lifting.set(ruleId, lifting);
		await lifting;
	}

	async #write(okta: Okta, ruleId: string): Promise<void> {
		const users = this.#wanted.get(ruleId) ?? new Set();
		const path = pathOf(ruleId);
		const rule = await sendForObject(okta, { method: 'GET', path });
		const exclude = toRule(rule).excluded.filter((id) => !users.has(id));
		await changeRule(okta, rule, path, { conditions: { people: { users: { exclude } } } });
	}
}

/** Whether a rule leaves a user out, read anew. */
export async function isException(okta: Okta, ruleId: string, userId: string): Promise<boolean> {
	const rule = await sendForObject(okta, { method: 'GET', path: pathOf(ruleId) });
	return toRule(rule).excluded.includes(userId);
}

const pathOf = (ruleId: string): string =>
	fillPath('/api/v1/groups/rules/{groupRuleId}', () => ruleId);
