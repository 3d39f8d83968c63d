import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const file = resolve(__dirname, '../../../../../shared/okta/recorded.json');

const pair = z.object({
	id: z.string(),
	request: z.object({
		method: z.string(),
		path: z.string(),
		query: z.array(z.tuple([z.string(), z.string()])),
		body: z.unknown().optional(),
	}),
	response: z.object({
		status: z.number(),
		/** Lower-case names. */
		headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
		body: z.unknown().optional(),
	}),
});
/** One recorded request, and what Okta answered. */
export type Pair = z.infer<typeof pair>;

const sequence = z.object({
	source: z.string(),
	what: z.string(),
	rows: z.array(
		z.tuple([z.string(), z.string(), z.number(), z.number(), z.number(), z.string(), z.number()]),
	),
});
/** Consecutive answers of one client: method, template, limit, remaining, reset, date, status. */
export type Sequence = z.infer<typeof sequence>;

const recorded = z
	.object({
		pairs: z.array(pair),
		rateLimitSequences: z.array(sequence),
		logEvents: z.array(z.object({ source: z.string(), event: z.record(z.string(), z.unknown()) })),
	})
	.parse(JSON.parse(readFileSync(file, 'utf8')));

export const { pairs, rateLimitSequences, logEvents } = recorded;

const WORDS = new Set(['v1', 'authorizationServers']);
const isId = /\d|^[A-Z_]+$|^\w{20}$/;

/** A path without what differs from org to org. */
export const placeOf = (path: string): string =>
	path
		.split('/')
		.map((segment) => (isId.test(segment) && !WORDS.has(segment) ? '{id}' : segment))
		.join('/');
