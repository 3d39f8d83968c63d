import type { IDataObject } from 'n8n-workflow';

import { unlessIn } from '../../objects/findLost';
import { loginOf } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import type { Earlier } from './earlier';
import { endSessions, removeFactors, suspend } from './endAccess';
import type { OfRun } from './ofRun';
import { named } from './person';
import { containSteps, type ContainStep } from './steps';
import { NOT_SHOWN, STILL_THERE, Work } from './work';

/** What a containment made of what can be undone. */
export interface Undoable {
	/** When, by Okta's clock; empty where somebody else did it, or nobody. */
	suspendedAt: string;
	/** The group the user was put into; none where the user was in it already. */
	group: { id: string; name: string } | undefined;
}

/** What a containment is to do. */
interface Wishes {
	steps: ReadonlySet<string>;
	/** ID of the quarantine group; empty where there is none. */
	groupId: string;
	earlier: Earlier | undefined;
}

/** Keeps one user from doing harm, until somebody knows more. */
export class Containment {
	readonly #work: Work;
	readonly #ticked: Set<string>;
	#group: Undoable['group'];
	#isOver = false;

	constructor(
		private readonly okta: Okta,
		userId: string,
		run: OfRun,
		private readonly wishes: Wishes,
	) {
		this.#work = new Work(okta, userId, run);
		this.#ticked = new Set(wishes.steps);
	}

	/** What has to happen of all users before anything else happens of any. */
	async endAccess(): Promise<void> {
		this.#work.begin(await this.#work.person.user());
		await this.#work.dropWhatLacksAScope(containSteps, this.#ticked);
		await this.#if('suspend', async () => {
			const advice = 'Expire Password, or deactivate the user.';
			await suspend(this.#work, { isTicked: false, advice });
		});
		await this.#if('expirePassword', async () => await this.#expirePassword());
		const { earlier } = this.wishes;
		await this.#if('sessions', async () => await endSessions(this.#work, earlier));
	}

	/** All else, and a look whether it is so. */
	async restrict(): Promise<void> {
		await this.#if('quarantine', async () => await this.#quarantine());
		await this.#if('factors', async () => await removeFactors(this.#work, undefined));
		await this.#lookAgain();
		this.#isOver = true;
	}

	/** Whether all steps came to their ends. */
	get isOver(): boolean {
		return this.#isOver;
	}

	report(): IDataObject {
		const { userId, user, journal } = this.#work;
		const { suspendedAt, group } = this.#undoable();
		return {
			userId,
			login: loginOf(user),
			complete: journal.complete,
			steps: journal.toJson(),
			undoable: { suspendedAt, group: group ?? null },
		};
	}

	/** With what an earlier run made, which this one found done. */
	#undoable(): Undoable {
		const before = this.wishes.earlier && readUndoable(this.wishes.earlier);
		const [suspended] = this.#work.madeOf('suspend');
		const isMade = this.#work.madeOf('quarantine').length > 0;
		return {
			suspendedAt: suspended?.at ?? before?.suspendedAt ?? '',
			group: (isMade ? this.#group : undefined) ?? before?.group,
		};
	}

	async #if(step: ContainStep, work: () => Promise<void>): Promise<void> {
		if (this.#ticked.has(step)) await work();
	}

	async #expirePassword(): Promise<void> {
		const { user, journal } = this.#work;
		const status = text(user['status']);
		if (isDeactivated(user)) {
			await journal.add('expirePassword', 'nothing to do', 'The user is deactivated.');
		} else if (status === 'PASSWORD_EXPIRED') {
			await journal.add('expirePassword', 'nothing to do');
		} else if (status === 'SUSPENDED' || this.#work.madeOf('suspend').length > 0) {
			const why =
				'Okta does not expire the password of who is suspended, and cannot sign in with any. Release can do it.';
			await journal.add('expirePassword', 'skipped', why);
		} else if (status === 'ACTIVE' && this.#ticked.has('suspend')) {
			const why =
				'Okta does not suspend whose password has expired: the user has to be suspended first.';
			await journal.add('expirePassword', 'skipped', why);
		} else {
			const repeat = unlessIn(['PASSWORD_EXPIRED']);
			await this.#work.change('expirePassword', '', {
				...this.#work.lifecycle('expire_password'),
				repeat,
			});
		}
	}

	async #quarantine(): Promise<void> {
		const { groupId } = this.wishes;
		const { journal, person, userId } = this.#work;
		const group = await journal.read('quarantine', async () => await this.#readGroup());
		const groupIds =
			group && (await journal.read('quarantine', async () => await person.groupIds()));
		if (!group || !groupIds) return;
		const what = named(group.name, groupId);
		if (groupIds.includes(groupId)) {
			await journal.add('quarantine', 'nothing to do', '', what);
			return;
		}
		this.#group = group;
		const path = fillPath('/api/v1/groups/{groupId}/users/{userId}', (name) =>
			name === 'groupId' ? groupId : userId,
		);
		await this.#work.change('quarantine', what, { method: 'PUT', path }, { id: groupId });
	}

	async #readGroup(): Promise<{ id: string; name: string }> {
		const path = fillPath('/api/v1/groups/{groupId}', () => this.wishes.groupId);
		const { id, profile } = await sendForObject(this.okta, { method: 'GET', path });
		return { id: text(id), name: isObject(profile) ? text(profile['name']) : '' };
	}

	async #lookAgain(): Promise<void> {
		const { person } = this.#work;
		const status = async (): Promise<string[]> => {
			this.#work.user = await person.user();
			const now = text(this.#work.user['status']);
			return now === 'ACTIVE' ? [''] : [];
		};
		await this.#work.lookAgain({ suspend: status, expirePassword: status });
		await this.#work.lookAgain(
			{ factors: async () => ((await person.factors()).length > 0 ? ['factors'] : []) },
			STILL_THERE,
		);
		await this.#work.lookAgain(
			{
				quarantine: async () => {
					const { groupId } = this.wishes;
					return (await person.groupIds()).includes(groupId) ? [] : [groupId];
				},
			},
			NOT_SHOWN,
		);
	}
}

/** What of a containment can be undone; nothing where the report is none of one. */
export function readUndoable({ report }: Earlier): Undoable | undefined {
	const { undoable } = report;
	if (!isObject(undoable)) return undefined;
	const { suspendedAt, group } = undoable;
	return {
		suspendedAt: text(suspendedAt),
		group: isObject(group) ? { id: text(group['id']), name: text(group['name']) } : undefined,
	};
}
