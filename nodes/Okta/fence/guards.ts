import type { IDataObject } from 'n8n-workflow';

import { isUserId, readUser, userIdByLogin } from '../objects/logins';
import { lookupFor } from '../objects/lookups';
import { isOwnRole } from '../objects/roles';
import { clientIdIn } from '../objects/serviceApps';
import { findObject, sendForList } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';
import { unlessMissing } from '../transport/refusals';
import type { Okta } from '../transport/types';
import type { Guarded, Protection } from './protection';

/** By ID in lower case. */
type Known = ReadonlyMap<string, Guarded>;

/** Okta's own IDs of groups and apps; whatever else is given is a name. */
const isId = { group: /^00g\w{17}$/, app: /^0oa\w{17}$/ };

/** Who and what is protected in one org. What that takes to know is read when it matters, and once. */
export class Guards {
	constructor(
		private readonly okta: Okta,
		private readonly protection: Protection,
	) {}

	/** Whether any rule protects users. */
	get guardsUsers(): boolean {
		const { users, membersOf, administrators } = this.protection;
		return users.length > 0 || membersOf.length > 0 || administrators;
	}

	/** Whether any rule protects groups. */
	get guardsGroups(): boolean {
		return this.protection.groups.length > 0 || this.protection.membersOf.length > 0;
	}

	/** Whether any rule protects apps, beside the credential's own. */
	get guardsApps(): boolean {
		return this.protection.apps.length > 0;
	}

	async user(id: string): Promise<Guarded | undefined> {
		const key = id.toLowerCase();
		const known = (await this.#users('')).get(key) ?? (await this.#members('')).get(key);
		if (known || !this.protection.administrators) return known;
		return await this.#administrator(id);
	}

	async group(id: string): Promise<Guarded | undefined> {
		return (await this.#groups('')).get(id.toLowerCase());
	}

	async app(id: string): Promise<Guarded | undefined> {
		return (await this.#apps('')).get(id.toLowerCase());
	}

	/** An app by a client ID that isn't the app's ID, since somebody chose it. */
	async client(clientId: string): Promise<Guarded | undefined> {
		for (const app of (await this.#apps('')).values()) {
			if ((await this.clientOf(app.object.id)) === clientId) return app;
		}
		return undefined;
	}

	/** The client ID of an app; empty where there is no such app. */
	readonly clientOf = once(async (appId) =>
		clientIdIn((await this.#object(pathTo('/api/v1/apps/{id}', appId))) ?? {}),
	);

	/** The ID of the user whom Okta finds under what isn't an ID; empty where it finds nobody. */
	readonly userIdOf = once(async (login) => text((await readUser(this.okta, login))?.['id']));

	/** What a group rule puts whom into, and whom it leaves out. */
	readonly rule = once(async (id) => {
		const rule = await this.#object(pathTo('/api/v1/groups/rules/{id}', id));
		return { actions: rule?.['actions'], conditions: rule?.['conditions'] };
	});

	readonly #users = once(async () => {
		const found = this.protection.users.map(async (given) => {
			const id = isUserId(given) ? given : await userIdByLogin(this.okta, given);
			return guarded('user', id, given, `"${given}" under Protected Users`);
		});
		return byId(await Promise.all(found));
	});

	readonly #members = once(async () => {
		const all: Guarded[] = [];
		for (const name of this.protection.membersOf) {
			const path = pathTo('/api/v1/groups/{id}/users', await this.#groupId(name));
			const pages = this.okta.pages({ method: 'GET', path }, { pageSize: 1000 });
			for await (const page of pages) {
				for (const { id, profile } of page) {
					const login = isObject(profile) ? text(profile['login']) : '';
					all.push(guarded('user', text(id), login, `member of the group "${name}"`));
				}
			}
		}
		return byId(all);
	});

	/** One by one: a list of all administrators need not have those who are it by a group. */
	readonly #administrator = once(async (id) => {
		const path = pathTo('/api/v1/users/{id}/roles', id);
		const found = await sendForList(this.okta, { method: 'GET', path }).catch(unlessMissing);
		const [role] = found?.rows ?? [];
		if (!role) return undefined;
		const title = text(role['label']) || text(role['type']);
		const how = isOwnRole(role) ? '' : ', by a group';
		return guarded('user', id, '', `administrator (${title}${how})`);
	});

	readonly #groups = once(async () => {
		const { groups, membersOf } = this.protection;
		const under = (label: string) => async (name: string) =>
			guarded('group', await this.#groupId(name), name, `"${name}" under ${label}`);
		return byId(
			await Promise.all([
				...groups.map(under('Protected Groups')),
				...membersOf.map(under('Protected Group Members')),
			]),
		);
	});

	readonly #apps = once(async () => {
		const found = this.protection.apps.map(async (name) =>
			guarded('app', await this.#idOf('app', name), name, `"${name}" under Protected Apps`),
		);
		return byId(await Promise.all(found));
	});

	readonly #groupId = once(async (given) => await this.#idOf('group', given));

	async #idOf(kind: 'group' | 'app', given: string): Promise<string> {
		const mode = isId[kind].test(given) ? 'id' : 'name';
		const find = lookupFor(`${kind}Id`, { mode, value: given });
		return find ? await find(this.okta, given, '') : given;
	}

	async #object(path: string): Promise<IDataObject | undefined> {
		return await findObject(this.okta, path);
	}
}

/**
 * Reads each once a run. What could not be read isn't tried again, or each item would ask once more in
 * vain.
 */
function once<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
	const known = new Map<string, Promise<T>>();
	return async (key) => {
		const reading = known.get(key) ?? read(key);
		known.set(key, reading);
		return await reading;
	};
}

function guarded(type: string, id: string, given: string, rule: string): Guarded {
	return { object: { type, id, name: given === id ? '' : given }, rule };
}

function byId(all: readonly Guarded[]): Known {
	return new Map(all.map((one) => [one.object.id.toLowerCase(), one]));
}

function pathTo(template: string, id: string): string {
	return fillPath(template, () => id);
}
