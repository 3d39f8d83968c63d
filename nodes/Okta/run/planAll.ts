import { type IDataObject, UserError } from 'n8n-workflow';

import { type Fence, Protected } from '../fence/fence';
import { asRefusal } from '../plan/asRefusal';
import { nameOf, type Subject } from '../plan/foreseen';
import { Planned } from '../plan/planned';
import { type PlanItem, toPlanItem } from '../plan/planItem';
import { Readings } from '../plan/readings';
import { World } from '../plan/world';
import type { Task } from '../table/together';
import { text } from '../transport/json';
import type { Tenants } from '../transport/tenants';
import type { OktaOfRun } from '../transport/types';
import { inSteps } from './inSteps';
import { type Pass, runItems } from './items';

/** What an item would do. */
export interface About {
	/** As the editor stores them. */
	resource: string;
	operation: string;
	/** Of which any one is enough. */
	scopes: readonly string[];
}

/**
 * What each item would lead to, in their order: each is run, its writes held back. Items see what
 * earlier ones on the same object of the same org would have done.
 *
 * @throws what isn't a refusal of the item: Okta can't be reached, the execution was stopped
 */
export async function planAll(
	tenants: Tenants,
	items: readonly number[],
	aboutItem: (index: number) => About,
	pass: Pass,
): Promise<PlanItem[]> {
	const known = new Map<OktaOfRun, ReturnType<typeof createPlannedOrgs>>();
	const orgs = new Map<number, Planned>();
	return await runItems(pass, {
		lots: tenants.lots(items),
		at: (index) => {
			const tenant = tenants.of(index);
			const plannedOrg = known.get(tenant) ?? createPlannedOrgs(tenant);
			known.set(tenant, plannedOrg);
			const org = plannedOrg(aboutItem(index).scopes);
			orgs.set(index, org);
			return { tenant, org };
		},
		settle: async (index, work): Promise<PlanItem> => {
			const [row, refusal] = await work().then(
				([first]) => [first?.json ?? {}, undefined] as const,
				(error: unknown) => [{}, asRefusal(error)] as const,
			);
			const org = orgs.get(index) ?? { writes: [], basis: {} };
			const subject = subjectOf(aboutItem(index).resource, row);
			return about(refusal, toPlanItem(org, subject, refusal));
		},
	});
}

/** Orgs with their writes held back, one for each item; each sees what the others would have done. */
function createPlannedOrgs(okta: OktaOfRun): (scopes: readonly string[]) => Planned {
	const world = new World();
	const readings = new Readings();
	return (scopes) => new Planned(okta.apart(), okta.explain, world, readings, scopes);
}

/** What tasks would lead to, in their order, step by step as they are done. */
export async function planTasks(
	okta: OktaOfRun,
	fence: Fence,
	tasks: readonly Task[],
	scopes: readonly string[],
): Promise<PlanItem[]> {
	const plannedOrg = createPlannedOrgs(okta);
	const works = tasks.map((task) => ({
		task: task.planned && task.steps.length > 0 ? { ...task, steps: [task.planned] } : task,
		org: plannedOrg(scopes),
		refusal: refusedBefore(task),
	}));
	await inSteps(works, okta.parallel, async (work, step) => {
		if (work.refusal) return;
		await step(fence.around(work.org)).catch((error: unknown) => {
			work.refusal = asRefusal(error);
		});
	});
	return works.map(({ task, org, refusal: failure }) => {
		const refusal = failure ?? refusalIn(task);
		const plan = about(refusal, toPlanItem(org, task.about, refusal));
		const { why } = task.result();
		return org.writes.length === 0 && !refusal && text(why) !== ''
			? { ...plan, why: text(why) }
			: plan;
	});
}

/** What an item would lead to that comes to nothing before it is known what it would do. */
export function planOfRefused(resource: string, refusal: Error): PlanItem {
	return toPlanItem({ writes: [], basis: {} }, subjectOf(resource, {}), refusal);
}

/** What the operation refuses before any step. */
function refusedBefore(task: Task): Error | undefined {
	return task.steps.length > 0 ? undefined : refusalIn(task);
}

/** What is protected is what such an item is about. */
function about(refusal: Error | undefined, item: PlanItem): PlanItem {
	return refusal instanceof Protected ? { ...item, object: refusal.object } : item;
}

/** What the operation itself refuses, when its steps are taken. */
function refusalIn(task: Task): Error | undefined {
	const { outcome, why } = task.result();
	return outcome === 'refused' ? new UserError(text(why)) : undefined;
}

function subjectOf(resource: string, row: IDataObject): Subject {
	const type = resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	return { type, id: text(row['id']), name: nameOf(row) || text(row['login']) };
}
