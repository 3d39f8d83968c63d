import type { IDataObject } from 'n8n-workflow';

import { isOpen, unlessCanceled, unlessOpened, unlessStarted } from '../../objects/identitySources';
import { LeftOff } from '../../objects/whileOff';
import { sendForList, sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';
import { inLanes } from '../../transport/lanes';
import { clock, nap } from '../../transport/machineClock';
import { fillPath } from '../../transport/path';
import { toError } from '../../transport/refusals';
import type { Changes, Okta, OktaOfItem } from '../../transport/types';

/** How many rows Okta takes in one request. */
export const BATCH = 200;
/** How many it takes in one session. */
export const SESSION = 10_000;

/** What Okta has begun to process. */
const AT_WORK = 'TRIGGERED';

/** Milliseconds between two looks at a session: at first, and at most. */
const LOOK = { first: 2_000, most: 15_000 };

/** How an import goes about it. */
export interface Manner {
	/** The end of the path that rows go to, such as `bulk-upsert`. */
	upload: string;
	/** Whether a session that somebody left open is canceled. */
	cancels: boolean;
	/** Milliseconds to wait for Okta to be through with a session. */
	patience: number;
}

/** Reads the sessions of a source that are not over. */
export async function activeSessions(okta: Okta, source: string): Promise<IDataObject[]> {
	const { rows } = await sendForList(okta, { method: 'GET', path: `${source}/sessions` });
	return rows.filter((session) => isOpen(session) || session['status'] === AT_WORK);
}

/** The rows of a session. */
export interface Rows {
	count: number;
	/** A request with some of them, by their places. */
	bodyOf: (from: number, to: number) => IDataObject;
}

/** One session of an import: opened, filled, started and waited for, once for all rows in it. */
export class ImportSession {
	/** As Okta has shown it last. */
	id = '';
	status = '';
	#run: Promise<void> | undefined;
	#changes: Readonly<Changes> = { made: [], unknown: 0 };
	#isStarted = false;

	/** @param source - path of the identity source */
	constructor(
		private readonly source: string,
		private readonly rows: Rows,
		private readonly manner: Manner,
	) {}

	/** Imports; whoever comes second waits for the first. */
	async run(okta: OktaOfItem): Promise<void> {
		this.#run ??= this.#import(okta);
		await this.#run;
	}

	/** What became of what all rows of the session share. Nothing is changed in Okta before it is started. */
	progress(): { changes: Readonly<Changes>; isDone: boolean } {
		return { changes: this.#changes, isDone: this.#isStarted };
	}

	async #import(okta: OktaOfItem): Promise<void> {
		this.#changes = okta.changes;
		await this.#makeRoom(okta);
		const path = `${this.source}/sessions`;
		const session = await sendForObject(okta, { method: 'POST', path, repeat: unlessOpened });
		this.#see(session);
		const fill = async (): Promise<IDataObject> => {
			await this.#upload(okta);
			const request = { method: 'POST', path: `${this.#path()}/start-import` } as const;
			return await sendForObject(okta, { ...request, repeat: unlessStarted });
		};
		const started = await fill().catch(async (error: unknown) => {
			await this.#giveUp(okta, toError(error));
			throw error;
		});
		this.#isStarted = true;
		this.#see(started);
		await this.#waitFor(okta, this.id, (seen) => this.#see(seen));
	}

	/** Sees to it that no session is under way: Okta takes one after another. */
	async #makeRoom(okta: Okta): Promise<void> {
		for (const { id, status } of await activeSessions(okta, this.source)) {
			if (status === AT_WORK) await this.#waitFor(okta, text(id));
			else if (this.manner.cancels) await cancel(okta, this.#path(id));
		}
	}

	async #upload(okta: Okta): Promise<void> {
		const { count, bodyOf } = this.rows;
		const starts = Array.from({ length: Math.ceil(count / BATCH) }, (_, index) => index * BATCH);
		const path = `${this.#path()}/${this.manner.upload}`;
		const lanes = inLanes(starts, { width: okta.parallel }, async (start) => {
			const body = bodyOf(start, start + BATCH);
			// Uploaded twice, it is the same rows.
			await okta.send({ method: 'POST', path, body, repeat: 'harmless' });
		});
		while (!(await lanes.next()).done);
	}

	/** A session that stays open would keep the next import from opening one for a day. */
	async #giveUp(okta: Okta, why: Error): Promise<void> {
		const org = okta.regardless();
		const look = async () => await sendForObject(org, { method: 'GET', path: this.#path() });
		const close = async (): Promise<void> => {
			// The request that starts it may have got through.
			if (isOpen(await look())) await cancel(org, this.#path());
			else this.#isStarted = true;
		};
		await close().catch((error: unknown) => {
			throw new LeftOff(
				`The import session ${this.id} was not started, and could not be canceled`,
				{
					description: [
						`Cancel it by Identity Source: Cancel Session, or Okta closes it after a day. Canceling it failed: ${toError(error).message}`,
						`What came before that: ${why.message}`,
					].join('\n'),
				},
			);
		});
	}

	/** Looks at a session until Okta is through with it, or for as long as it may take. */
	async #waitFor(okta: Okta, id: string, see?: (session: IDataObject) => void): Promise<void> {
		const until = clock.now() + this.manner.patience;
		for (let pause = LOOK.first; ; pause = Math.min(2 * pause, LOOK.most)) {
			const session = await sendForObject(okta, { method: 'GET', path: this.#path(id) });
			see?.(session);
			if (session['status'] !== AT_WORK || clock.now() >= until) return;
			await rest(okta, Math.min(pause, until - clock.now()));
		}
	}

	#see(session: IDataObject): void {
		this.id = text(session['id']) || this.id;
		this.status = text(session['status']);
	}

	#path(id: unknown = this.id): string {
		return (
			this.source +
			fillPath(
				'/sessions/{sessionId}',
				() => text(id),
				() => 'Session ID',
			)
		);
	}
}

async function cancel(okta: Okta, path: string): Promise<void> {
	await okta.send({ method: 'DELETE', path, repeat: unlessCanceled });
}

/** Waits, in naps: what waits can be stopped. */
async function rest({ signal }: Okta, milliseconds: number): Promise<void> {
	const until = clock.now() + milliseconds;
	for (let left = milliseconds; left > 0; left = until - clock.now()) {
		signal?.throwIfAborted();
		await clock.sleep(Math.min(left, nap));
	}
	signal?.throwIfAborted();
}
