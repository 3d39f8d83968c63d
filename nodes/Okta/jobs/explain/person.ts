import type { IDataObject } from 'n8n-workflow';

import { type Addition, additionTypes, idsOf, lastAdditions } from '../../objects/additions';
import { quote } from '../../objects/expression';
import { loginOf } from '../../objects/logins';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import { unlessMissing } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import { OfRun } from '../offboard/ofRun';
import { Person } from '../offboard/person';
import {
	appEntry,
	type AppEntry,
	type AppOf,
	groupEntry,
	type GroupEntry,
	type Sources,
} from './entries';
import { Gaps, type KnownOfRun, orRefusal, toGroup, unlessRefused, wayOf } from './known';
import { silenceOf } from './silence';
import type { GroupOf, Who } from './ways';

/** What of a person is to be explained. */
export type Wanted = { of: 'everything' } | { of: 'app' | 'group'; id: string };

/**
 * Says why somebody has what he has in Okta, as one report; what Okta doesn't let us read is named in it.
 *
 * @param user - as just read
 * @param asksLog - whether to ask the System Log by whom, and when
 */
export async function explainPerson(
	okta: Okta,
	userId: string,
	user: IDataObject,
	wanted: Wanted,
	run: KnownOfRun,
	asksLog: boolean,
): Promise<IDataObject> {
	return await new Explanation(okta, userId, user, run, asksLog).of(wanted);
}

class Explanation {
	readonly #gaps = new Gaps();
	readonly #path: string;
	#who: Who;

	constructor(
		private readonly okta: Okta,
		id: string,
		private readonly user: IDataObject,
		private readonly run: KnownOfRun,
		private readonly asksLog: boolean,
	) {
		this.#path = fillPath('/api/v1/users/{userId}', () => id);
		this.#who = { id, profile: isObject(user['profile']) ? user['profile'] : {} };
	}

	async of(wanted: Wanted): Promise<IDataObject> {
		if (wanted.of === 'everything') return await this.#everything();
		return wanted.of === 'app' ? await this.#app(wanted.id) : await this.#group(wanted.id);
	}

