/** The package's only import of jose, and so the one file the build bundles. */
export { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
export type { JWK, CryptoKey, KeyObject } from 'jose';
