import type { IDataObject } from 'n8n-workflow';

import { whileIn } from '../../objects/findLost';
import { loginOf, userByLogin } from '../../objects/logins';
import { isDeactivated, unlessUserExists } from '../../objects/users';
import { sendForObject } from '../../transport/answers';
import { isEmpty, isObject, text } from '../../transport/json';
import { unlessMissing } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import { isException } from './exceptions';
import { named, nameOfUser } from './person';
import { type InCommon, type Looks, type Plan, unlessGone } from './restoration';
import { giveBackApps } from './restoreApps';
import { giveBackLinks, giveBackOwnership } from './restoreLinks';
import { giveBackRoles } from './restoreRoles';
import type { Snapshot } from './snapshot';
import { type RestoreStep, restoreSteps } from './steps';
import { fillPath } from '../../transport/path';
import { Work } from './work';

/** Where a user can't sign in, and can be activated. */
const INACTIVE = ['STAGED', 'DEPROVISIONED'];

/** Puts one user back as the snapshot has it. Takes nothing away that came since. */
export class Restoring {
	readonly #work: Work;
	readonly #has: Snapshot;
	readonly #ticked: Set<string>;
	readonly #looks: Looks = {};
	/** There is no account that could be given anything. */
	#isLost = false;
	#isNew = false;
	#isOver = false;
	#groupIds: string[] | undefined;
	/** Rules whose exception the user has become since. */
	readonly #lifted: Array<{ id: string; name: string }> = [];

	constructor(
		private readonly okta: Okta,
		private readonly plan: Plan,
		private readonly common: InCommon,
	) {
		this.#has = plan.snapshot;
		this.#work = new Work(okta, this.#has.user.id, common.run);
		this.#ticked = new Set(plan.steps);
	}

