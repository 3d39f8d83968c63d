import { Collection } from './collection';
import { readExpression, type Condition } from './expression';
import type { GroupStore } from './groupStore';
import type { Ids } from './ids';
import type { SearchIndex } from './searchIndex';

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
	/** Milliseconds a write of a rule takes. */
	writeTime = 0;
	/** How many writes are going on. */
	writing = 0;

	constructor(ids: Ids, index: SearchIndex) {
		super(ids, '0pr', index);
	}

	active(): GroupRule[] {
		return this.list().filter(({ status }) => status === 'ACTIVE');
	}
}

const FOUNDED = Date.UTC(2019, 0, 7, 9);

/** Two rules a new org has, which nobody has activated yet. */
export function seedRules(rules: RuleStore, groups: GroupStore): void {
	for (const department of ['Engineering', 'Sales']) {
		const expression = `user.department == "${department}"`;
		const groupIds = groups.byName(department).map(({ id }) => id);
		if (groupIds.length === 0) continue;
		rules.add((id) => ({
			id,
			name: `Everybody in ${department}`,
			status: 'INACTIVE',
			created: FOUNDED,
			lastUpdated: FOUNDED,
			expression,
			condition: readExpression(expression),
			excluded: [],
			groupIds,
			added: new Map(),
		}));
	}
}
