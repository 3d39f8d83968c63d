import { setTimeout as sleep } from 'node:timers/promises';

/** How many seconds n8n may take to publish a workflow or to end an execution, as a rule. */
const PATIENCE = 180;

/** What there is to see, as soon as there is; throws when that takes n8n too long. */
export async function until<T>(look: () => Promise<T | undefined>, seconds = PATIENCE): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`n8n was not done after ${seconds} s.`);
		await sleep(150);
	}
}

/** Waits until something holds, or for so long: what the caller expects then says how it is. */
export async function settled(holds: () => Promise<boolean>, seconds: number): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	while (!(await holds()) && Date.now() < deadline) await sleep(150);
}
