import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Container } from '@n8n/di';
import { BinaryDataService, Cipher, EncryptionKeyProxy } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

let prepared = false;

/**
 * Gives n8n-core a user folder and an encryption key of its own. n8n-core reads both from the
 * environment when its first service is made, so this comes before any of them.
 */
export function prepareInstance(): void {
	if (prepared) return;
	prepared = true;

	// Tests share n8n's packages, file after file, but not their services and what these remember.
	Container.reset();
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

/**
 * Keeps files on disk from now on, as n8n does unless it is told otherwise; without this they are
 * kept in memory. They are in n8n's folder, which is the caller's to remove.
 *
 * @returns the folder
 */
export async function keepFiles(): Promise<string> {
	prepareInstance();
	await Container.get(BinaryDataService).init();
	return process.env.N8N_USER_FOLDER ?? '';
}

/** Keeps a file as a node before the one under test would. */
export async function storeFile(content: Readable, fileName: string): Promise<IBinaryData> {
	return await Container.get(BinaryDataService).store(
		{ type: 'execution', workflowId: 'engine', executionId: 'before' },
		content,
		{ data: '', mimeType: 'text/csv', fileName },
	);
}

/** A file a node put out, as a stream. */
export async function readFile({ id = '' }: IBinaryData): Promise<Readable> {
	return await Container.get(BinaryDataService).getAsStream(id);
}
