import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

import { thumbprint, type SigningKey } from './keys';

/** How a content stands to what claims to be its seal. */
export type SealVerdict = 'genuine' | 'of another key' | 'broken';

/** A key that seals, and the name that its seals bear. */
interface Signet {
	/** Of the public half, so that it tells nothing of the private one. */
	name: string;
	secret: Buffer;
}

/**
 * Seals contents, so that only who has the private key can have written them: an HMAC under a key of
 * its own, derived from the private one (RFC 5869), behind the start of the public half's thumbprint.
 */
export class Seals {
	#own: Promise<Signet> | undefined;
	#all: Promise<Signet[]> | undefined;

	/**
	 * @param key - the one that seals; read when it is needed
	 * @param others - those whose seals are known as well
	 * @param purpose - what the seals are for, and for whom; one for another purpose is broken
	 */
	constructor(
		private readonly key: () => SigningKey,
		private readonly others: () => readonly SigningKey[],
		private readonly purpose: () => string,
	) {}

	/** @throws ServiceAppError when the key cannot be used */
	async seal(content: string): Promise<string> {
		const signet = await (this.#own ??= toSignet(this.key(), this.purpose()));
		return `${signet.name}.${mac(signet, content)}`;
	}

	/** Whether one of the keys has sealed the content. */
	async check(content: string, claimed: string): Promise<SealVerdict> {
		const [name, claim = ''] = claimed.split('.');
		const signet = (await this.#known()).find((one) => one.name === name);
		if (!signet) return 'of another key';
		const expected = Buffer.from(mac(signet, content));
		const given = Buffer.from(claim);
		const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
		return isGenuine ? 'genuine' : 'broken';
	}

	async #known(): Promise<Signet[]> {
		const toSignets = async () =>
			await Promise.all(
				[this.key(), ...this.others()].map(async (key) => await toSignet(key, this.purpose())),
			);
		return await (this.#all ??= toSignets());
	}
}

async function toSignet(key: SigningKey, purpose: string): Promise<Signet> {
	// The private exponent or scalar: the same however the key was pasted.
	const { d = '' } = key.privateKey.export({ format: 'jwk' });
	const secret = hkdfSync('sha256', Buffer.from(d, 'base64url'), '', purpose, 32);
	return { name: (await thumbprint(key)).slice(0, 8), secret: Buffer.from(secret) };
}

function mac({ secret }: Signet, content: string): string {
	return createHmac('sha256', secret).update(content).digest('base64url');
}
