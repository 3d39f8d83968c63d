import type { NodeApiError } from 'n8n-workflow';

import {
	type Attempt,
	backOff,
	isCutOff,
	isNoAnswer,
	isOfOtherShape,
	isTooMuch,
	isUndone,
	isWebPage,
	judge,
	withSmallerPage,
} from './attempt';
import { followPages } from './pages';
import { readDate } from './rateLimit';
import type { RunPace } from './runPace';
import type {
	Changes,
	Errand,
	Method,
	Okta,
	OktaOfRun,
	OktaReply,
	OktaRequest,
	Paging,
} from './types';
import { WaitTooLong } from './waitTooLong';

/** How much later than a `Date` of whole seconds it may be when it is read. Milliseconds. */
const agreement = 1_200;

/** How often a list that learns late is asked once more, within 31 to 47 seconds. */
const glances = 5;

/** Public metadata of the org (RFC 8414), which takes no token. */
export const METADATA = '/.well-known/oauth-authorization-server';

/** The outside world, handed in so that the rules here can be tested without n8n and the clock. */
export interface Wires extends Pick<Okta, 'origin' | 'reach' | 'signIn'> {
	/**
	 * One HTTP exchange; statuses are values, and so are failures that may pass.
	 *
	 * @param stop - what breaks it off; nothing does if there is none
	 */
	exchange: (request: OktaRequest, stop: AbortSignal | undefined) => Promise<Attempt>;
	/** What to throw for an answer that isn't a success. */
	explain: (reply: OktaReply, request: OktaRequest) => NodeApiError;
	run: RunPace;
	/** From 0 to 1. */
	random: () => number;
}

/** What a request has been through so far. */
interface History {
	errand: Errand;
	begunAt: number;
	/** Attempts so far. */
	sent: number;
	/** How many of them failed in a way that may pass. */
	failures: number;
	/** How many of them came when Okta had too many requests at a time. */
	crowded: number;
	/** Whether one of them may have been carried out, although its answer doesn't say so. */
	isUncertain: boolean;
	/** When the latest of them was sent, and when the first that may have been carried out was. */
	sentAt: number;
	uncertainSince: number;
	/** Okta's ID of the first one it refused. */
	firstId: string;
}

