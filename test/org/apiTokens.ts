import type { Clock } from './clock';
import type { Ids } from './ids';

const DAY = 86_400_000;

/** An unused token ends after so long; each use begins it anew. The same in every org. */
const WINDOW = 30 * DAY;

/** An SSWS token of an administrator, as the Admin Console lists it. Times in epoch milliseconds. */
export interface ApiToken {
	id: string;
	name: string;
	userId: string;
	/** What it was made for: `Okta API`, or an agent. */
	clientName: string;
	/** IDs of network zones it may be used from; anywhere where there are none. */
	zones: readonly string[];
	created: number;
	/** Its creation, until it is used. */
	lastUsed: number;
}

/** API tokens of the org's administrators. */
export class ApiTokens {
	readonly #clock: Clock;
	readonly #ids: Ids;
	readonly #tokens: ApiToken[] = [];

	constructor(clock: Clock, ids: Ids) {
		this.#clock = clock;
		this.#ids = ids;
	}

	add(given: Pick<ApiToken, 'name' | 'userId'> & Partial<ApiToken>): ApiToken {
		const { created = this.#clock.now(), lastUsed = created } = given;
		const token: ApiToken = {
			id: this.#ids.next('00T'),
			clientName: 'Okta API',
			zones: [],
			...given,
			created,
			lastUsed,
		};
		this.#tokens.push(token);
		return token;
	}

	use(token: ApiToken): void {
		token.lastUsed = this.#clock.now();
	}

	/** Those that have not ended. */
	list(): ApiToken[] {
		return this.#tokens.filter((token) => endOf(token) > this.#clock.now());
	}
}

/** When a token ends unless it is used until then. */
export const endOf = ({ lastUsed }: ApiToken): number => lastUsed + WINDOW;
