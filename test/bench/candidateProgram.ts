import { performance } from 'node:perf_hooks';
import { job, type Candidate, type DoWork, type Job, type Measured, type Prepare } from './job';
import { watchMemory } from './memory';
import { answer } from './program';

/** Loaded only where it runs, because memory is measured, too. */
const prepare: Record<Candidate, () => Promise<Prepare>> = {
	node: async () => (await import('./candidates/oktaNode.js')).oktaNode,
	builtIn: async () => (await import('./candidates/builtIn.js')).builtIn,
	sdk: async () => (await import('./candidates/sdk.js')).sdk,
	compareDatasets: async () => (await import('./candidates/compareDatasets.js')).compareDatasets,
	loop: async () => (await import('./candidates/bareLoop.js')).bareLoop,
	helper: async () => (await import('./candidates/bareRequests.js')).helper,
	connections: async () => (await import('./candidates/bareRequests.js')).connections,
	keepAlive: async () => (await import('./candidates/bareRequests.js')).keepAlive,
};

let work: DoWork | undefined;

/** For work that changes something, and can be done once only: what is as near to it as reading comes. */
function warmUp({ task }: Job): Job['task'] | undefined {
	if (task.name === 'suspendUsers') return { name: 'readUsers', users: task.users, dpop: false };
	if (task.name !== 'runForm') return undefined;
	return { ...task, parameters: { ...task.parameters, safeguards: { dryRun: true } } };
}

async function run(): Promise<Measured> {
	if (!work) throw new Error('There is no work yet');
	const memory = watchMemory();
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	const count = await work();
	const seconds = (performance.now() - started) / 1000;
	const { user, system } = process.cpuUsage(cpuBefore);
	const peak = memory.peak();
	return { ...(await count()), seconds, cpu: (user + system) / 1e6, idle: memory.idle, peak };
}

answer({
	prepare: async (given) => {
		const asked = job.parse(given);
		const load = await prepare[asked.candidate]();
		work = await load(asked);
		// What takes milliseconds is measured warm.
		if (asked.task.name === 'readUsers') await work();
		const warmed = warmUp(asked);
		if (warmed) await (await load({ ...asked, task: warmed }))();
	},
	run,
});
