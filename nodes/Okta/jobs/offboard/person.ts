import type { IDataObject } from 'n8n-workflow';

import { linkedIds } from '../../objects/links';
import { loginOf } from '../../objects/logins';
import { isOwnRole, roleTargets } from '../../objects/roles';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import type { Okta, Paging } from '../../transport/types';
import type { OfRun, Relationship } from './ofRun';

/** A rule that may have put somebody into a group. */
export interface RuleOfGroup {
	id: string;
	name: string;
	status: string;
	/** Whether it leaves this person out. */
	excluded: boolean;
}

export interface GroupOfPerson {
	id: string;
	name: string;
	/** `OKTA_GROUP`, `APP_GROUP` or `BUILT_IN`. */
	type: string;
	rules: RuleOfGroup[];
}

/** An app that was assigned to a person, not to a group. */
export interface AppOfPerson {
	id: string;
	label: string;
	status: string;
	userName: string;
	profile: IDataObject;
}

export interface RoleOfPerson {
	/** Of the assignment. */
	id: string;
	type: string;
	label: string;
	/** `USER`, or `GROUP` where it comes through a group. */
	assignmentType: string;
	/** Of a custom role. */
	role?: string;
	resourceSet?: string;
	/** IDs of the groups it is limited to; empty for all. */
	groups: string[];
	/** The same for apps. An app of the catalogue stands for all its instances and has no ID. */
	apps: Array<{ name: string; id: string }>;
}

/** The two sides a person has in a relationship. */
export interface LinksOfPerson extends Relationship {
	/** The one this person is linked to, such as the manager. */
	primaryIds: string[];
	/** Those who are linked to this person, such as the reports. */
	associatedIds: string[];
}

export interface FactorOfPerson {
	id: string;
	factorType: string;
	provider: string;
	status: string;
}

export interface DeviceOfPerson {
	id: string;
	displayName: string;
	platform: string;
	status: string;
}

/** Reads what somebody has in Okta. Nothing of it is remembered. */
export class Person {
	readonly path: string;

	constructor(
		private readonly okta: Okta,
		readonly id: string,
		private readonly run: OfRun,
	) {
		this.path = fillPath('/api/v1/users/{userId}', () => id);
	}

	async user(): Promise<IDataObject> {
		return await sendForObject(this.okta, { method: 'GET', path: this.path });
	}

	async groups(): Promise<GroupOfPerson[]> {
		const rows = await this.#list('groups');
		const rules = await this.run.rules.get(this.okta);
		return rows.map(({ id, type, profile }) => ({
			id: text(id),
			name: isObject(profile) ? text(profile['name']) : '',
			type: text(type),
			rules: rules
				.filter(({ groupIds }) => groupIds.includes(text(id)))
				.map((rule) => ({
					id: rule.id,
					name: rule.name,
					status: rule.status,
					excluded: rule.excluded.includes(this.id),
				})),
		}));
	}