/** Okta behind n8n's helpers: requests paced and repeated, refusals thrown, pages followed. */
export function createOkta(wires: Wires): OktaOfRun {
	const { explain, reach, signIn, run, random } = wires;
	const { settings, signal, traffic } = run;

	/** Sends a request, and writes down what became of it if it changes something. */
	async function sendFor(changes: Changes, request: OktaRequest): Promise<OktaReply> {
		const history: History = {
			errand: run.errand(request),
			begunAt: run.now(),
			sent: 0,
			failures: 0,
			crowded: 0,
			isUncertain: false,
			sentAt: 0,
			uncertainSince: 0,
			firstId: '',
		};
		let isMade = false;
		try {
			const reply = await send(request, history);
			isMade = true;
			return reply;
		} finally {
			if (request.method !== 'GET') {
				if (isMade) changes.made.push({ method: request.method, path: request.path });
				else if (history.isUncertain) changes.unknown++;
			}
		}
	}

	async function send(first: OktaRequest, history: History): Promise<OktaReply> {
		let request = first;
		for (;;) {
			const outcome = await attempt(request, history);
			switch (judge(outcome, request)) {
				case 'limited':
					// The pacer knows until when, and holds back the next attempt.
					break;
				case 'crowded':
					await stepBack(++history.crowded, history);
					break;
				case 'passing': {
					history.failures++;
					if (!history.isUncertain && !isUndone(outcome)) {
						history.isUncertain = true;
						history.uncertainSince = history.sentAt;
					}
					if (history.failures >= settings.attempts) throw givenUp(outcome, request, history);
					if (isTooMuch(outcome, history.failures)) request = withSmallerPage(request);
					const found = await mayRepeat(outcome, request, history);
					if (found) return found;
					break;
				}
				default:
					return finish(outcome, request, history);
			}
		}
	}

	/** Sends the request once, when its turn has come. */
	async function attempt(request: OktaRequest, history: History): Promise<Attempt> {
		const { errand } = history;
		const pass = await run.admit(errand);
		traffic.requests++;
		if (history.sent > 0) traffic.retries++;
		const again = history.sent > 0 && {
			...(history.firstId && { 'X-Okta-Retry-For': history.firstId }),
			'X-Okta-Retry-Count': String(history.sent),
		};
		history.sent++;
		history.sentAt = run.now();
		let reply: OktaReply | undefined;
		try {
			const outcome = await wires.exchange(
				{ ...request, headers: { ...request.headers, ...again } },
				signal,
			);
			if (!isNoAnswer(outcome)) reply = outcome;
			history.firstId ||= reply?.headers['x-okta-request-id'] ?? '';
			return outcome;
		} finally {
			pass.settle(reply);
		}
	}

	/** Too many requests at a time: Okta doesn't say for how long. */
	async function stepBack(times: number, { errand }: History): Promise<void> {
		const wait = backOff(times, random());
		errand.heldSince ??= run.now();
		const total = run.now() - errand.heldSince + wait;
		if (total > settings.longestWait) {
			throw new WaitTooLong("Okta's limit of requests at the same time", total, settings);
		}
		run.stand();
		await run.pause(wait).finally(() => run.goOn());
	}

	/**
	 * Waits a moment and finds out whether to send the request again.
	 *
	 * @returns the answer, if that has turned up in the meantime
	 */
	async function mayRepeat(
		outcome: Attempt,
		request: OktaRequest,
		history: History,
	): Promise<OktaReply | undefined> {
		const { repeat = isIdempotent(request.method) ? 'harmless' : 'never' } = request;
		if (repeat === 'never' && history.isUncertain) throw unknown(outcome, request, history);
		await run.pause(backOff(history.failures, random()));
		if (typeof repeat !== 'function' || !history.isUncertain) return undefined;

		const isNew = (time: unknown): boolean => {
			const made = Date.parse(String(time));
			// Both clocks at the same moment: finding out may have taken its time.
			const elapsed = run.now() - history.uncertainSince;
			// Okta's Date has whole seconds, and its servers may differ by a little.
			return made >= (run.timeOfDay() ?? Date.now()) - elapsed - 2_000;
		};
		let found = await repeat(okta, request, isNew);
		for (let times = 1; found === 'notSeen' && times <= glances; times++) {
			await run.pause(backOff(times, random()));
			found = await repeat(okta, request, isNew);
		}
		if (found === 'unknown') throw unknown(outcome, request, history);
		return found === 'undone' || found === 'notSeen'
			? undefined
			: { status: 200, headers: {}, body: found };
	}

	function finish(outcome: Attempt, request: OktaRequest, history: History): OktaReply {
		if (isNoAnswer(outcome)) throw outcome.error;
		const isFine = outcome.status >= 200 && outcome.status <= 299;
		if (isFine && (isWebPage(outcome) || isOfOtherShape(outcome, request))) {
			history.isUncertain = true;
			const error = explain(outcome, request);
			throw request.method === 'GET' ? error : amended(error, whetherDone(outcome, request));
		}
		if (isFine) return outcome;
		if (outcome.status === 404 && request.method === 'DELETE' && history.isUncertain) {
			// An attempt whose answer got lost has deleted it.
			return { status: 204, headers: outcome.headers, body: '' };
		}
		const error = explain(outcome, request);
		if (!history.isUncertain || request.method === 'GET') throw error;
		throw amended(
			error,
			'An earlier attempt got no proper answer and may have done it already, which can be the reason.',
		);
	}

	function givenUp(outcome: Attempt, request: OktaRequest, history: History): NodeApiError {
		const seconds = Math.round((run.now() - history.begunAt) / 1000);
		return amended(
			errorOf(outcome, request),
			`It was tried ${String(history.sent)} times within ${String(seconds)} seconds.` +
				(history.isUncertain && request.method !== 'GET'
					? ` ${whetherDone(outcome, request)}`
					: ''),
		);
	}

	function unknown(outcome: Attempt, request: OktaRequest, history: History): NodeApiError {
		const tries = history.sent > 1 ? `It was tried ${String(history.sent)} times. ` : '';
		return amended(
			errorOf(outcome, request),
			`${tries}${whetherDone(outcome, request)} It was not sent again, because doing it twice could do harm: look in Okta first.`,
		);
	}

	async function now(): Promise<number> {
		const asked = async () => readDate((await reach(METADATA)).headers);
		const theirs = run.timeOfDay() ?? (await asked().catch(() => undefined));
		const own = Date.now();
		if (theirs === undefined) return own;
		// Okta's `Date` has whole seconds: where this machine's clock agrees, it is the finer one.
		return own >= theirs && own < theirs + agreement ? own : theirs;
	}

	function errorOf(outcome: Attempt, request: OktaRequest): NodeApiError {
		return isNoAnswer(outcome) ? outcome.error : explain(outcome, request);
	}

	/** A class: there is one for each item, and getters of literals would give each a shape of its own. */
	class Apart implements Okta {
		constructor(readonly changes: Changes = { made: [], unknown: 0 }) {}

		readonly reach = reach;
		readonly signIn = signIn;
		readonly parallel = settings.parallel;
		readonly signal = signal;
		readonly traffic = traffic;
		readonly send = async (request: OktaRequest) => await sendFor(this.changes, request);

		readonly now = now;
		readonly pause = async (milliseconds: number) => {
			await run.pause(milliseconds);
		};

		get origin() {
			return wires.origin;
		}

		regardless() {
			return createOkta({ ...wires, run: run.outliving() }).apart(this.changes);
		}

		pages(request: OktaRequest, options: Paging) {
			return followPages(this.send, request, options);
		}
	}

	class Whole extends Apart implements OktaOfRun {
		readonly apart = (changes?: Changes) => new Apart(changes);
		readonly explain = explain;
	}

	const okta = new Whole();
	return okta;
}

/** RFC 9110 section 9.2.2. */
function isIdempotent(method: Method): boolean {
	return method === 'GET' || method === 'PUT' || method === 'DELETE';
}

function whetherDone(outcome: Attempt, request: OktaRequest): string {
	return !isNoAnswer(outcome) && isCutOff(outcome, request)
		? 'Okta did it, but its answer was cut short.'
		: 'It is not known whether Okta did it.';
}

function amended(error: NodeApiError, line: string): NodeApiError {
	error.description = [error.description, line].filter(Boolean).join('\n');
	return error;
}
