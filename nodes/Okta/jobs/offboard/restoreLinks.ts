import { linkedIds } from '../../objects/links';
import { fillPath } from '../../transport/path';
import { unlessMissing } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import { makeOwner } from './handedOver';
import { unlessGone as unlessGoneAlready } from './journal';
import { ownersOf } from './ofRun';
import { type LinksOfPerson, named } from './person';
import { type InCommon, type Looks, type Plan, unlessGone } from './restoration';
import type { Work } from './work';

const GONE = 'The other user is gone.';

/** Links a user to the manager again, and the reports to the user, unless they have another by now. */
export async function giveBackLinks(
	work: Work,
	{ links, plan, common }: { links: readonly LinksOfPerson[]; plan: Plan; common: InCommon },
	looks: Looks,
): Promise<void> {
	const { okta, journal, userId } = work;
	const now = (id: string): string => common.renamed.get(id) ?? id;
	const known = await journal.read(
		'linkedObjects',
		async () => await common.run.relationships.get(okta),
	);
	if (!known) return;
	const given: Array<{ primary: string; of: string; to: string }> = [];
	let missing = 0;
	for (const { primary, primaryIds, associatedIds } of links) {
		const pairs = [
			...primaryIds.map((to) => ({ of: userId, to: now(to), isOwn: true })),
			...associatedIds.map((of) => ({ of: now(of), to: userId, isOwn: false })),
		];
		if (pairs.length > 0 && !known.some((one) => one.primary === primary)) {
			missing++;
			const why = 'The org has no such relationship any more.';
			await journal.add('linkedObjects', 'skipped', why, primary);
			continue;
		}
		for (const { of, to, isOwn } of pairs) {
			const what = `${primary} of ${of}: ${to}`;
			const held = await journal.read('linkedObjects', async () => await linked(okta, of, primary));
			if (!held || held === 'gone') {
				missing++;
				if (held) await journal.add('linkedObjects', 'skipped', GONE, what);
				continue;
			}
			if (held.includes(to)) continue;
			missing++;
			const [other] = held;
			const heir = plan.handedOver?.links.find(
				(one) => one.primary === primary && now(one.userId) === of,
			);
			// What became of a report after a snapshot, nobody knows without a report of it.
			const isHandedOver = !isOwn && (!plan.handedOver || heir?.to === other);
			if (other !== undefined && !isHandedOver) {
				const why = `It is ${other} by now, which somebody else has set.`;
				await journal.add('linkedObjects', 'skipped', why, what);
				continue;
			}
			given.push({ primary, of, to });
			const path = fillPath('/api/v1/users/{of}/linkedObjects/{primary}/{to}', (name) =>
				name === 'of' ? of : name === 'to' ? to : primary,
			);
			await work.change(
				'linkedObjects',
				what,
				{ method: 'PUT', path },
				{
					id: `${primary} ${of}`,
					why: other === undefined ? '' : `It was ${other} in the meantime.`,
					unlessSo: unlessGone(GONE),
				},
			);
		}
	}
	if (missing === 0) await journal.add('linkedObjects', 'nothing to do');
	looks['linkedObjects'] = async () => {
		const wrong: string[] = [];
		for (const { primary, of, to } of given) {
			const held = await linked(okta, of, primary);
			if (!held.includes(to)) wrong.push(`${primary} ${of}`);
		}
		return wrong;
	};
}

async function linked(okta: Okta, userId: string, primary: string): Promise<string[] | 'gone'> {
	const path = fillPath('/api/v1/users/{userId}/linkedObjects/{primary}', (name) =>
		name === 'userId' ? userId : primary,
	);
	return (await linkedIds(okta, path).catch(unlessMissing)) ?? 'gone';
}

/** Gives a user the groups back that the user owned, and takes them from whom Offboard gave them to. */
export async function giveBackOwnership(
	work: Work,
	{ groups, plan }: { groups: ReadonlyArray<{ id: string; name: string }>; plan: Plan },
	looks: Looks,
): Promise<void> {
	const { okta, journal, userId } = work;
	let missing = 0;
	const given: Array<{ id: string; heir: string }> = [];
	for (const { id, name } of groups) {
		const what = named(name, id);
		const owners = await journal.read(
			'ownership',
			async () => (await ownersOf(okta, id).catch(unlessMissing)) ?? 'gone',
		);
		if (!owners || owners === 'gone') {
			missing++;
			if (owners) await journal.add('ownership', 'skipped', 'The group is gone.', what);
			continue;
		}
		const path = fillPath('/api/v1/groups/{groupId}/owners', () => id);
		let isOwner = owners.includes(userId);
		if (!isOwner) {
			missing++;
			const own = async () => await makeOwner(okta, id, userId);
			isOwner = await work.change('ownership', what, { method: 'POST', path }, { id, work: own });
			given.push({ id, heir: '' });
		}
		const heir = plan.handedOver?.groups.find(({ groupId }) => groupId === id)?.to ?? '';
		if (!isOwner || !owners.includes(heir)) continue;
		missing++;
		given.push({ id, heir });
		const ofHeir = path + fillPath('/{ownerId}', () => heir);
		await work.change(
			'ownership',
			`${what}: ${heir}`,
			{ method: 'DELETE', path: ofHeir },
			{
				id: `${id} ${heir}`,
				why: 'Offboard had made this one the owner, who is so no more.',
				unlessSo: unlessGoneAlready,
			},
		);
	}
	if (missing === 0) await journal.add('ownership', 'nothing to do');
	looks['ownership'] = async () => {
		const wrong: string[] = [];
		for (const { id, heir } of given) {
			const owners = await ownersOf(okta, id);
			if (heir === '' && !owners.includes(userId)) wrong.push(id);
			if (owners.includes(heir)) wrong.push(`${id} ${heir}`);
		}
		return wrong;
	};
}