	/** IDs of the groups alone. */
	async groupIds(): Promise<string[]> {
		return (await this.#list('groups')).map(({ id }) => text(id));
	}

	/** All apps of the person with what Okta keeps of the assignment, whatever it comes through. */
	async assignments(): Promise<Array<{ app: IDataObject; assignment: IDataObject }>> {
		const query = { filter: `user.id eq "${this.id}"`, expand: `user/${this.id}` };
		const request = { method: 'GET', path: '/api/v1/apps', query } as const;
		const apps = await collect(this.okta.pages(request, { pageSize: 200 }));
		return apps.flatMap((app) => {
			const assignment = isObject(app['_embedded']) ? app['_embedded']['user'] : undefined;
			return isObject(assignment) ? [{ app, assignment }] : [];
		});
	}

	/** Apps that are assigned to the person; those that come through groups alone are left out. */
	async apps(): Promise<AppOfPerson[]> {
		return (await this.assignments()).flatMap(({ app: { id, label, status }, assignment }) => {
			const { scope, profile, credentials } = assignment;
			if (scope !== 'USER') return [];
			return [
				{
					id: text(id),
					label: text(label),
					status: text(status),
					userName: isObject(credentials) ? text(credentials['userName']) : '',
					profile: isObject(profile) ? profile : {},
				},
			];
		});
	}

	/** IDs of all active apps, whatever they come through: one request that no app limit counts. */
	async appLinks(): Promise<string[]> {
		return (await this.#list('appLinks')).map((link) => text(link['appInstanceId']));
	}

	/** @param withLimits - whether to read what each is limited to, two requests for each at the most */
	async roles(withLimits: boolean): Promise<RoleOfPerson[]> {
		const roles: RoleOfPerson[] = [];
		for (const row of await this.#list('roles')) {
			const { id, type, label, role, 'resource-set': resourceSet } = row;
			const isOwn = isOwnRole(row);
			const limited = withLimits && isOwn ? roleTargets[text(type)] : undefined;
			roles.push({
				id: text(id),
				type: text(type),
				label: text(label),
				assignmentType: isOwn ? 'USER' : 'GROUP',
				...(text(role) !== '' && { role: text(role), resourceSet: text(resourceSet) }),
				groups:
					limited === 'groups'
						? (await this.#targets(text(id), limited)).map((group) => text(group['id']))
						: [],
				apps:
					limited === 'catalog/apps'
						? (await this.#targets(text(id), limited)).map((app) => ({
								name: text(app['name']),
								id: text(app['id']),
							}))
						: [],
			});
		}
		return roles;
	}

	async #targets(roleId: string, of: 'groups' | 'catalog/apps'): Promise<IDataObject[]> {
		const path = fillPath('/roles/{roleAssignmentId}', () => roleId);
		return await this.#list(`${path.slice(1)}/targets/${of}`, { pageSize: 200 });
	}

	async factors(): Promise<FactorOfPerson[]> {
		return (await this.#list('factors')).map(({ id, factorType, provider, status }) => ({
			id: text(id),
			factorType: text(factorType),
			provider: text(provider),
			status: text(status),
		}));
	}

	async devices(): Promise<DeviceOfPerson[]> {
		return (await this.#list('devices')).map((row) => {
			const { id, status, profile } = isObject(row['device']) ? row['device'] : row;
			const { displayName, platform } = isObject(profile) ? profile : {};
			return {
				id: text(id),
				displayName: text(displayName),
				platform: text(platform),
				status: text(status),
			};
		});
	}

	/** Consents given to apps. */
	async grants(): Promise<IDataObject[]> {
		return await this.#list('grants', { pageSize: 200 });
	}

	/** Apps that hold tokens of the person. */
	async clients(): Promise<Array<{ id: string; name: string }>> {
		const clients = await this.#list('clients');
		return clients
			.map((client) => ({ id: text(client['client_id']), name: text(client['client_name']) }))
			.filter(({ id }) => id !== '');
	}

	async links(): Promise<LinksOfPerson[]> {
		const links: LinksOfPerson[] = [];
		for (const relationship of await this.run.relationships.get(this.okta)) {
			const [primaryIds, associatedIds] = [
				await this.linked(relationship.primary),
				await this.linked(relationship.associated),
			];
			links.push({ ...relationship, primaryIds, associatedIds });
		}
		return links;
	}

	/** IDs of those who are this to the person. */
	async linked(relation: string): Promise<string[]> {
		const path = fillPath('/linkedObjects/{relation}', () => relation);
		return await linkedIds(this.okta, this.path + path);
	}

	/** What the person owns; costs a request for each group of the org, once a run. */
	async ownedGroups(): Promise<Array<{ id: string; name: string }>> {
		const groups = await this.run.ownedGroups.get(this.okta);
		return groups
			.filter(({ owners }) => owners.includes(this.id))
			.map(({ id, name }) => ({ id, name }));
	}

	async #list(what: string, paging: Paging = {}): Promise<IDataObject[]> {
		const request = { method: 'GET', path: `${this.path}/${what}` } as const;
		return await collect(this.okta.pages(request, paging));
	}
}

/** What people know a user by, and the ID. */
export function named(name: string, id: string): string {
	return name === '' ? id : `${name} (${id})`;
}

export const nameOfUser = (user: IDataObject): string => named(loginOf(user), text(user['id']));
