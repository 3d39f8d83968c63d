/** What no write of a run may change. */
export interface Protection {
	/** IDs and logins. */
	users: readonly string[];
	/** Groups whose members are protected, and they themselves: IDs and names. */
	membersOf: readonly string[];
	/** Whoever has an admin role, by himself or by a group. */
	administrators: boolean;
	/** IDs and names. */
	groups: readonly string[];
	/** IDs and labels. */
	apps: readonly string[];
	/** The service app of the credential itself. */
	ownApp: boolean;
	/** Whether an item that would change something protected is left out, and the run goes on. */
	skips: boolean;
}

/** Something that is protected, and by which rule. */
export interface Guarded {
	object: { type: string; id: string; name: string };
	rule: string;
}
