import { z } from 'zod';
import type { Org } from '../org';

const user = z.object({
	id: z.string(),
	status: z.string(),
	profile: z.object({ login: z.string() }).passthrough(),
});
const group = z.object({
	id: z.string(),
	type: z.string(),
	profile: z.object({ name: z.string() }).passthrough(),
});
const app = z.object({ id: z.string(), label: z.string() });
const assignment = z.object({ id: z.string(), scope: z.string() });

export type SeenUser = z.infer<typeof user>;
export type SeenGroup = z.infer<typeof group>;

/**
 * Looks at the org from outside and with other eyes than the package under test: over HTTP, with
 * an API token. What it asks is told apart in the ledger by having no client ID.
 */
export class Witness {
	readonly #org: Org;

	constructor(org: Org) {
		this.#org = org;
	}

	/** The user with this login or ID, or undefined when there is none. */
	async user(idOrLogin: string): Promise<SeenUser | undefined> {
		const response = await this.#ask(`/api/v1/users/${encodeURIComponent(idOrLogin)}`);
		return response.status === 404 ? undefined : user.parse(await response.json());
	}

	/** Users of the org, DEPROVISIONED ones included. */
	async allUsers(): Promise<SeenUser[]> {
		return await this.#all('/api/v1/users?limit=200&search=status%20pr', user);
	}

	async groupsOf(userId: string): Promise<SeenGroup[]> {
		return await this.#all(`/api/v1/users/${userId}/groups?limit=200`, group);
	}

	async groups(): Promise<SeenGroup[]> {
		return await this.#all('/api/v1/groups?limit=200', group);
	}

	async membersOf(groupId: string): Promise<SeenUser[]> {
		return await this.#all(`/api/v1/groups/${groupId}/users?limit=200`, user);
	}

	async apps(): Promise<Array<z.infer<typeof app>>> {
		return await this.#all('/api/v1/apps?limit=200', app);
	}

	async assignedUsers(appId: string): Promise<Array<z.infer<typeof assignment>>> {
		return await this.#all(`/api/v1/apps/${appId}/users?limit=500`, assignment);
	}

	async #all<T>(path: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>): Promise<T[]> {
		const found: T[] = [];
		for (let next: string | undefined = path; next !== undefined;) {
			const response = await this.#ask(next);
			found.push(...z.array(schema).parse(await response.json()));
			next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
		}
		return found;
	}

	async #ask(path: string): Promise<Response> {
		return await fetch(new URL(path, this.#org.url), {
			headers: { authorization: `SSWS ${this.#org.apiToken()}` },
		});
	}
}
