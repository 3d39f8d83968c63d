import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';
import postgres from 'postgres';
import { PlainError } from './cache';
import addresses from './queueServices.json';

/** What n8n's queue mode needs beside n8n, for one n8n alone. */
export interface QueueServices {
	/** Settings for n8n and its workers. */
	env: Record<string, string>;
	/** Removes what was made. n8n must have ended. */
	close(): Promise<void>;
}

/**
 * A new database in the machine's PostgreSQL, and a prefix for all keys in its Redis.
 *
 * @throws PlainError when one of the two does not answer.
 */
export async function openQueueServices(): Promise<QueueServices> {
	const name = `n8n_nodes_okta_${randomBytes(6).toString('hex')}`;
	await inRedis((redis) => redis.ping());
	await inPostgres((sql) => sql`create database ${sql(name)}`);
	return {
		env: {
			EXECUTIONS_MODE: 'queue',
			// Workers make no key of their own.
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: addresses.postgres.host,
			DB_POSTGRESDB_PORT: String(addresses.postgres.port),
			DB_POSTGRESDB_USER: addresses.postgres.username,
			DB_POSTGRESDB_DATABASE: name,
			QUEUE_BULL_REDIS_HOST: addresses.redis.host,
			QUEUE_BULL_REDIS_PORT: String(addresses.redis.port),
			QUEUE_BULL_REDIS_DB: String(addresses.redis.database),
			QUEUE_BULL_PREFIX: `${name}:bull`,
			// Redis has its channels in common for all databases; this keeps them apart.
			N8N_REDIS_KEY_PREFIX: name,
		},
		async close() {
			await inRedis(async (redis) => {
				for await (const keys of redis.scanIterator({ MATCH: `*${name}*` })) {
					if (keys.length > 0) await redis.del(keys);
				}
			});
			await inPostgres((sql) => sql`drop database ${sql(name)} with (force)`);
		},
	};
}

async function inPostgres(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const sql = postgres({ ...addresses.postgres, max: 1, connect_timeout: 10 });
	try {
		await sql`select 1`.catch((error: unknown) => {
			throw missing('PostgreSQL', addresses.postgres, error);
		});
		await work(sql);
	} finally {
		await sql.end();
	}
}

type Redis = ReturnType<typeof connectRedis>;

function connectRedis() {
	const { host, port, database } = addresses.redis;
	return createClient({ socket: { host, port, reconnectStrategy: false }, database });
}

async function inRedis(work: (redis: Redis) => Promise<unknown>): Promise<void> {
	const redis = connectRedis();
	// Without a listener an error would end the process; the calls below fail by themselves.
	redis.on('error', () => undefined);
	try {
		await redis.connect();
	} catch (error) {
		throw missing('Redis', addresses.redis, error);
	}
	try {
		await work(redis);
	} finally {
		await redis.close();
	}
}

function missing(what: string, { host, port }: { host: string; port: number }, error: unknown) {
	return new PlainError(
		`n8n's queue mode needs ${what} at ${host}:${port}, and it cannot be used there: ${String(error)}`,
	);
}
