import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { World } from '../engine/world';

/** n8n in a process of its own, to be killed while it runs a node. */
export class Victim {
	readonly #child: ChildProcess = fork(path.join(__dirname, 'doomed.ts'), {
		execArgv: ['--import', 'tsx'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});

	/** Kills it at once: whatever it was about to do, it doesn't. */
	kill(): void {
		this.#child.kill('SIGKILL');
	}

	/** Has it run a node. @returns when it is dead; @throws unless it was killed */
	async run({ app }: World, parameters: INodeParameters, items: IDataObject[]): Promise<void> {
		const ended = new Promise<string | null>((resolve) => {
			this.#child.once('exit', (_, signal) => resolve(signal));
		});
		this.#child.send({ credential: app.credential(), parameters, items });
		if ((await ended) !== 'SIGKILL') throw new Error('n8n came to its end before it was killed');
	}
}
