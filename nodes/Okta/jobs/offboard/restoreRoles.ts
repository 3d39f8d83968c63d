import type { IDataObject } from 'n8n-workflow';

import { unlessListed } from '../../objects/findLost';
import { CUSTOM } from '../../objects/roleNames';
import { isSameRole } from '../../objects/roles';
import { sendForObject } from '../../transport/answers';
import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { hasCode, toError, unlessMissing } from '../../transport/refusals';
import type { Okta } from '../../transport/types';
import type { RoleOfPerson } from './person';
import { type Looks, unlessGone } from './restoration';
import type { Work } from './work';

/** Something a role is limited to. */
interface Target {
	what: string;
	/** After that of the assignment. */
	path: string;
	/** Where it is read; nowhere where it can't be. */
	object: string | undefined;
}

const ownRoles = (roles: readonly RoleOfPerson[]) =>
	roles.filter(({ assignmentType }) => assignmentType !== 'GROUP');

/** Assigns the roles a user had, each limited to what it was limited to, and never to more. */
export async function giveBackRoles(
	work: Work,
	roles: readonly RoleOfPerson[],
	looks: Looks,
): Promise<void> {
	const { journal, person } = work;
	const now = await journal.read('adminRoles', async () => await person.roles(true));
	if (!now) return;
	const before = journal.steps.length;
	for (const role of ownRoles(roles)) {
		const assigned = ownRoles(now).find((one) => isSame(one, role));
		if (assigned) await limit(work, role, assigned);
		else await assign(work, role);
	}
	if (journal.steps.length === before) await journal.add('adminRoles', 'nothing to do');
	looks['adminRoles'] = async () => {
		const there = ownRoles(await person.roles(true));
		return ownRoles(roles).flatMap((role) => {
			const one = there.find((candidate) => isSame(candidate, role));
			const held = new Set(one && targetsOf(one).map(({ path }) => path));
			const targets = targetsOf(role).filter(({ path }) => !held.has(path));
			return [...(one ? [] : [role.id]), ...targets.map(({ path }) => role.id + path)];
		});
	};
}

/** Adds what a role is limited to that is there already: after a crash it may be there without. */
async function limit(work: Work, role: RoleOfPerson, assigned: RoleOfPerson): Promise<void> {
	const held = new Set(targetsOf(assigned).map(({ path }) => path));
	for (const target of targetsOf(role).filter(({ path }) => !held.has(path))) {
		await addTarget(work, role, assigned.id, target);
	}
}

async function addTarget(
	work: Work,
	role: RoleOfPerson,
	assignmentId: string,
	{ what, path }: Target,
): Promise<void> {
	await work.change(
		'adminRoles',
		`${nameOf(role)}: ${what}`,
		{ method: 'PUT', path: `${rolesPath(work)}/${encodeURIComponent(assignmentId)}${path}` },
		{ id: role.id + path, unlessSo: unlessGone('What it was limited to is gone.') },
	);
}

async function assign(work: Work, role: RoleOfPerson): Promise<void> {
	const { okta, journal } = work;
	const what = nameOf(role);
	const wanted = targetsOf(role);
	const there: Target[] = [];
	for (const target of wanted) {
		const isThere = await journal.read('adminRoles', async () => await exists(okta, target));
		if (isThere) there.push(target);
		if (isThere !== false) continue;
		const why = 'What it was limited to is gone.';
		await journal.add('adminRoles', 'skipped', why, `${what}: ${target.what}`);
	}
	const [first, ...others] = there;
	if (wanted.length > 0 && !first) {
		const why = 'Without what it was limited to it would be a role over everything.';
		await journal.add('adminRoles', 'skipped', why, what);
		return;
	}
	let assignmentId = '';
	const request = {
		method: 'POST',
		path: rolesPath(work),
		body: bodyOf(role),
		repeat: unlessListed({ isIt: isSameRole }),
	} as const;
	const done = await work.change('adminRoles', what, request, {
		id: role.id,
		unlessSo: (error) =>
			hasCode(error, ['E0000090'])
				? { outcome: 'nothing to do', why: 'The user has it already.' }
				: unlessGone('The role, or the set of resources it was for, is gone.')(error),
		work: async () => {
			// Until its first target is there, the role is over everything: Stop has to wait.
			const org = first ? okta.regardless() : okta;
			assignmentId = text((await sendForObject(org, request))['id']);
			if (!first) return;
			const path = `${request.path}/${encodeURIComponent(assignmentId)}`;
			await org.send({ method: 'PUT', path: path + first.path }).catch(async (error: unknown) => {
				await org.send({ method: 'DELETE', path });
				throw toError(error);
			});
		},
	});
	if (!done || assignmentId === '') return;
	for (const target of others) await addTarget(work, role, assignmentId, target);
}

async function exists(okta: Okta, { object }: Target): Promise<boolean> {
	if (object === undefined) return true;
	const request = { method: 'GET', path: object } as const;
	return (await sendForObject(okta, request).catch(unlessMissing)) !== undefined;
}

function targetsOf({ groups, apps }: RoleOfPerson): Target[] {
	return [
		...groups.map((id) => {
			const object = fillPath('/api/v1/groups/{groupId}', () => id);
			return { what: `group ${id}`, path: `/targets/groups/${encodeURIComponent(id)}`, object };
		}),
		...apps.map(({ name, id }) => {
			const catalog = `/targets/catalog/apps/${encodeURIComponent(name)}`;
			return id === ''
				? { what: `all apps of ${name}`, path: catalog, object: undefined }
				: {
						what: `app ${name} ${id}`,
						path: `${catalog}/${encodeURIComponent(id)}`,
						object: fillPath('/api/v1/apps/{appId}', () => id),
					};
		}),
	];
}

const rolesPath = ({ path }: Work): string => `${path}/roles`;

const nameOf = ({ label, type }: RoleOfPerson): string => label || type;

const bodyOf = ({ type, role, resourceSet }: RoleOfPerson): IDataObject =>
	type === CUSTOM ? { type, role, 'resource-set': resourceSet } : { type };

const isSame = (one: RoleOfPerson, other: RoleOfPerson): boolean =>
	one.type === other.type && one.role === other.role && one.resourceSet === other.resourceSet;
