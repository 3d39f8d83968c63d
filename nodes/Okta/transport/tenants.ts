import { UserError } from 'n8n-workflow';

import type { OktaOfRun } from './types';

/** What the credential comes to for an item: an org, or what is wrong with it. */
export type Tenant = { okta: OktaOfRun } | { wrong: { message: string; description?: string } };

/** The orgs of a run: one for each distinct credential that its items come to. */
export class Tenants {
	/** @param tenants - one for each item, the same one for equal credentials; a single one is for all */
	constructor(private readonly tenants: readonly [Tenant, ...Tenant[]]) {}

	/** How many there are, not counting credentials that can't be used. */
	get size(): number {
		return [...new Set(this.tenants)].filter((tenant) => 'okta' in tenant).length;
	}

	/** @throws UserError that names the item, when its credential can't be used */
	of(item: number): OktaOfRun {
		const tenant = this.#at(item);
		if ('okta' in tenant) return tenant.okta;
		const { message, description } = tenant.wrong;
		throw new UserError(`The credential is wrong for item ${String(item)}: ${message}`, {
			description: [
				description,
				"Nothing was sent for this item. The credential's expressions are evaluated for each item, counted from 0.",
			]
				.filter(Boolean)
				.join(' '),
		});
	}

	/** The same for work that comes from some of the items, in the order of the work. */
	ofWork(items: readonly number[]): Tenants {
		const [first = 0, ...others] = items;
		return new Tenants([this.#at(first), ...others.map((item) => this.#at(item))]);
	}

	/** The first item whose credential can't be used. */
	firstWrong(items: readonly number[]): number | undefined {
		return items.find((item) => 'wrong' in this.#at(item));
	}

	/** The items by the credential they share, in their order. */
	lots(items: Iterable<number>): number[][] {
		const lots = new Map<Tenant, number[]>();
		for (const item of items) {
			const lot = lots.get(this.#at(item));
			if (lot) lot.push(item);
			else lots.set(this.#at(item), [item]);
		}
		return [...lots.values()];
	}

	#at(item: number): Tenant {
		return this.tenants[item] ?? this.tenants[0];
	}
}
