import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { Ids } from './ids';
import type { Profile } from './model';
import { bits } from './random';

export const FACTOR_TYPES = [
	'push',
	'sms',
	'call',
	'email',
	'question',
	'token:software:totp',
	'webauthn',
] as const;
export type FactorType = (typeof FACTOR_TYPES)[number];

/** The first three characters of a factor's id, by type. */
const KINDS: Readonly<Record<FactorType, string>> = {
	push: 'opf',
	sms: 'sms',
	call: 'clf',
	email: 'emf',
	question: 'ufs',
	'token:software:totp': 'ost',
	webauthn: 'fwf',
};

export interface Factor {
	readonly id: string;
	readonly factorType: FactorType;
	readonly provider: string;
	readonly vendorName: string;
	status: 'ACTIVE' | 'PENDING_ACTIVATION';
	readonly created: number;
	lastUpdated: number;
	readonly profile: Profile;
	/** What proves the factor: a TOTP seed, or the answer to the question. */
	readonly secret?: string;
	/** The code last sent by SMS, call or mail. */
	code?: { value: string; sentAt: number };
	/** TOTP time steps already used. */
	readonly usedSteps: Set<number>;
}

export interface PushTransaction {
	readonly id: string;
	readonly factorId: string;
	readonly started: number;
	/** The number the person has to choose, where one is asked for. */
	readonly number?: number;
	/** What the person answered; undefined while the question is open. */
	answer?: 'SUCCESS' | 'REJECTED';
}

const STEP = 30_000;
export const CHALLENGE_LIFETIME = 300_000;

/** Enrolled factors of all users. Seeded users' follow from the seed until something changes. */
export class FactorStore {
	/** How long after a push is sent the person accepts it; undefined: only a test answers. */
	acceptPushAfter: number | undefined = 3_000;
	/** Whether the org's policy asks for a number with every push. */
	asksForNumber = false;
	readonly #ids: Ids;
	readonly #seed: number;
	readonly #changed = new Map<number, Factor[]>();
	readonly #pushes = new Map<string, PushTransaction>();
	#next = 1_000_000_000;

	constructor(ids: Ids, seed: number) {
		this.#ids = ids;
		this.#seed = seed;
	}

	/** @param isSeeded whether the user was there from the start. */
	of(position: number, isSeeded: boolean, login: string): Factor[] {
		const changed = this.#changed.get(position);
		if (changed) return changed;
		const factors = isSeeded ? this.#seeded(position, login) : [];
		this.#changed.set(position, factors);
		return factors;
	}

	/** Of a user that is erased. */
	forget(position: number): void {
		this.#changed.delete(position);
	}

	enroll(
		factors: Factor[],
		factorType: FactorType,
		provider: string,
		profile: Profile,
		now: number,
		secret?: string,
	): Factor {
		const factor: Factor = {
			id: this.#ids.of(KINDS[factorType], this.#next++),
			factorType,
			provider,
			vendorName: provider,
			status: 'PENDING_ACTIVATION',
			created: now,
			lastUpdated: now,
			profile,
			secret: factorType === 'token:software:totp' ? newSeed() : secret,
			usedSteps: new Set(),
		};
		factors.push(factor);
		return factor;
	}

	/** Sends a new code; the test reads it from the factor. */
	send(factor: Factor, now: number): void {
		factor.code = { value: String(randomInt(1_000_000)).padStart(6, '0'), sentAt: now };
	}

	/** Whether `passCode` proves the factor now. A code counts once. */
	accepts(factor: Factor, passCode: string, now: number): boolean {
		if (factor.factorType === 'question')
			return factor.secret?.toLowerCase() === passCode.toLowerCase();
		if (factor.factorType === 'token:software:totp') {
			const step = Math.floor(now / STEP);
			const matching = [step, step - 1].find(
				(tried) => !factor.usedSteps.has(tried) && totp(factor.secret ?? '', tried) === passCode,
			);
			if (matching !== undefined) factor.usedSteps.add(matching);
			return matching !== undefined;
		}
		const { code } = factor;
		const proven = code?.value === passCode && now - code.sentAt < CHALLENGE_LIFETIME;
		if (proven) factor.code = undefined;
		return proven;
	}

