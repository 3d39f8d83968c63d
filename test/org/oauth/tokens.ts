import type { Clock } from '../clock';
import { randomId } from '../ids';

/** Access tokens of the org authorization server live one hour; it can't be changed. Milliseconds. */
export const tokenLifetime = 60 * 60 * 1000;

export interface AccessToken {
	clientId: string;
	scopes: ReadonlySet<string>;
	/** Epoch milliseconds by the org's clock. */
	expiresAt: number;
	revoked: boolean;
	/** RFC 7638 thumbprint of the proof key (`cnf.jkt`), on DPoP-bound tokens. */
	jkt?: string;
}

/** Opaque access tokens, as the org authorization server's are to everybody but Okta. */
export class Tokens {
	readonly #clock: Clock;
	readonly #tokens = new Map<string, AccessToken>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	issue(clientId: string, scopes: Iterable<string>, jkt?: string): string {
		const value = randomId('', 48);
		const expiresAt = this.#clock.now() + tokenLifetime;
		this.#tokens.set(value, { clientId, scopes: new Set(scopes), expiresAt, revoked: false, jkt });
		return value;
	}

	get(value: string): AccessToken | undefined {
		return this.#tokens.get(value);
	}

	/** Every token ever issued: to look for them where none may be. */
	values(): string[] {
		return [...this.#tokens.keys()];
	}

	isExpired(token: AccessToken): boolean {
		return token.expiresAt <= this.#clock.now();
	}

	/** Revokes every live token of the client. */
	revokeAll(clientId: string): void {
		for (const token of this.#tokens.values()) {
			if (token.clientId === clientId) token.revoked = true;
		}
	}

	/** RFC 7009 section 2.1: a token is revoked only by the client it was issued to. */
	revoke(value: string, clientId: string): void {
		const token = this.#tokens.get(value);
		if (token?.clientId === clientId) token.revoked = true;
	}
}
