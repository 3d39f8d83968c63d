import { randomUUID } from 'node:crypto';

import { remember } from '../../../../credentials/oauth/remember';
import type { Zones } from '../conditions';
import { Gathering } from '../gathering';
import type { Position } from '../logReader';
import { Fresh } from './fresh';
import { HandOvers } from './handOvers';
import { PagesAtWork } from './pagesAtWork';
import { emptyState, type State } from './state';

/**
 * What a trigger remembers, and what it alone knows of the present. Only the first is saved: when
 * n8n dies, what was at work is forgotten, and the log brings it again.
 */
export interface Remembered {
	state: State;
	/** Names this process in what it saves. */
	readonly writer: string;
	readonly handOvers: HandOvers;
	readonly pages: PagesAtWork;
	/** How far this process read the log; it goes on there. */
	readTo?: Position;
	/** Whether this process has begun to read the log. */
	hasRead: boolean;
	/** Whether what was read may have to be read once more. */
	mustReadAgain: boolean;
	/** Whether executions run in this process, and not in workers. */
	runsHere: boolean;
	/** Whether the log is being read. */
	isReading: boolean;
	gathering: Gathering;
	/** When it was last looked for what doesn't start. Epoch milliseconds. */
	lookedAt: number;
	/** When the hook was last looked at. Epoch milliseconds. */
	checked?: number;
	/** Digest of the secret of a hook that is being made: Okta may use it before we know that it has it. */
	coming?: string;
	/** Whether the challenge of the hook that was made last came to this process. */
	isChallenged: boolean;
	/** Client ID of a credential. */
	readonly client: Fresh<string>;
	/** The network zones that conditions name. */
	readonly zones: Fresh<Zones>;
}

/** For how long a client ID is taken to be the same. Milliseconds. */
const sameClient = 60_000;

/** The same of network zones, which are read while Okta waits for an answer. Milliseconds. */
const sameZones = 5 * 60_000;

/** Of how many triggers a process keeps in memory what is stored as well. */
const mostRemembered = 1_000;

/**
 * What the triggers of this process remember, by workflow and node. n8n loads a workflow's static
 * data anew for each delivery but once for all readings of the log, and each saves all of it: what
 * one wrote, the other would undo. Here both meet.
 */
export const remembered = new Map<string, Remembered>();

/** Of a trigger this process has never heard of. */
export function anew(): Remembered {
	return {
		state: emptyState(),
		writer: randomUUID().slice(0, 8),
		handOvers: new HandOvers(),
		pages: new PagesAtWork(),
		hasRead: false,
		mustReadAgain: false,
		runsHere: false,
		isReading: false,
		gathering: new Gathering(),
		lookedAt: 0,
		isChallenged: false,
		client: new Fresh(sameClient, false),
		zones: new Fresh(sameZones, true),
	};
}

/** What the trigger of a key remembers. Who is asked for again is the last to go. */
export function recall(key: string): Remembered {
	const mine = remembered.get(key) ?? anew();
	remember(remembered, key, mine, mostRemembered, isIdle);
	return mine;
}

/** Whether what is stored is all there is to know. */
function isIdle({ handOvers, isReading, coming }: Remembered): boolean {
	return handOvers.isIdle && !isReading && coming === undefined;
}
