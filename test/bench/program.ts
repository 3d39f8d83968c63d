import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';

/*
 * A benchmark is several programs, each in a process of its own, that only exchange what is to be
 * done and what came of it. This file is both ends of that.
 */

const question = z.object({ id: z.number(), name: z.string(), given: z.unknown() });
const reply = z.object({ id: z.number(), value: z.unknown(), error: z.string().optional() });

/** What a program does when it is asked, by name. */
export type Answers = Record<string, (given: unknown) => Promise<unknown>>;

/** The inner end: answers the questions of whoever started this process, and ends with it. */
export function answer(answers: Answers): void {
	process.on('message', (message) => {
		const { id, name, given } = question.parse(message);
		const work = answers[name];
		Promise.resolve(work?.(given) ?? Promise.reject(new Error(`Nobody answers ${name}`))).then(
			(value) => process.send?.({ id, value }),
			(error: unknown) => {
				const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
				process.send?.({ id, error: text });
			},
		);
	});
	process.once('disconnect', () => process.exit());
}

/** The outer end of a program. */
export class Program {
	readonly #child: ChildProcess;
	readonly #waiting = new Map<number, (message: z.infer<typeof reply>) => void>();
	#asked = 0;

	/**
	 * @param file of this directory
	 * @param env settings it gets to see beside this process's own
	 */
	constructor(file: string, env: Record<string, string> = {}) {
		this.#child = fork(path.join(__dirname, file), {
			execArgv: ['--import', 'tsx'],
			env: { ...process.env, ...env },
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
		this.#child.on('message', (message) => {
			const received = reply.parse(message);
			this.#waiting.get(received.id)?.(received);
			this.#waiting.delete(received.id);
		});
		this.#child.once('exit', (code, signal) => {
			const error = `${file} ended with ${String(code ?? signal)}`;
			for (const [id, settle] of this.#waiting) settle({ id, error });
			this.#waiting.clear();
		});
	}

	/** @throws what the program threw, or that it ended. */
	async ask<T>(name: string, given: unknown, shape: z.ZodType<T>): Promise<T> {
		const id = ++this.#asked;
		const received = await new Promise<z.infer<typeof reply>>((resolve) => {
			this.#waiting.set(id, resolve);
			this.#child.send({ id, name, given });
		});
		if (received.error !== undefined) throw new Error(received.error);
		return shape.parse(received.value);
	}

	async end(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const ended = new Promise((resolve) => this.#child.once('exit', resolve));
		this.#child.kill('SIGKILL');
		await ended;
	}
}
