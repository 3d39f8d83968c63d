import { remember } from '../../../credentials/oauth/remember';
import { type Clock, clock as machineClock } from './machineClock';
import { OrgPace } from './orgPace';
import { RunPace } from './runPace';
import type { Manners } from './types';

/** More than one process ever deals with. */
const mostOrgs = 200;

/**
 * Lets requests pass as fast as Okta takes them and never faster: for each org, app and rate limit
 * what the answers' headers show is left, and for each org as many at a time as go well.
 */
export class Pacer {
	readonly #clock: Clock;
	readonly #orgs = new Map<string, OrgPace>();
	#count = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/**
	 * Begins a run. Runs for one org share what it has left, whoever came first going first.
	 *
	 * @param app - client ID; Okta gives each app a part of every limit
	 * @param signal - ends all waiting of the run
	 */
	open(origin: string, app: string, settings: Manners, signal?: AbortSignal): RunPace {
		const org = this.#orgs.get(origin) ?? new OrgPace(this.#clock);
		remember(this.#orgs, origin, org, mostOrgs, ({ isIdle }) => isIdle);
		return new RunPace(settings, app, signal, org, this.#clock, () => this.#count++);
	}

	/** How many requests to an org may be under way at present. */
	widthOf(origin: string): number | undefined {
		return this.#orgs.get(origin)?.width;
	}
}

/** The one of this process: its executions share each org's limits. */
export const pacer = new Pacer(machineClock);
