import { authorize, renew, type AuthorizationHeaders } from '../../credentials/oauth/session';
import { readServiceApp, type CredentialFields } from '../../credentials/oauth/serviceApp';
import type { TokenReply } from '../../credentials/oauth/tokenRefusals';
import {
	requestToken,
	type Experience,
	type IssuedToken,
	type Surroundings,
	type TokenRequest,
} from '../../credentials/oauth/tokenRequest';
import type { Org } from '../org';

const inexperienced: Experience = { demandsDpop: false, clockOffset: 0 };

/** What a request looks like on its way; a test may change it. */
export type Interference = (request: TokenRequest) => TokenRequest | Promise<TokenRequest>;

/**
 * A machine n8n could run on, reduced to a clock and a network: the credential's core on one side,
 * the practice org over real HTTP on the other.
 */
export class Machine {
	/** Milliseconds of each wait; waiting moves the clocks instead of taking time. */
	readonly slept: number[] = [];
	/** Milliseconds this machine's clock is ahead of the org's; negative: behind. */
	ahead: number;
	interference: Interference = (request) => request;
	readonly #org: Org;

	constructor(org: Org, { ahead = 0 } = {}) {
		this.#org = org;
		this.ahead = ahead;
	}

	/** Milliseconds since the epoch by this machine's clock. */
	now(): number {
		return this.#org.clock.now() + this.ahead;
	}

	/** Lets time go by, here and at the org. */
	pass(milliseconds: number): void {
		this.#org.clock.advance(milliseconds);
	}

	readonly surroundings: Surroundings = {
		now: () => this.now(),
		sleep: async (milliseconds) => {
			this.slept.push(milliseconds);
			this.pass(milliseconds);
		},
		send: async (request) => await send(await this.interference(request)),
	};

	/** Trades a signed assertion for a token, with the fields of a credential. */
	async exchange(
		fields: CredentialFields,
		experience: Experience = inexperienced,
	): Promise<IssuedToken> {
		return await requestToken(readServiceApp(fields), experience, this.surroundings);
	}

	/** The fields as n8n stores them after `preAuthentication`. */
	async renew(fields: CredentialFields): Promise<CredentialFields> {
		return { ...fields, ...(await renew(fields, this.surroundings)) };
	}

	/**
	 * Calls the org's API with the token the fields hold, for example `GET /api/v1/users`.
	 *
	 * @throws RenewalWanted when they hold none that would do
	 */
	async call(fields: CredentialFields, route: string): Promise<Response> {
		const [method = '', path = ''] = route.split(' ');
		const url = `${this.#org.url}${path}`;
		const signed = await authorize(fields, { method, url }, this.now());
		return await fetch(url, { method, headers: headersOf(signed) });
	}
}

export function headersOf({ Authorization, DPoP }: AuthorizationHeaders): Record<string, string> {
	return { Authorization, ...(DPoP === undefined ? {} : { DPoP }) };
}

/** The real network and clock, with a record of what was sent. */
export function network() {
	const sent: TokenRequest[] = [];
	const surroundings: Surroundings = {
		now: Date.now,
		sleep: async () => undefined,
		send: async (request) => {
			sent.push(request);
			return await send(request);
		},
	};
	return { sent, surroundings };
}

async function send({ url, headers: sent, body }: TokenRequest): Promise<TokenReply> {
	const response = await fetch(url, { method: 'POST', headers: sent, body });
	const headers: Record<string, string> = {};
	response.headers.forEach((value, name) => {
		headers[name] = value;
	});
	return { status: response.status, headers, body: parsed(await response.text()) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