	/** Makes sure that there is an account which can be given things, before anything is given to any. */
	async bringBack(): Promise<void> {
		const { id, profile } = this.#has.user;
		const user = await this.#work.person.user().catch(unlessMissing);
		this.#work.begin(user ?? { id, profile });
		await this.#work.dropWhatLacksAScope(restoreSteps, this.#ticked);
		if (!user) await this.#succeed();
		if (this.#isLost) return;
		if (this.#isNew) this.common.renamed.set(id, this.#work.userId);
		if (this.#ticked.has('account')) await this.#setStatus();
	}

	/** Reads what the user has by now, before any rule is changed. */
	async look(): Promise<void> {
		if (this.#isLost || !this.#ticked.has('groups')) return;
		const { journal, person } = this.#work;
		const { exceptions } = this.common;
		this.#groupIds = await journal.read('groups', async () => await person.groupIds());
		const meant = this.#has.groups.flatMap(({ rules }) => rules.filter((rule) => !rule.excluded));
		for (const { id, name } of new Map(meant.map((rule) => [rule.id, rule])).values()) {
			const isOne = await journal.read(
				'groups',
				async () => await exceptions.has(this.okta, id, person.id),
			);
			if (isOne !== true) continue;
			this.#lifted.push({ id, name });
			exceptions.want(id, person.id);
		}
	}

	/** Gives back what is missing, and looks whether it is there. */
	async giveBack(): Promise<void> {
		if (!this.#isLost) {
			for (const { part, why } of this.plan.notRead) {
				if (!this.#ticked.delete(part === 'ownedGroups' ? 'ownership' : part)) continue;
				const said = `The snapshot lacks it, as it could not be read then: ${why}`;
				await this.#work.journal.add(part, 'skipped', said);
			}
			const { plan, common } = this;
			const work = this.#work;
			const looks = this.#looks;
			await this.#if('groups', async () => await this.#giveBackGroups());
			await this.#if('apps', async () => await giveBackApps(work, this.#has.apps, looks));
			await this.#if(
				'linkedObjects',
				async () =>
					await giveBackLinks(work, { links: this.#has.linkedObjects, plan, common }, looks),
			);
			await this.#if(
				'ownership',
				async () => await giveBackOwnership(work, { groups: this.#has.ownedGroups, plan }, looks),
			);
			await this.#if(
				'adminRoles',
				async () => await giveBackRoles(work, this.#has.adminRoles, looks),
			);
			await this.#listWhatIsGone();
			await work.lookAgain(looks);
		}
		this.#isOver = true;
	}

	/** Whether all steps came to their ends. */
	get isOver(): boolean {
		return this.#isOver;
	}

	report(): IDataObject {
		const { userId, user, journal } = this.#work;
		const before = this.#has.user.id;
		return {
			userId,
			login: loginOf(user),
			...(userId !== before && { previousUserId: before }),
			complete: journal.complete,
			steps: journal.toJson(),
		};
	}

	async #if(step: RestoreStep, work: () => Promise<void>): Promise<void> {
		if (this.#ticked.has(step)) await work();
	}

	/** Finds or makes the account that takes the place of an erased one. */
	async #succeed(): Promise<void> {
		const { journal } = this.#work;
		const { id, profile, typeId } = this.#has.user;
		this.#isLost = true;
		if (!this.#ticked.has('account')) {
			await journal.add('account', 'refused', 'There is no such account any more.');
			return;
		}
		const holder = await userByLogin(this.okta, text(profile['login']));
		if (holder && !isSamePerson(holder, profile)) {
			const why = `The account was erased, and ${nameOfUser(holder)} has the login now, with another profile.`;
			await journal.add('account', 'refused', why);
			return;
		}
		const why = 'The account was erased. What goes by its old ID does not know the new one.';
		let account = holder;
		if (account) await journal.add('account', 'nothing to do', why, nameOfUser(account));
		else {
			const given = Object.entries(profile).filter(([, value]) => !isEmpty(value));
			const body: IDataObject = {
				profile: Object.fromEntries(given),
				...(typeId !== '' && { type: { id: typeId } }),
			};
			const request = {
				method: 'POST',
				path: '/api/v1/users',
				query: { activate: false },
				body,
				repeat: unlessUserExists,
			} as const;
			const make = async () => (account = await sendForObject(this.okta, request));
			await this.#work.change('account', named(text(profile['login']), id), request, {
				why,
				work: make,
			});
		}
		if (!account) return;
		this.#work.become(account);
		this.#isLost = false;
		this.#isNew = true;
	}

	/** As far as Okta has a way there; nobody is suspended or deactivated for it. */
	async #setStatus(): Promise<void> {
		const { journal, user } = this.#work;
		const was = this.#has.user.status;
		const now = isDeactivated(user) ? 'DEPROVISIONED' : text(user['status']);
		if (INACTIVE.includes(was)) {
			const isSo = was === now;
			const why = isSo ? '' : `It was ${was} when the snapshot was taken, and is ${now} now.`;
			await journal.add('status', isSo ? 'nothing to do' : 'skipped', why);
			return;
		}
		if (INACTIVE.includes(now)) {
			const sendEmail = this.plan.sendEmail && was !== 'SUSPENDED';
			await this.#work.change('status', '', {
				...this.#work.lifecycle('activate'),
				query: { sendEmail },
				repeat: whileIn(INACTIVE),
			});
		} else if (now === 'SUSPENDED' && was !== 'SUSPENDED') {
			const repeat = whileIn(['SUSPENDED']);
			await this.#work.change('status', '', { ...this.#work.lifecycle('unsuspend'), repeat });
		} else {
			await journal.add('status', 'nothing to do');
		}
		await this.#work.lookAgain({
			status: async () => {
				this.#work.user = await this.#work.person.user();
				const status = text(this.#work.user['status']);
				return status === now ? [''] : [];
			},
		});
		const is = text(this.#work.user['status']);
		if (is === 'PROVISIONED' && was !== 'PROVISIONED') {
			const why =
				'It went with the account: the user sets a new one by the link that Okta emails, or that Reactivate makes.';
			await journal.add('password', 'skipped', why);
		}
		if (was === 'SUSPENDED' && is !== 'SUSPENDED') {
			const why = `The user was suspended when the snapshot was taken, and is ${is} now. Suspend does it, where that is to be.`;
			await journal.add('status', 'skipped', why);
		}
	}

	async #giveBackGroups(): Promise<void> {
		const { journal, person } = this.#work;
		let groupIds = this.#groupIds;
		if (!groupIds) return;
		for (const { id, name } of this.#lifted) {
			const work = async () => await this.common.exceptions.lift(this.okta, id);
			const request = { method: 'PUT', path: '/api/v1/groups/rules' } as const;
			const why = 'The user is no exception of the rule any more.';
			await this.#work.change('groups', `rule ${named(name, id)}`, request, { id, why, work });
		}
		if (this.#lifted.length > 0) {
			groupIds = await journal.read('groups', async () => await person.groupIds());
		}
		let missing = this.#lifted.length;
		for (const { id, name, type } of groupIds ? this.#has.groups : []) {
			// Everybody is in those.
			if (type === 'BUILT_IN' || groupIds?.includes(id)) continue;
			const what = named(name, id);
			if (type !== 'OKTA_GROUP') {
				const why = 'An app or a directory keeps this group, and its members.';
				await journal.add('groups', 'skipped', why, what);
				continue;
			}
			missing++;
			const path = fillPath('/api/v1/groups/{groupId}/users/{userId}', (part) =>
				part === 'groupId' ? id : person.id,
			);
			await this.#work.change(
				'groups',
				what,
				{ method: 'PUT', path },
				{ id, unlessSo: unlessGone('The group is gone.') },
			);
		}
		if (missing === 0) await journal.add('groups', 'nothing to do');
		this.#looks['groups'] = async () => {
			const now = await person.groupIds();
			const wrong = this.#has.groups.map(({ id }) => id).filter((id) => !now.includes(id));
			for (const { id } of this.#lifted) {
				if (await isException(this.okta, id, person.id)) wrong.push(id);
			}
			return wrong;
		};
	}

	/** What nobody but the user can bring back, or nobody at all. */
	async #listWhatIsGone(): Promise<void> {
		const { journal, person } = this.#work;
		const { factors, devices } = this.#has;
		if (factors.length > 0 && !this.plan.notRead.some(({ part }) => part === 'factors')) {
			const now = await journal.read('factors', async () => await person.factors());
			const gone = factors.filter(({ id }) => now && !now.some((one) => one.id === id));
			const what = gone.map(({ factorType }) => factorType).join(', ');
			const why = 'Factors cannot be put back: the user enrolls them again.';
			if (gone.length > 0) await journal.add('factors', 'skipped', why, what);
		}
		if (this.#isNew && devices.length > 0) {
			const what = devices.map(({ id, displayName }) => named(displayName, id)).join(', ');
			const why = 'Devices are registered to the erased account: the user registers them again.';
			await journal.add('devices', 'skipped', why, what);
		}
	}
}

/** Whether an account has the whole profile that an erased one had. */
function isSamePerson({ profile: now }: IDataObject, profile: IDataObject): boolean {
	if (!isObject(now)) return false;
	return Object.entries(profile)
		.filter(([, value]) => !isEmpty(value))
		.every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value));
}
