import { type IDataObject, UserError } from 'n8n-workflow';

import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { collect, pathOf } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import { isRefusal, toError } from '../../transport/refusals';
import type { Okta } from '../../transport/types';

/** How a push is to be sent. */
export interface Wishes {
	/** Empty for the push factor that was set up last. */
	factorId: string;
	headers: Readonly<Record<string, string>>;
	/** Milliseconds until no answer counts as one. */
	patience: number;
}

/** As Okta says it of a push that nobody has answered. */
const WAITING = /^WAITING/;

const CODES =
	'A code of another factor is sent and checked by "Challenge or Verify", and needs no waiting.';

/** How Okta begins the IDs of factors that have no answer to wait for, and their types. */
const otherTypes: Readonly<Record<string, string>> = {
	clf: 'call',
	emf: 'email',
	fwf: 'webauthn',
	mbl: 'sms',
	ost: 'token:software:totp',
	sms: 'sms',
	ufs: 'question',
};

/**
 * Looks at what can be told of a factor by its ID.
 *
 * @throws UserError when it isn't one that answers by itself
 */
export function checkFactorId(factorId: string): void {
	const type = /^(\w{3})\w{17}$/.exec(factorId)?.[1]?.toLowerCase() ?? '';
	const other = otherTypes[type];
	if (other !== undefined) throw noPush(other);
}

/** A push that was sent to somebody, and what becomes of it. */
export class Push {
	#poll: string | undefined;
	#result = '';
	#why = '';
	#sentAt = 0;
	#endedAt = 0;
	#expiresAt = '';
	#factor: IDataObject = {};

	constructor(
		private readonly okta: Okta,
		private readonly userId: string,
		private readonly wishes: Wishes,
	) {}

	/** Whether nothing has become of it yet. */
	get isOpen(): boolean {
		return this.#poll !== undefined;
	}

	/**
	 * Sends it.
	 *
	 * @throws UserError when the user has no factor for it, and when Okta asks for a number: whoever is
	 * to see it sees nothing before the node has ended
	 */
	async send(): Promise<void> {
		const { okta } = this;
		this.#factor = await this.#findFactor();
		const path = `${this.#path(text(this.#factor['id']))}/verify`;
		const { headers } = this.wishes;
		// The user would get a second push.
		const request = { method: 'POST', path, headers, body: {}, repeat: 'never' } as const;
		const answer = await sendForObject(okta, request);
		this.#sentAt = await okta.now();
		this.#expiresAt = text(answer['expiresAt']);
		await this.#take(answer);
	}

	/** Asks what has become of it. */
	async look(): Promise<void> {
		const path = this.#poll;
		if (path === undefined) return;
		try {
			await this.#take(await sendForObject(this.okta, { method: 'GET', path }));
		} catch (error) {
			if (!isRefusal(error, 404)) throw toError(error);
			await this.#end('TIMEOUT', 'Okta does not know the push any more.');
		}
	}

	report(): IDataObject {
		const { id, factorType, provider } = this.#factor;
		const time = (at: number) => (at === 0 ? null : new Date(at).toISOString());
		return {
			userId: this.userId,
			factorId: text(id),
			factorType: text(factorType),
			provider: text(provider),
			factorResult: this.#result,
			verified: this.#result === 'SUCCESS',
			why: this.#why,
			sentAt: time(this.#sentAt),
			endedAt: time(this.#endedAt),
			waitedSeconds: Math.max(0, Math.round((this.#endedAt - this.#sentAt) / 1000)),
		};
	}

	async #findFactor(): Promise<IDataObject> {
		const { factorId } = this.wishes;
		const factor =
			factorId === ''
				? await this.#latestPush()
				: await sendForObject(this.okta, { method: 'GET', path: this.#path(factorId) });
		if (factor['factorType'] !== 'push') throw noPush(text(factor['factorType']));
		if (factor['status'] !== 'ACTIVE') {
			throw new UserError('The user has not finished setting up this factor', {
				description: `No push was sent. Its status is ${text(factor['status'])}.`,
			});
		}
		return factor;
	}

	async #latestPush(): Promise<IDataObject> {
		const request = { method: 'GET', path: this.#path() } as const;
		const factors = await collect(this.okta.pages(request, {}));
		const active = factors.filter(({ status }) => status === 'ACTIVE');
		const pushes = active.filter(({ factorType }) => factorType === 'push');
		const [latest] = pushes.toSorted(
			(a, b) => Date.parse(text(b['created'])) - Date.parse(text(a['created'])),
		);
		if (latest) return latest;
		const others = active.map(({ factorType }) => text(factorType)).join(', ');
		throw new UserError('The user has no push factor that is active', {
			description: `No push was sent. Active are: ${others || 'none'}. ${CODES}`,
		});
	}

	/** Takes what Okta says of it; without a link to ask on by, there is nothing to wait for. */
	async #take({ factorResult, _links: links, _embedded: embedded }: IDataObject): Promise<void> {
		const result = text(factorResult);
		const isWaiting = WAITING.test(result);
		if (isWaiting && isObject(embedded) && isObject(embedded['challenge'])) {
			throw this.#asksForNumber();
		}
		const poll = isObject(links) && isObject(links['poll']) ? text(links['poll']['href']) : '';
		const now = await this.okta.now();
		if (isWaiting && now - this.#sentAt >= this.wishes.patience) {
			const until = this.#expiresAt && ` Until ${this.#expiresAt} the push can still be answered.`;
			await this.#end('TIMEOUT', `Nobody answered in the time given.${until}`);
		} else if (isWaiting && poll !== '') {
			this.#poll ??= pathOf(poll);
		} else await this.#end(result, reasons[result] ?? '');
	}

	async #end(result: string, why: string): Promise<void> {
		this.#poll = undefined;
		this.#result = result;
		this.#why = why;
		this.#endedAt = await this.okta.now();
	}

	#asksForNumber(): UserError {
		this.#poll = undefined;
		const until = this.#expiresAt && `, which is open until ${this.#expiresAt}`;
		return new UserError(
			'Okta asks the user for a number, which somebody has to tell while it waits',
			{
				description:
					'This operation shows nothing before it ends. Use "Challenge or Verify" with Number Matching, ' +
					'which puts out the number, show it, and then ask for the answer by "Get Push Result". Without ' +
					`the number nobody can answer the push that was sent${until}.`,
			},
		);
	}

	#path(factorId?: string): string {
		const factors = fillPath('/api/v1/users/{userId}/factors', () => this.userId);
		if (factorId === undefined) return factors;
		return (
			factors +
			fillPath(
				'/{factorId}',
				() => factorId,
				() => 'Factor',
			)
		);
	}
}

const reasons: Readonly<Record<string, string>> = {
	SUCCESS: 'The user approved the push.',
	REJECTED: 'The user rejected the push.',
	TIMEOUT: 'Nobody answered the push while it was open.',
};

function noPush(factorType: string): UserError {
	return new UserError(`A factor of the type "${factorType}" has no answer to wait for`, {
		description: `No push was sent. Waited for are factors of the type "push", such as Okta Verify. ${CODES}`,
	});
}

/**
 * How long to wait before pushes are asked for again, in milliseconds: none of them more often than
 * every three seconds, all of them together 300 times a minute, and less often when others need the limit.
 */
export function intervalFor(open: number, shareUsed = 0): number {
	const interval = Math.max(3_000, open * 200);
	return interval * (shareUsed > 0.8 ? 4 : shareUsed > 0.5 ? 2 : 1);
}
