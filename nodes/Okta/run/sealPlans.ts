import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { type PlanItem, toJson } from '../plan/planItem';
import { GOOD_FOR, toSealedJson } from '../plan/sealed';
import type { OktaOfRun } from '../transport/types';

/** Where an item of a plan comes from. */
interface Source {
	/** None where the credential can't be used. */
	okta?: OktaOfRun;
	/** Resource and operation as the editor stores them, with a dot between. */
	operation: string;
	/** Whether the form asks for a secret that is in Okta's answer only. */
	asksForSecret?: () => boolean;
	/** Whether one request would do it for several items. */
	isShared?: boolean;
}

/** What a dry run puts out, sealed by the credential of each item. */
export async function sealPlans(
	plans: readonly PlanItem[],
	sourceOf: (index: number) => Source,
): Promise<IDataObject[]> {
	const id = randomUUID();
	const ends = new Map<OktaOfRun, Promise<number>>();
	const endFor = async (okta: OktaOfRun) => (await okta.now()) + GOOD_FOR * 3_600_000;
	const toRow = async (plan: PlanItem, index: number): Promise<IDataObject> => {
		const { okta, operation, asksForSecret, isShared = false } = sourceOf(index);
		if (!okta) return toJson(plan);
		const end = ends.get(okta) ?? endFor(okta);
		ends.set(okta, end);
		const isAsked = plan.would !== 'be refused' && asksForSecret?.() === true;
		const origin = { index, operation, asksForSecret: isAsked, isShared };
		return await toSealedJson(plan, origin, { id, expires: await end }, okta);
	};
	return await Promise.all(plans.map(toRow));
}
