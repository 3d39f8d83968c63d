import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key pair made for one test file; `pem` and `jwk` are the private half. */
export interface KeyMaterial {
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
	/** PKCS#8. */
	readonly pem: string;
	readonly jwk: Record<string, unknown>;
	readonly publicJwk: Record<string, unknown>;
}

export function rsa(modulusLength = 2048): KeyMaterial {
	return material(generateKeyPairSync('rsa', { modulusLength }));
}

export function ec(namedCurve: string): KeyMaterial {
	return material(generateKeyPairSync('ec', { namedCurve }));
}

export function material(pair: { privateKey: KeyObject; publicKey: KeyObject }): KeyMaterial {
	const { privateKey, publicKey } = pair;
	return {
		privateKey,
		publicKey,
		pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
		jwk: { ...privateKey.export({ format: 'jwk' }) },
		publicJwk: { ...publicKey.export({ format: 'jwk' }) },
	};
}

/** Whether `message` repeats as much as `length` characters of a secret. */
export function quotes(message: string, secret: string, length = 8): boolean {
	const bare = secret.replace(/-----[A-Z ]+-----|\s/g, '');
	for (let start = 0; start + length <= bare.length; start++) {
		if (message.includes(bare.slice(start, start + length))) return true;
	}
	return false;
}
