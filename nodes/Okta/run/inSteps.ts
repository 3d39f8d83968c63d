import type { Task } from '../table/together';
import { inLanes } from '../transport/lanes';

/**
 * Takes tasks through their steps, several at a time: none begins a step before all are through with
 * the one before. After a failure no further one is begun.
 */
export async function inSteps<Work extends { task: Task }>(
	works: readonly Work[],
	width: number,
	take: (work: Work, step: Task['steps'][number]) => Promise<void>,
): Promise<void> {
	const last = works.reduce((most, { task }) => Math.max(most, task.steps.length), 0);
	for (let number = 0; number < last; number++) {
		const due = works.filter(({ task }) => number < task.steps.length);
		const lanes = inLanes(due, { width, ahead: Infinity }, async (work) => {
			const step = work.task.steps[number];
			if (step) await take(work, step);
		});
		while (!(await lanes.next()).done);
	}
}
