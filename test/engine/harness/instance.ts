import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container } from '@n8n/di';
import { Cipher, EncryptionKeyProxy } from 'n8n-core';

let prepared = false;

/**
 * Gives n8n-core a user folder and an encryption key of its own. n8n-core reads both from the
 * environment when its first service is made, so this comes before any of them.
 */
export function prepareInstance(): void {
	if (prepared) return;
	prepared = true;

	const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
	process.env.N8N_LOG_LEVEL = 'silent';
	process.env.N8N_DIAGNOSTICS_ENABLED = 'false';

	const key = {
		id: 'engine-tests',
		value: Container.get(Cipher).encryptDEKWithInstanceKey(randomBytes(32).toString('hex')),
		algorithm: 'aes-256-gcm',
		format: 'prefixed' as const,
	};
	Container.get(EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async () => key,
		getLegacyKey: async () => key,
	});
	// What n8n-core read from the folder it keeps in memory.
	rmSync(folder, { recursive: true });
}
