import type { IDataObject } from 'n8n-workflow';

import { isUserId, loginOf, userIdByLogin } from '../../objects/logins';
import { isDeactivated, unlessDeactivated } from '../../objects/users';
import { fillPath } from '../../transport/path';
import { hasCode, isRefusal, unlessMissing } from '../../transport/refusals';
import type { Okta, OktaRequest } from '../../transport/types';
import type { Earlier } from './earlier';
import { endSessions, isSinceEarlier, removeFactors, suspend } from './endAccess';
import { type HandedOver, makeOwner, readHandedOver } from './handedOver';
import { unlessGone, unlessLacking } from './journal';
import { ownersOf, type OfRun } from './ofRun';
import {
	type AppOfPerson,
	type GroupOfPerson,
	type LinksOfPerson,
	named,
	type RoleOfPerson,
} from './person';
import { type Taken, takeSnapshot, toJson } from './snapshot';
import { offboardSteps, type StepName } from './steps';
import { STILL_THERE, Work } from './work';

/** What an offboarding is to do. */
export interface Wishes {
	steps: ReadonlySet<string>;
	/** Whether to leave groups, too, into which a rule may have put the user. */
	leavesRuleGroups: boolean;
	/** IDs or logins; empty for the user's own manager. */
	newManager: string;
	newOwner: string;
	/** Whether Okta tells administrators of the deactivation. */
	sendEmail: boolean;
	eraseAfterDays: number;
	earlier: Earlier | undefined;
}

const DAY = 24 * 3_600_000;

/** Takes one user out of Okta, step by step. */
export class Offboarding {
	readonly #work: Work;
	/** Steps that are to be done and can be. */
	readonly #ticked: Set<string>;
	#isGone = false;
	#isOver = false;
	#newManager = '';
	#newOwner = '';
	#taken: Taken | undefined;
	readonly #handedOver: HandedOver;
	#links: LinksOfPerson[] | undefined;
	#roles: RoleOfPerson[] | undefined;
	#apps: AppOfPerson[] | undefined;
	#groups: GroupOfPerson[] | undefined;

	/** @param others - all offboardings of the run, by user */
	constructor(
		private readonly okta: Okta,
		readonly userId: string,
		run: OfRun,
		private readonly wishes: Wishes,
		private readonly others: ReadonlyMap<string, Offboarding>,
	) {
		this.#work = new Work(okta, userId, run);
		this.#ticked = new Set(wishes.steps);
		this.#handedOver = readHandedOver(wishes.earlier?.report ?? {});
	}

