import { setTimeout as sleep } from 'node:timers/promises';

/** How long n8n may take to publish a workflow or to end an execution. */
const WAIT_MS = 180_000;

/** What there is to see, as soon as there is; throws when that takes n8n too long. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	const deadline = Date.now() + WAIT_MS;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`n8n was not done after ${WAIT_MS / 1000} s.`);
		await sleep(150);
	}
}

/** Waits until something holds, or for so long: what the caller expects then says how it is. */
export async function settled(holds: () => Promise<boolean>, seconds: number): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	while (!(await holds()) && Date.now() < deadline) await sleep(150);
}