	/** @param asksForNumber whether the caller wants the person to choose a number. */
	push(factor: Factor, now: number, asksForNumber = false): PushTransaction {
		const transaction: PushTransaction = {
			...((asksForNumber || this.asksForNumber) && { number: randomInt(10, 100) }),
			id: `v2mst.${randomBytes(16).toString('base64url')}`,
			factorId: factor.id,
			started: now,
		};
		this.#pushes.set(transaction.id, transaction);
		return transaction;
	}

	transaction(factor: Factor, id: string): PushTransaction | undefined {
		const transaction = this.#pushes.get(id);
		return transaction?.factorId === factor.id ? transaction : undefined;
	}

	/** Pushes to a factor that nobody has answered, the latest last. */
	openPushes(factor: Factor, now: number): PushTransaction[] {
		return [...this.#pushes.values()].filter(
			(push) => push.factorId === factor.id && this.result(push, now) === 'WAITING',
		);
	}

	cancel(transaction: PushTransaction): void {
		this.#pushes.delete(transaction.id);
	}

	result(
		transaction: PushTransaction,
		now: number,
	): 'WAITING' | 'SUCCESS' | 'REJECTED' | 'TIMEOUT' {
		if (transaction.answer) return transaction.answer;
		const waited = now - transaction.started;
		if (this.acceptPushAfter !== undefined && waited >= this.acceptPushAfter) return 'SUCCESS';
		return waited >= CHALLENGE_LIFETIME ? 'TIMEOUT' : 'WAITING';
	}

	#seeded(position: number, login: string): Factor[] {
		const drawn = bits(this.#seed, position, 50) % 10;
		const types: FactorType[] =
			drawn === 0
				? []
				: drawn < 6
					? ['push', 'token:software:totp', 'email']
					: drawn < 9
						? ['sms', 'email']
						: ['email'];
		const created = Date.UTC(2024, 0, 1) + (bits(this.#seed, position, 51) % 86_400_000);
		return types.map((factorType, index) => ({
			id: this.#ids.of(KINDS[factorType], position * 4 + index),
			factorType,
			provider: 'OKTA',
			vendorName: 'OKTA',
			status: 'ACTIVE',
			created,
			lastUpdated: created,
			profile: seededProfile(factorType, login, position),
			secret: factorType === 'token:software:totp' ? newSeed() : undefined,
			usedSteps: new Set(),
		}));
	}
}

function seededProfile(factorType: FactorType, login: string, position: number): Profile {
	switch (factorType) {
		case 'push':
			return {
				credentialId: login,
				deviceType: 'SmartPhone_Android',
				keys: [],
				name: 'Pixel',
				platform: 'ANDROID',
				version: '34',
			};
		case 'email':
			return { email: login };
		case 'sms':
		case 'call':
			return { phoneNumber: `+1415555${String(position % 10_000).padStart(4, '0')}` };
		default:
			return { credentialId: login };
	}
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const newSeed = (): string =>
	Array.from(randomBytes(16), (byte) => BASE32.charAt(byte % 32)).join('');

/** RFC 6238 with SHA-1 and six digits, as authenticator apps compute it. */
export function totp(seed: string, step: number): string {
	let buffered = 0;
	let held = 0;
	const key: number[] = [];
	for (const char of seed) {
		buffered = (buffered << 5) | BASE32.indexOf(char);
		held += 5;
		if (held >= 8) {
			held -= 8;
			key.push((buffered >>> held) & 0xff);
			buffered &= (1 << held) - 1;
		}
	}
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const digest = createHmac('sha1', Buffer.from(key)).update(counter).digest();
	const code = digest.readUInt32BE(digest.readUInt8(19) & 0xf) & 0x7fffffff;
	return String(code % 1_000_000).padStart(6, '0');
}