	async #everything(): Promise<IDataObject> {
		const groups = await this.#groups();
		const { okta } = this;
		const person = new Person(okta, this.#who.id, new OfRun());
		const reading = await orRefusal(async () => await person.assignments());
		const assigned = this.#gaps.take('apps', reading) ?? [];
		const sources = await this.#sources();
		const explained = (groups ?? []).map((group) => groupEntry(group, this.#who, sources));
		const apps: AppEntry[] = [];
		for (const { app, assignment } of assigned) {
			const through = await this.#through(toApp(app, assignment), groups, sources);
			apps.push(appEntry(toApp(app, assignment), through, sources));
		}
		return this.#report('everything', {}, explained, apps);
	}

	async #app(id: string): Promise<IDataObject> {
		const path = fillPath('/api/v1/apps/{appId}', () => id);
		const own = path + fillPath('/users/{userId}', () => this.#who.id);
		const reading = await unlessRefused(async () => {
			const app = await sendForObject(this.okta, { method: 'GET', path });
			const request = { method: 'GET', path: own } as const;
			return { app, has: await sendForObject(this.okta, request).catch(unlessMissing) };
		});
		const read = this.#gaps.take('apps', reading);
		const about = { appId: id, appLabel: text(read?.app['label']) };
		if (!read) {
			const why = 'Whether the user has the app could not be read.';
			return this.#report('app', { ...about, has: null, why, toEnd: [] }, [], []);
		}
		if (!read.has) {
			const why = `Does not have the app "${about.appLabel}".`;
			return this.#report('app', { ...about, has: false, why, toEnd: [] }, [], []);
		}
		const app = toApp(read.app, read.has);
		const groups = await this.#groups();
		const sources = await this.#sources(id);
		const through = await this.#through(app, groups, sources);
		const entry = appEntry(app, through, sources);
		const { why, toEnd } = entry;
		const entries = (through ?? []).map((one) => one.entry);
		return this.#report('app', { ...about, has: true, why, toEnd }, entries, [entry]);
	}

	async #group(id: string): Promise<IDataObject> {
		const { okta } = this;
		const found = (await this.#listGroups()).find((group) => group.id === id);
		const path = fillPath('/api/v1/groups/{groupId}', () => id);
		const group = found ?? toGroup(await sendForObject(okta, { method: 'GET', path }));
		const about = { groupId: id, groupName: group.name };
		if (!found) {
			const why = `Is not in the group "${group.name}".`;
			return this.#report('group', { ...about, has: false, why, toEnd: [] }, [], []);
		}
		const whole = await this.run.withSource(okta, found);
		const entry = groupEntry(whole, this.#who, await this.#sources());
		const { why, toEnd } = entry;
		return this.#report('group', { ...about, has: true, why, toEnd }, [entry], []);
	}

	/** The groups of an app that the person is in; nothing where that can't be told. */
	async #through(app: AppOf, groups: readonly GroupOf[] | undefined, sources: Sources) {
		const reading = await this.run.groupsOfApp(this.okta, app.id);
		const ofApp = this.#gaps.take('groupsOfApp', reading, app.label);
		if (!ofApp || !groups) return undefined;
		return groups
			.filter(({ id }) => ofApp.has(id))
			.map((group) => ({ group, entry: groupEntry(group, this.#who, sources) }));
	}

	async #groups(): Promise<GroupOf[] | undefined> {
		const reading = await orRefusal(async () => await this.#listGroups());
		const groups = this.#gaps.take('groups', reading);
		if (!groups) return undefined;
		const whole: GroupOf[] = [];
		for (const group of groups) whole.push(await this.run.withSource(this.okta, group));
		return whole;
	}

	async #listGroups(): Promise<GroupOf[]> {
		const request = { method: 'GET', path: `${this.#path}/groups` } as const;
		const groups = (await collect(this.okta.pages(request, {}))).map(toGroup);
		this.#who = { ...this.#who, groups };
		return groups;
	}

	/** @param appId - the one app it is about, if it is */
	async #sources(appId?: string): Promise<Sources> {
		const { okta, run, asksLog } = this;
		const rules = this.#gaps.take('groupRules', await run.rules(okta));
		const added = asksLog ? this.#gaps.take('systemLog', await this.#additions()) : undefined;
		// What was refused once would be refused again.
		const assigned = added && (await run.groupAssignments(okta, appId));
		const assignments = assigned && this.#gaps.take('systemLog', assigned);
		return {
			rules,
			addedTo: (id) => added?.get(id),
			assignedTo: (app, group) => assignments?.get(wayOf(app, group)),
			silence: silenceOf(asksLog, added),
			assignedSilence: silenceOf(asksLog, assignments),
		};
	}

	/** By whom the person was put where, by the ID of group or app. */
	async #additions() {
		const types = [additionTypes.member, additionTypes.appUser].map(
			(type) => `eventType eq ${quote(type)}`,
		);
		const filter = `target.id eq ${quote(this.#who.id)} and (${types.join(' or ')})`;
		return await orRefusal(
			async (): Promise<ReadonlyMap<string, Addition>> =>
				await lastAdditions(this.okta, filter, (event) => [
					...idsOf(event, 'group'),
					...idsOf(event, 'app'),
				]),
		);
	}

	#report(
		explains: Wanted['of'],
		answer: IDataObject,
		groups: readonly GroupEntry[],
		apps: readonly AppEntry[],
	): IDataObject {
		const about = {
			userId: this.#who.id,
			login: loginOf(this.user),
			status: text(this.user['status']),
			explains,
		};
		return Object.assign<IDataObject, object>(about, {
			...answer,
			...this.#gaps.toJson(),
			apps,
			groups,
		});
	}
}

/** An app as Okta lists it for a person, with what it keeps of the assignment. */
export function toApp({ id, label, status }: IDataObject, { scope, created }: IDataObject): AppOf {
	return {
		id: text(id),
		label: text(label),
		status: text(status),
		scope: text(scope),
		since: text(created),
	};
}
