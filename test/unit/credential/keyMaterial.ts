import {
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
} from 'node:crypto';

/** A key pair made for one test file; `pem` and `jwk` are the private half. */
export interface KeyMaterial {
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
	/** PKCS#8. */
	readonly pem: string;
	readonly jwk: Record<string, unknown>;
	readonly publicJwk: Record<string, unknown>;
}

/**
 * Keys go through PEM: in Node 20 a key still held by what generated it locks the process up for good if
 * memory is collected while it is exported. What generates keys asynchronously lets go of them at once.
 */
const publicKeyEncoding = { format: 'pem', type: 'spki' } as const;
const privateKeyEncoding = { format: 'pem', type: 'pkcs8' } as const;

export function rsa(modulusLength = 2048): KeyMaterial {
	return material(
		generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding, privateKeyEncoding }),
	);
}

export function ec(namedCurve: string): KeyMaterial {
	return material(generateKeyPairSync('ec', { namedCurve, publicKeyEncoding, privateKeyEncoding }));
}

export function ed25519(): KeyMaterial {
	return material(generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding }));
}

function material(pair: { privateKey: string; publicKey: string }): KeyMaterial {
	const privateKey = createPrivateKey(pair.privateKey);
	const publicKey = createPublicKey(pair.publicKey);
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
