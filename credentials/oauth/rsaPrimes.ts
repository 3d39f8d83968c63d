/** The members of an RSA private key that follow from the others (RFC 8017 §3.2). */
export interface Primes {
	p: bigint;
	q: bigint;
}

/** Each finds the primes of at least every second key; all of them fail for one key in 2^24. */
const BASES = [
	2n,
	3n,
	5n,
	7n,
	11n,
	13n,
	17n,
	19n,
	23n,
	29n,
	31n,
	37n,
	41n,
	43n,
	47n,
	53n,
	59n,
	61n,
	67n,
	71n,
	73n,
	79n,
	83n,
	89n,
];

/**
 * The primes of an RSA key, from its modulus and both exponents (NIST SP 800-56B Rev. 2, appendix
 * C.1, with the first primes for its random bases). Takes some 20 ms for 2048 bits.
 *
 * @returns undefined when the three do not belong together
 */
export function recoverPrimes(n: bigint, e: bigint, d: bigint): Primes | undefined {
	const k = d * e - 1n;
	if (n <= 3n || n % 2n === 0n || k <= 0n || k % 2n === 1n) return undefined;
	let twos = 0;
	let odd = k;
	for (; odd % 2n === 0n; odd /= 2n) twos++;

	for (const base of BASES) {
		let root = power(base, odd, n);
		for (let step = 0; step < twos && root !== 1n && root !== n - 1n; step++) {
			const square = (root * root) % n;
			if (square === 1n) return ordered(gcd(root - 1n, n), n);
			root = square;
		}
	}
	return undefined;
}

function ordered(p: bigint, n: bigint): Primes {
	const q = n / p;
	return p > q ? { p, q } : { p: q, q: p };
}

/** @param modulus of more than 1 */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
	let result = 1n;
	let square = base % modulus;
	for (let left = exponent; left > 0n; left >>= 1n) {
		if (left & 1n) result = (result * square) % modulus;
		square = (square * square) % modulus;
	}
	return result;
}

function gcd(a: bigint, b: bigint): bigint {
	return b === 0n ? a : gcd(b, a % b);
}
