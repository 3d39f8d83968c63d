import { Collection } from './collection';
import type { Condition } from './expression';
import type { Ids } from './ids';

export interface GroupRule {
	readonly id: string;
	name: string;
	status: 'ACTIVE' | 'INACTIVE' | 'INVALID';
	readonly created: number;
	lastUpdated: number;
	expression: string;
	condition: Condition;
	/** Ids of users the rule never touches. */
	excluded: string[];
	readonly groupIds: readonly string[];
	/** Positions of the users the rule added, by group id. */
	readonly added: Map<string, Set<number>>;
}

/** Rules that put users into groups by their attributes. */
export class RuleStore extends Collection<GroupRule> {
	constructor(ids: Ids) {
		super(ids, '0pr');
	}

	active(): GroupRule[] {
		return this.list().filter(({ status }) => status === 'ACTIVE');
	}
}
