import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { measured, type Candidate, type Measured, type Task } from './job';
import type { Account, OpenOrg } from './org';
import { Program } from './program';

/** One run of a candidate, from its own side and from the org's. */
export interface Run extends Measured {
	candidate: Candidate;
	org: Account;
}

export interface RunOptions {
	candidate: Candidate;
	task: Task;
	/** Seconds after which the candidate is to break off by itself. */
	atMost?: number;
	/** Where the package is that is measured; this checkout unless said. */
	directory?: string;
	/** Settings of the process. */
	env?: Record<string, string>;
	/** Milliseconds to wait between getting ready and the work. */
	delay?: number;
}

/** Runs a candidate in a process of its own. Nobody else may call the org meanwhile. */
export async function run(org: OpenOrg, options: RunOptions): Promise<Run> {
	const { candidate, task, atMost = 1_800, directory, env, delay = 0 } = options;
	const program = await prepared(org, { candidate, task, atMost, directory, env });
	try {
		if (delay > 0) await sleep(delay);
		const figures = await program.ask('run', undefined, measured);
		return { candidate, ...figures, org: await org.account() };
	} finally {
		await program.end();
	}
}

/** Runs jobs of one candidate one after another in the same process, of which memory is not to be compared. */
export async function runInTurn(
	org: OpenOrg,
	candidate: Candidate,
	tasks: readonly Task[],
): Promise<Run[]> {
	const program = new Program('candidateProgram.ts');
	try {
		const runs: Run[] = [];
		for (const task of tasks) {
			const job = { candidate, task, org: org.access, atMost: 1_800 };
			await program.ask('prepare', job, z.unknown());
			await org.account();
			const figures = await program.ask('run', undefined, measured);
			runs.push({ candidate, ...figures, org: await org.account() });
		}
		return runs;
	} finally {
		await program.end();
	}
}

/** Runs a candidate that will not finish for so many seconds; what the org saw of it. */
export async function runInVain(
	org: OpenOrg,
	{ candidate, task, env }: RunOptions,
	seconds: number,
): Promise<Account> {
	const program = await prepared(org, { candidate, task, atMost: seconds, env });
	const outcome = program.ask('run', undefined, measured).then(
		() => 'finished',
		() => 'ended',
	);
	const first = await Promise.race([outcome, sleep(seconds * 1000)]);
	const account = await org.account();
	await program.end();
	if (first === 'finished') throw new Error(`${candidate} finished, which it never did before`);
	return account;
}

async function prepared(
	org: OpenOrg,
	{ env, ...job }: Omit<RunOptions, 'delay'>,
): Promise<Program> {
	const program = new Program('candidateProgram.ts', env);
	await program.ask('prepare', { ...job, org: org.access }, z.unknown());
	await org.account();
	return program;
}