	/** What has to happen of all users before anything else happens of any. */
	async endAccess(): Promise<void> {
		const { earlier } = this.wishes;
		const reading = this.#work.person.user();
		const user = await (earlier ? reading.catch(unlessMissing) : reading);
		if (!user) {
			this.#isGone = true;
			await this.#work.journal.add('erase', 'nothing to do', 'There is no such account any more.');
			this.#isOver = true;
			return;
		}
		this.#work.begin(user);
		this.#newManager = await this.#idOf(this.wishes.newManager);
		this.#newOwner = await this.#idOf(this.wishes.newOwner);
		await this.#work.dropWhatLacksAScope(offboardSteps, this.#ticked);
		await this.#if('suspend', async () => {
			const advice = 'Deactivate works for all.';
			await suspend(this.#work, { isTicked: this.#ticked.has('deactivate'), advice });
		});
		await this.#if('sessions', async () => await endSessions(this.#work, earlier));
		await this.#if('universalLogout', async () => await this.#logOut());
	}

	/** Reads what the user has, before any of it is taken away. */
	async look(): Promise<void> {
		if (this.#isGone) return;
		if (this.#ticked.has('snapshot')) await this.#takeSnapshot();
		const has = this.#taken?.snapshot;
		const without = (part: string) => this.#taken?.notRead.some((one) => one.part === part) ?? true;
		const known = <T>(part: string, list: T | undefined) => (without(part) ? undefined : list);
		this.#links = known('linkedObjects', has?.linkedObjects);
		this.#roles = known('adminRoles', has?.adminRoles);
		this.#apps = known('apps', has?.apps);
		this.#groups = known('groups', has?.groups);
		const needsLinks = this.#ticked.has('linkedObjects') || this.#ticked.has('ownership');
		if (!needsLinks || this.#links) return;
		const links = await this.#work.journal.read(
			'linkedObjects',
			async () => await this.#work.person.links(),
		);
		this.#links = links;
		if (!links) this.#ticked.delete('linkedObjects');
	}

	/** Takes away what the user has, and looks whether it has gone. */
	async takeAway(): Promise<void> {
		if (this.#isGone) return;
		await this.#if('grants', async () => await this.#revokeGrants());
		await this.#if('adminRoles', async () => await this.#removeRoles());
		await this.#if('factors', async () => {
			const isKnown = this.#taken?.notRead.some(({ part }) => part === 'factors') === false;
			await removeFactors(this.#work, isKnown ? this.#taken?.snapshot.factors : undefined);
		});
		const postponed: AppOfPerson[] = [];
		await this.#if('apps', async () => await this.#unassignApps(postponed));
		await this.#if('groups', async () => await this.#leaveGroups());
		for (const app of postponed) await this.#unassign(app);
		await this.#if('linkedObjects', async () => await this.#handOverLinks());
		await this.#if('ownership', async () => await this.#handOverGroups());
		await this.#if('deactivate', async () => await this.#deactivate());
		await this.#lookAgain();
		await this.#if('erase', async () => await this.#erase());
		this.#isOver = true;
	}

	/** Whether the user's own links are taken away. */
	get handsOverLinks(): boolean {
		return this.#ticked.has('linkedObjects');
	}

	/** Whether all steps came to their ends. */
	get isOver(): boolean {
		return this.#isOver;
	}

	report(): IDataObject {
		const snapshot = this.wishes.earlier?.snapshot ?? (this.#taken && toJson(this.#taken));
		return {
			userId: this.userId,
			login: loginOf(this.#work.user),
			complete: this.#work.journal.complete,
			steps: this.#work.journal.toJson(),
			handedOver: { ...this.#handedOver },
			...(snapshot && { snapshot }),
		};
	}

	/** Whoever is one up from the user in a relationship. */
	managerIn(primary: string): string {
		const links = this.#links?.find((one) => one.primary === primary);
		return links?.primaryIds[0] ?? '';
	}

	async #if(step: StepName, work: () => Promise<void>): Promise<void> {
		if (this.#ticked.has(step)) await work();
	}

	async #idOf(idOrLogin: string): Promise<string> {
		if (idOrLogin === '' || isUserId(idOrLogin)) return idOrLogin;
		return await userIdByLogin(this.okta, idOrLogin);
	}

	async #logOut(): Promise<void> {
		if (isSinceEarlier(this.#work, this.wishes.earlier, 'universalLogout')) {
			await this.#work.journal.add('universalLogout', 'nothing to do', 'The earlier run did it.');
			return;
		}
		const body = { sub_id: { format: 'opaque', id: this.userId } };
		await this.#work.change(
			'universalLogout',
			'',
			{ method: 'POST', path: '/oauth2/v1/global-token-revocation', body, repeat: 'harmless' },
			{
				why: 'Apps end their sessions by themselves, some minutes later.',
				unlessSo: unlessLacking('This org has no Universal Logout, which is licensed apart.'),
			},
		);
	}

	async #takeSnapshot(): Promise<void> {
		if (this.wishes.earlier?.snapshot) {
			const why = 'The one of the earlier run is in the report.';
			await this.#work.journal.add('snapshot', 'nothing to do', why);
			return;
		}
		const withOwnedGroups = this.#ticked.has('ownership');
		this.#taken = await takeSnapshot(this.okta, this.#work.person, this.#work.user, {
			withOwnedGroups,
		});
		const { notRead } = this.#taken;
		const missing = notRead.map(({ part, why }) => `${part}: ${why}`).join(' ');
		const why = notRead.length > 0 ? `Without what could not be read. ${missing}` : '';
		await this.#work.journal.add('snapshot', 'done', why);
	}

	async #revokeGrants(): Promise<void> {
		const grants = await this.#work.journal.read(
			'grants',
			async () => await this.#work.person.grants(),
		);
		const clients = await this.#work.journal.read(
			'grants',
			async () => await this.#work.person.clients(),
		);
		if (grants && grants.length > 0) {
			const what = `${String(grants.length)} consents`;
			await this.#work.change('grants', what, this.#work.delete('grants'), { id: 'grants' });
		}
		for (const { id, name } of clients ?? []) {
			const path = fillPath('/clients/{clientId}/tokens', () => id);
			const what = `tokens of ${named(name, id)}`;
			await this.#work.change('grants', what, this.#work.delete(path.slice(1)), {
				id,
				unlessSo: unlessGone,
			});
		}
		if (grants?.length === 0 && clients?.length === 0) {
			await this.#work.journal.add('grants', 'nothing to do');
		}
	}

	async #removeRoles(): Promise<void> {
		const roles =
			this.#roles ??
			(await this.#work.journal.read(
				'adminRoles',
				async () => await this.#work.person.roles(false),
			));
		if (!roles) return;
		const own = roles.filter(({ assignmentType }) => assignmentType !== 'GROUP');
		for (const { id, type, label } of own) {
			const path = fillPath('/roles/{id}', () => id);
			await this.#work.change(
				'adminRoles',
				named(label || type, id),
				this.#work.delete(path.slice(1)),
				{
					id,
					unlessSo: unlessGone,
				},
			);
		}
		for (const { id, type, label } of roles) {
			if (own.some((one) => one.id === id)) continue;
			const why = 'It comes through a group, and ends with the membership.';
			await this.#work.journal.add('adminRoles', 'skipped', why, named(label || type, id));
		}
		if (own.length === 0) await this.#work.journal.add('adminRoles', 'nothing to do');
	}

	async #unassignApps(postponed: AppOfPerson[]): Promise<void> {
		const apps =
			this.#apps ??
			(await this.#work.journal.read('apps', async () => await this.#work.person.apps()));
		if (!apps) return;
		for (const app of apps) await this.#unassign(app, postponed);
		if (apps.length === 0) await this.#work.journal.add('apps', 'nothing to do');
	}

	/** @param postponed - takes what has to wait until the user has left a group that gives the app, too */
	async #unassign(app: AppOfPerson, postponed?: AppOfPerson[]): Promise<void> {
		const path = fillPath('/api/v1/apps/{appId}/users/{userId}', (name) =>
			name === 'appId' ? app.id : this.userId,
		);
		const what = named(app.label, app.id);
		const request: OktaRequest = { method: 'DELETE', path, query: { sendEmail: false } };
		const comesThroughGroup = (error: unknown) => hasCode(error, ['E0000046']);
		if (postponed && this.#ticked.has('groups')) {
			let mustWait = false;
			const unlessLater = async (): Promise<void> => {
				await this.okta.send(request).catch((error: unknown) => {
					if (!comesThroughGroup(error)) throw error;
					mustWait = true;
					postponed.push(app);
				});
			};
			await this.#work.change('apps', what, request, {
				id: app.id,
				unlessSo: unlessGone,
				work: unlessLater,
				unless: () => mustWait,
			});
			return;
		}
		const willEnd = this.#ticked.has('deactivate');
		await this.#work.change('apps', what, request, {
			id: app.id,
			unlessSo: (error) =>
				unlessGone(error) ??
				(comesThroughGroup(error) && willEnd
					? { outcome: 'skipped', why: 'A group gives it, too; it ends with the account.' }
					: undefined),
		});
	}

	async #leaveGroups(): Promise<void> {
		const groups =
			this.#groups ??
			(await this.#work.journal.read('groups', async () => await this.#work.person.groups()));
		if (!groups) return;
		let left = 0;
		for (const { id, name, type, rules } of groups) {
			// Everybody is in those.
			if (type === 'BUILT_IN') continue;
			const what = named(name, id);
			const rule = rules.find(({ status, excluded }) => status === 'ACTIVE' && !excluded);
			if (type !== 'OKTA_GROUP') {
				const why = 'An app or a directory keeps this group, and its members.';
				await this.#work.journal.add('groups', 'skipped', why, what);
			} else if (rule && !this.wishes.leavesRuleGroups) {
				const why = `The rule ${named(rule.name, rule.id)} may put people into it; taken out by hand, this one would become an exception of the rule.`;
				await this.#work.journal.add('groups', 'skipped', why, what);
			} else {
				left++;
				const path = fillPath('/api/v1/groups/{groupId}/users/{userId}', (part) =>
					part === 'groupId' ? id : this.userId,
				);
				await this.#work.change(
					'groups',
					what,
					{ method: 'DELETE', path },
					{ id, unlessSo: unlessGone },
				);
			}
		}
		if (left === 0) await this.#work.journal.add('groups', 'nothing to do');
	}

	async #handOverLinks(): Promise<void> {
		const links = this.#links ?? [];
		for (const { primary, primaryIds, associatedIds } of links) {
			let isHandedOver = true;
			for (const id of associatedIds) {
				// Whoever leaves as well takes the link away.
				if (this.others.get(id)?.handsOverLinks === true) continue;
				const heir = this.#heirOf(primary, id);
				const of = fillPath('/api/v1/users/{id}/linkedObjects/{primary}', (part) =>
					part === 'id' ? id : primary,
				);
				const request: OktaRequest =
					heir === ''
						? { method: 'DELETE', path: of }
						: { method: 'PUT', path: of + fillPath('/{heir}', () => heir) };
				const what = `${primary} of ${id}: ${heir === '' ? 'nobody' : heir}`;
				const done = await this.#work.change('linkedObjects', what, request, {
					id: `${primary} ${id}`,
					unlessSo: unlessGone,
				});
				if (done) this.#handedOver.links.push({ primary, userId: id, to: heir });
				isHandedOver &&= done;
			}
			if (primaryIds.length === 0) continue;
			const what = `${primary}: ${primaryIds.join(', ')}`;
			if (!isHandedOver) {
				const why = 'Not before those linked to the user are handed over: it says to whom.';
				await this.#work.journal.add('linkedObjects', 'skipped', why, what);
				continue;
			}
			const path = fillPath('/linkedObjects/{primary}', () => primary);
			await this.#work.change('linkedObjects', what, this.#work.delete(path.slice(1)), {
				id: `${primary} ${this.userId}`,
			});
		}
		const isEmpty = links.every((one) => one.primaryIds.length + one.associatedIds.length === 0);
		if (isEmpty) await this.#work.journal.add('linkedObjects', 'nothing to do');
	}

	/** Who takes over whoever is linked to the user: nobody who leaves as well, and nobody themselves. */
	#heirOf(primary: string, associatedId = ''): string {
		const seen = new Set([this.userId, associatedId]);
		const isFit = (id: string) => id !== '' && !seen.has(id) && !this.others.has(id);
		if (isFit(this.#newManager)) return this.#newManager;
		let heir = this.managerIn(primary);
		while (heir !== '' && !isFit(heir) && !seen.has(heir)) {
			seen.add(heir);
			heir = this.others.get(heir)?.managerIn(primary) ?? '';
		}
		return isFit(heir) ? heir : '';
	}

	async #handOverGroups(): Promise<void> {
		const owned = await this.#work.journal.read(
			'ownership',
			async () => await this.#work.person.ownedGroups(),
		);
		if (!owned) return;
		if (owned.length === 0) await this.#work.journal.add('ownership', 'nothing to do');
		const heirs = (this.#links ?? []).map(({ primary }) => this.#heirOf(primary));
		const heir = [this.#newOwner, this.#newManager, ...heirs].find((id) => id !== '');
		for (const { id, name } of owned) {
			const what = named(name, id);
			if (heir === undefined) {
				const why = 'There is nobody to hand it to: choose a New Owner.';
				await this.#work.journal.add('ownership', 'refused', why, what);
				continue;
			}
			const path = fillPath('/api/v1/groups/{groupId}/owners', () => id);
			const owner = fillPath('/{ownerId}', () => this.userId);
			await this.#work.change(
				'ownership',
				what,
				{ method: 'DELETE', path: path + owner },
				{
					id,
					why: `${heir} owns it now.`,
					unlessSo: unlessGone,
					work: async () => {
						const owners = await ownersOf(this.okta, id);
						if (!owners.includes(heir)) {
							await makeOwner(this.okta, id, heir);
							this.#handedOver.groups.push({ groupId: id, to: heir });
						}
						await this.okta.send({ method: 'DELETE', path: path + owner });
					},
				},
			);
		}
	}

	async #deactivate(): Promise<void> {
		if (isDeactivated(this.#work.user)) {
			await this.#work.journal.add('deactivate', 'nothing to do');
			return;
		}
		const query = { sendEmail: this.wishes.sendEmail };
		const request = { ...this.#work.lifecycle('deactivate'), query, repeat: unlessDeactivated };
		await this.#work.change('deactivate', '', request, { id: 'deactivate' });
	}

	/** Reads each list again from which something was taken. */
	async #lookAgain(): Promise<void> {
		const person = this.#work.person;
		const status = async (): Promise<string[]> => {
			const user = await person.user();
			this.#work.user = user;
			if (isDeactivated(user)) return [];
			return user['status'] === 'SUSPENDED' ? ['deactivate'] : ['', 'deactivate'];
		};
		const left: Readonly<Record<string, () => Promise<string[]>>> = {
			suspend: status,
			deactivate: status,
			grants: async () => [
				...((await person.grants()).length > 0 ? ['grants'] : []),
				...(await person.clients()).map(({ id }) => id),
			],
			adminRoles: async () =>
				(await person.roles(false))
					.filter(({ assignmentType }) => assignmentType !== 'GROUP')
					.map(({ id }) => id),
			factors: async () => ((await person.factors()).length > 0 ? ['factors'] : []),
			apps: async () => await person.appLinks(),
			groups: async () => await person.groupIds(),
			linkedObjects: async () =>
				(await person.links()).flatMap(({ primary, primaryIds, associatedIds }) => [
					...associatedIds.map((id) => `${primary} ${id}`),
					...(primaryIds.length > 0 ? [`${primary} ${this.userId}`] : []),
				]),
		};
		await this.#work.lookAgain(left, STILL_THERE);
	}

	async #erase(): Promise<void> {
		const { earlier, eraseAfterDays } = this.wishes;
		const since = earlier?.whenDone('deactivate');
		if (since === undefined) {
			const why = 'It takes the report of an earlier run that deactivated the user.';
			await this.#work.journal.add('erase', 'skipped', why);
			return;
		}
		const due = since + eraseAfterDays * DAY;
		if ((await this.okta.now()) < due) {
			const why = `It is due on ${new Date(due).toISOString()}.`;
			await this.#work.journal.add('erase', 'skipped', why);
			return;
		}
		// Of anybody else, DELETE would only deactivate.
		if (this.#work.user['status'] !== 'DEPROVISIONED') {
			const why = 'The user is not deactivated, or Okta has not finished doing it.';
			await this.#work.journal.add('erase', 'refused', why);
			return;
		}
		const query = { sendEmail: this.wishes.sendEmail };
		const request: OktaRequest = { method: 'DELETE', path: this.#work.path, query };
		await this.#work.change('erase', '', request, { unlessSo: unlessGone });
		const isThere = await this.#work.person.user().then(
			() => true,
			(error: unknown) => !isRefusal(error, 404),
		);
		const entry = this.#work.journal.steps.at(-1);
		if (isThere && entry?.outcome === 'done')
			Object.assign(entry, { outcome: 'unknown', why: STILL_THERE });
	}
}
