import { z } from 'zod';
import { Program } from './program';

export const orgOptions = z.object({
	users: z.number(),
	/** Milliseconds until an answer. */
	answerTime: z.number().default(0),
	limits: z.enum(['none', 'workforce']).default('none'),
	/** Requests at the same time; those of the plan unless said. */
	concurrency: z.number().optional(),
	/** Whether the service app demands DPoP. */
	dpop: z.boolean().default(false),
	/** Of the service app; what reading and writing users, groups and apps takes unless said. */
	scopes: z.array(z.string()).optional(),
	/** Whether a page of users is made once only, so that the org takes as little time as it can. */
	remembersPages: z.boolean().default(false),
});

export type OrgOptions = z.input<typeof orgOptions>;

/** How to call the org, in every way a candidate may want to. */
export const access = z.object({
	url: z.string(),
	/** Of a super administrator. */
	apiToken: z.string(),
	clientId: z.string(),
	privateKey: z.string(),
	keyId: z.string(),
	scopes: z.array(z.string()),
});

export type Access = z.infer<typeof access>;

/** What an administrator types into the credential of this package. */
export const credentialData = ({ url, clientId, privateKey, keyId, scopes }: Access) => ({
	domain: url,
	clientId,
	privateKey,
	keyId,
	scopes,
	additionalScopes: '',
});

/** What the org was asked for since the last account. */
export const account = z.object({
	tokens: z.number(),
	tokenRequests: z.number(),
	reads: z.number(),
	succeeded: z.number(),
	tooMany: z.number(),
	unauthorized: z.number(),
	otherwise: z.number(),
	addresses: z.number(),
	/** Requests at the same time, at most. */
	mostInFlight: z.number(),
	/** Seconds of CPU. */
	cpu: z.number(),
});

export type Account = z.infer<typeof account>;

/** Calls of the management API, refused ones included. */
export const requestsTo = ({ succeeded, tooMany, unauthorized, otherwise }: Account): number =>
	succeeded + tooMany + unauthorized + otherwise;

/** IDs of what a bulk change changes. */
export const targets = z.object({ users: z.array(z.string()), group: z.string() });

/** People and things that every kind of operation can change something of. */
export const cast = z.object({
	users: z.array(z.object({ id: z.string(), login: z.string(), employeeNumber: z.string() })),
	/** With nobody in them. */
	groups: z.tuple([z.string(), z.string()]),
	/** An app that nobody has. */
	app: z.string(),
});

/** A group, and a list of who is to be in it: some of its members are missing, and some are new. */
export const roster = z.object({
	group: z.string(),
	logins: z.array(z.string()),
	ids: z.array(z.string()),
});

export type Roster = z.infer<typeof roster>;

/** How many members a group has, and how many of them the list replaces. */
export interface RosterSize {
	members: number;
	replaced: number;
}

/** What a feed says of everybody who has an employee number. */
export const people = z.array(z.record(z.string(), z.string()));

export interface OpenOrg {
	access: Access;
	account: () => Promise<Account>;
	/** So many active users, and a group. */
	targets: (users: number) => Promise<z.infer<typeof targets>>;
	cast: (users: number) => Promise<z.infer<typeof cast>>;
	roster: (size: RosterSize) => Promise<Roster>;
	people: () => Promise<z.infer<typeof people>>;
	/** How many users have a value as an attribute. */
	having: (attribute: string, value: string) => Promise<number>;
	end: () => Promise<void>;
}

/** Starts a practice org in a process of its own: the machine that candidates call. */
export async function openOrg(given: OrgOptions): Promise<OpenOrg> {
	const program = new Program('orgProgram.ts');
	return {
		access: await program.ask('open', given, access),
		account: async () => await program.ask('account', undefined, account),
		targets: async (users) => await program.ask('targets', users, targets),
		cast: async (users) => await program.ask('cast', users, cast),
		people: async () => await program.ask('people', undefined, people),
		having: async (attribute, value) =>
			await program.ask('having', { attribute, value }, z.number()),
		roster: async (size) => await program.ask('roster', size, roster),
		end: async () => await program.end(),
	};
}
