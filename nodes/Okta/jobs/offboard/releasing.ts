import type { IDataObject } from 'n8n-workflow';

import { unlessIn } from '../../objects/findLost';
import { loginOf } from '../../objects/logins';
import { isDeactivated } from '../../objects/users';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';
import { readUndoable, type Undoable } from './containment';
import type { Earlier } from './earlier';
import { unlessGone } from './journal';
import type { OfRun } from './ofRun';
import { named } from './person';
import { NOT_SHOWN, STILL_THERE, Work } from './work';

/** What a release is to do. */
interface Wishes {
	/** The report of the containment. */
	contained: Earlier | undefined;
	/** Whether to expire the password of who is not suspended any more. */
	expiresPassword: boolean;
}

/** Okta's whole seconds, and the time an answer takes. */
const LEEWAY = 2_000;

/** What a containment ends for good. */
const gone: Readonly<Record<string, string>> = {
	sessions: 'Sessions and tokens that were ended are gone: the user signs in again.',
	factors: 'Factors that were removed are gone: the user enrolls them again.',
	expirePassword: 'A password that has expired stays so: the user chooses a new one.',
};

/** Undoes of a containment what it did and can be undone. */
export class Releasing {
	readonly #work: Work;
	#isOver = false;

	constructor(
		okta: Okta,
		userId: string,
		run: OfRun,
		private readonly wishes: Wishes,
	) {
		this.#work = new Work(okta, userId, run);
	}

	async release(): Promise<void> {
		this.#work.begin(await this.#work.person.user());
		const { contained } = this.wishes;
		const undoable = contained && readUndoable(contained);
		await this.#unsuspend(undoable);
		await this.#leaveGroup(undoable);
		if (this.wishes.expiresPassword) await this.#expirePassword();
		for (const [step, why] of Object.entries(gone)) {
			if (contained?.whenDone(step) === undefined) continue;
			if (step === 'expirePassword' && this.wishes.expiresPassword) continue;
			await this.#work.journal.add(step, 'skipped', why);
		}
		await this.#lookAgain(undoable);
		this.#isOver = true;
	}

	/** Whether all steps came to their ends. */
	get isOver(): boolean {
		return this.#isOver;
	}

	report(): IDataObject {
		const { userId, user, journal } = this.#work;
		return {
			userId,
			login: loginOf(user),
			complete: journal.complete,
			steps: journal.toJson(),
		};
	}

	async #unsuspend(undoable: Undoable | undefined): Promise<void> {
		const { user, journal } = this.#work;
		if (user['status'] !== 'SUSPENDED') {
			const why = isDeactivated(user) ? 'The user is deactivated, which Restore undoes.' : '';
			await journal.add('suspend', 'nothing to do', why);
			return;
		}
		const foreign = whyNot(undoable, text(user['statusChanged']));
		if (foreign !== '') {
			await journal.add('suspend', 'refused', `${foreign} Unsuspend does it, if it is to end.`);
			return;
		}
		const repeat = unlessIn(['ACTIVE']);
		await this.#work.change('suspend', '', { ...this.#work.lifecycle('unsuspend'), repeat });
	}

	async #leaveGroup(undoable: Undoable | undefined): Promise<void> {
		const { journal, person, userId } = this.#work;
		const group = undoable?.group;
		if (!group) {
			const why = undoable
				? 'Contain put the user into no group.'
				: 'Which group Contain put the user into, if any, is in its report.';
			await journal.add('quarantine', undoable ? 'nothing to do' : 'skipped', why);
			return;
		}
		const { id, name } = group;
		const groupIds = await journal.read('quarantine', async () => await person.groupIds());
		if (!groupIds) return;
		const what = named(name, id);
		if (!groupIds.includes(id)) {
			await journal.add('quarantine', 'nothing to do', 'The user is not in it any more.', what);
			return;
		}
		const path = fillPath('/api/v1/groups/{groupId}/users/{userId}', (part) =>
			part === 'groupId' ? id : userId,
		);
		const request = { method: 'DELETE', path } as const;
		await this.#work.change('quarantine', what, request, { id, unlessSo: unlessGone });
	}

	async #expirePassword(): Promise<void> {
		const { journal } = this.#work;
		if (this.#work.user['status'] === 'PASSWORD_EXPIRED') {
			await journal.add('expirePassword', 'nothing to do');
			return;
		}
		const isSuspended = this.#work.user['status'] === 'SUSPENDED';
		if (isSuspended && this.#work.madeOf('suspend').length === 0) {
			await journal.add('expirePassword', 'skipped', 'The user is still suspended.');
			return;
		}
		const repeat = unlessIn(['PASSWORD_EXPIRED']);
		const request = { ...this.#work.lifecycle('expire_password'), repeat };
		await this.#work.change('expirePassword', '', request, { id: 'password' });
	}

	async #lookAgain(undoable: Undoable | undefined): Promise<void> {
		const { person } = this.#work;
		const status = async (): Promise<string[]> => {
			this.#work.user = await person.user();
			const now = text(this.#work.user['status']);
			return [
				...(now === 'SUSPENDED' ? [''] : []),
				...(now === 'PASSWORD_EXPIRED' ? [] : ['password']),
			];
		};
		await this.#work.lookAgain({ suspend: status, expirePassword: status }, NOT_SHOWN);
		const id = undoable?.group?.id ?? '';
		await this.#work.lookAgain(
			{ quarantine: async () => ((await person.groupIds()).includes(id) ? [id] : []) },
			STILL_THERE,
		);
	}
}

/** Why a suspension isn't the containment's; empty where it is. */
function whyNot(undoable: Undoable | undefined, since: string): string {
	if (!undoable) {
		return 'Whether Contain suspended the user is in its report: give it as Report of Contain.';
	}
	if (undoable.suspendedAt === '') return 'Contain did not suspend the user.';
	const isLater = Date.parse(since) > Date.parse(undoable.suspendedAt) + LEEWAY;
	return isLater ? `The user was suspended again at ${since}, after Contain.` : '';
}
