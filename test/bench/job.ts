import { z } from 'zod';
import type { INodeParameters } from 'n8n-workflow';
import { isObject } from '../../nodes/Okta/transport/json';
import { access } from './org';

/** Who does the work, and what tables call it. */
export const candidateNames = {
	node: 'this node',
	builtIn: "n8n's Okta node",
	sdk: "Okta's SDK",
	compareDatasets: "n8n's Compare Datasets",
	loop: 'bare loop',
	helper: "bare requests by n8n's helper",
	connections: 'bare `http`, a connection for each request',
	keepAlive: 'bare `http`, connections kept',
} as const;

export const candidate = z.enum([
	'node',
	'builtIn',
	'sdk',
	'compareDatasets',
	'loop',
	'helper',
	'connections',
	'keepAlive',
]);
export type Candidate = z.infer<typeof candidate>;

const users = z.array(z.string());

/** What is to be done. */
export const task = z.discriminatedUnion('name', [
	/** Read every user; the node hands them on as items. */
	z.object({ name: z.literal('export'), columns: z.enum(['usual', 'all']).default('usual') }),
	/** Write every user into a file. */
	z.object({ name: z.literal('exportToFile') }),
	/** Change an attribute of each user, for programs so many at a time. */
	z.object({ name: z.literal('updateUsers'), users, atOnce: z.number() }),
	/** Put each user into a group. */
	z.object({ name: z.literal('addMembers'), users, group: z.string(), atOnce: z.number() }),
	/** Make a list the members of a group. */
	z.object({ name: z.literal('syncMembers'), logins: z.array(z.string()), group: z.string() }),
	/** Make users what a feed says: create, update, and suspend whom it doesn't name. */
	z.object({
		name: z.literal('importPeople'),
		people: z.array(z.record(z.string(), z.string())),
	}),
	/** Suspend each user. */
	z.object({ name: z.literal('suspendUsers'), users }),
	/** Run the node's form for each item. */
	z.object({
		name: z.literal('runForm'),
		parameters: z.custom<INodeParameters>(isObject),
		items: z.array(z.record(z.string(), z.string())),
	}),
	/** Import the people of a CSV file, with a report file. */
	z.object({
		name: z.literal('importFile'),
		parameters: z.custom<INodeParameters>(isObject),
		file: z.string(),
	}),
	/** Read each user by itself. */
	z.object({ name: z.literal('readUsers'), users, dpop: z.boolean() }),
]);
export type Task = z.input<typeof task>;

/** Okta's filter for everybody; a search would end after 50,000 results. */
export const everybody = 'lastUpdated gt "1970-01-01T00:00:00.000Z"';

export const job = z.object({
	candidate,
	task,
	org: access,
	/** Seconds after which the work is broken off. */
	atMost: z.number(),
	/** Where the package is; this checkout unless said. */
	directory: z.string().optional(),
});
export type Job = z.infer<typeof job>;

/** What a candidate says of its own work. */
export interface Work {
	/** Rows read, or items done. */
	done: number;
	/** How many of them are different ones. */
	distinct: number;
	/** Items that were given up. */
	failed: number;
	/** What should be known beside the figures. */
	remark?: string;
}

/** Does the work; what came of it is counted afterwards, which isn't measured. */
export type DoWork = () => Promise<() => Promise<Work>>;

/** A run, measured from inside the process that did it. */
export const measured = z.object({
	done: z.number(),
	distinct: z.number(),
	failed: z.number(),
	remark: z.string().optional(),
	seconds: z.number(),
	/** Seconds of CPU. */
	cpu: z.number(),
	/** Megabytes of memory before the work, and at most during it. */
	idle: z.number(),
	peak: z.number(),
});
export type Measured = z.infer<typeof measured>;

/** Loads what it needs and gets ready; the work itself is done later. */
export type Prepare = (job: Job) => Promise<DoWork>;
