import { narrowableRoleId } from '../ids';
import type { Ids } from './ids';

/** A custom role, and the resource set that it is assigned over. */
export interface CustomAssignment {
	role: string;
	resourceSet: string;
}

export interface RoleAssignment {
	readonly id: string;
	/** `SUPER_ADMIN` … or `CUSTOM`. */
	readonly type: string;
	readonly created: number;
	readonly custom?: CustomAssignment;
	/** IDs of what it is limited to, groups and app instances; everything where it has none. */
	readonly targets: { groups: Set<string>; apps: Set<string> };
}

/** Admin roles of users and groups, by the id of whoever has them. */
export class RoleStore {
	readonly #ids: Ids;
	readonly #roles = new Map<string, RoleAssignment[]>();
	#next = 0;

	constructor(ids: Ids) {
		this.#ids = ids;
	}

	of(assigneeId: string): readonly RoleAssignment[] {
		return this.#roles.get(assigneeId) ?? [];
	}

	assignees(): string[] {
		return [...this.#roles.keys()];
	}

	add(
		assigneeId: string,
		type: string,
		created: number,
		custom?: RoleAssignment['custom'],
	): RoleAssignment {
		const kind = custom ? 'irb' : assigneeId.startsWith('00g') ? 'gra' : 'ra1';
		const id = narrowableRoleId(type) ?? this.#ids.of(kind, this.#next++);
		const role: RoleAssignment = {
			id,
			type,
			created,
			custom,
			targets: { groups: new Set(), apps: new Set() },
		};
		this.#roles.set(assigneeId, [...this.of(assigneeId), role]);
		return role;
	}

	delete(assigneeId: string, role: RoleAssignment): void {
		const left = this.of(assigneeId).filter((other) => other !== role);
		if (left.length > 0) this.#roles.set(assigneeId, left);
		else this.#roles.delete(assigneeId);
	}

	/** Takes every role from a user or group that goes away. */
	deleteAll(assigneeId: string): void {
		this.#roles.delete(assigneeId);
	}
}
