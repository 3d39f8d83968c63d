import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { changes, creates, from, invalid, nothing, removes } from '../foreseen';
import type { Foresee, Foresights } from '../sight';
import { find, type Kind, on } from './found';

/** @param kind - in the words of Okta's refusal */
const create =
	(type: string, kind: string, path: string, rowsIn: string): Foresee =>
	async (sight) => {
		const label = text(sight.body['label']);
		const alike = await sight.list(path, { rowsIn });
		if (alike.some((one) => one['label'] === label)) {
			const said = `label: There is already ${kind} with this name.`;
			return invalid({ type, id: '', name: label }, 'label', said);
		}
		const id = sight.placeholder(type.replace(/\W/g, ''));
		const { description } = sight.body;
		const body = { id, label, description };
		return creates(
			{ type, id, name: label },
			{
				doubt: 'Whether Okta takes what is in it shows only when it is sent.',
				changes: [from('label', null, label)],
				body,
				leaves: [[`${path}/${id}`, body]],
			},
		);
	};

const ROLE: Kind = {
	type: 'custom role',
	kind: 'CustomRole',
	at: '/api/v1/iam/roles/{customRoleId}',
};
const SET: Kind = {
	type: 'resource set',
	kind: 'ResourceSet',
	at: '/api/v1/iam/resource-sets/{resourceSetId}',
};
const BINDING: Kind = {
	type: 'role binding',
	kind: 'Binding',
	at: `${SET.at}/bindings/{customRoleId}`,
};

const done = { status: 204, body: '' };

/** What Okta says to labels that are taken, or of what is in use, shows only then. */
const UNKNOWN = 'What Okta says to it shows only when it is sent.';

const replace = (kind: Kind): Foresee =>
	on(kind, ({ object, subject, path }, { body }) => {
		const all = ['label', 'description']
			.map((name) => from(name, object[name], body[name]))
			.filter((one) => one.from !== one.to);
		const updated = { ...object, ...body };
		return all.length === 0
			? nothing(subject, 'It is called this already.', { body: object })
			: changes(subject, {
					doubt: UNKNOWN,
					changes: all,
					body: updated,
					leaves: [[path, updated]],
				});
	});

const remove = (kind: Kind): Foresee =>
	on(kind, ({ subject, path }) =>
		removes(subject, {
			...done,
			doubt: UNKNOWN,
			changes: [from('label', subject.name, null)],
			leaves: [[path, null]],
		}),
	);

/** Something that a role or a set has, and that has an address of its own. */
const removePart = (whole: Kind, part: Kind): Foresee =>
	on(whole, async (within, sight) => {
		const found = await find(sight, part);
		if ('would' in found) return found;
		const id = found.path.slice(found.path.lastIndexOf('/') + 1);
		const subject = { type: part.type, id, name: `${id} of ${within.subject.name}` };
		return removes(subject, {
			...done,
			changes: [from('held', true, false)],
			leaves: [[found.path, null]],
		});
	});

const PERMISSION: Kind = {
	type: 'permission',
	kind: 'Permission',
	at: `${ROLE.at}/permissions/{permissionType}`,
};

const addPermission = on(ROLE, async ({ subject: role, path }, { ids, read }) => {
	const label = ids['permissionType'] ?? '';
	const at = `${path}/permissions/${encodeURIComponent(label)}`;
	const subject = { type: 'permission', id: label, name: `${label} of ${role.name}` };
	if (await read(at)) return nothing(subject, 'The role permits this already.', done);
	return creates(subject, {
		...done,
		doubt: UNKNOWN,
		changes: [from('held', false, true)],
		leaves: [[at, { label }]],
	});
});

/** Some more of what a list has; in which words Okta will list them shows only then. */
const add = (kind: Kind, member: string, what: string): Foresee =>
	on(kind, ({ subject }, { body }) =>
		changes(subject, {
			doubt: UNKNOWN,
			changes: [from(what, null, body[member])],
			body: {},
		}),
	);

const bind = on(SET, async ({ subject: set }, { body, ids }) => {
	const role = text(body['role']);
	const at = fillPath(BINDING.at, (name) => (name === 'customRoleId' ? role : (ids[name] ?? '')));
	return await Promise.resolve(
		creates(
			{ type: BINDING.type, id: role, name: `${role} over ${set.name}` },
			{
				doubt: UNKNOWN,
				changes: [from('members', null, body['members'])],
				body: {},
				leaves: [[at, { id: role }]],
			},
		),
	);
});

/** Admin roles that an org makes, what they extend to, and who has them over it. */
export const customRoles: Foresights = {
	'POST /api/v1/iam/roles': create('custom role', 'an admin role', '/api/v1/iam/roles', 'roles'),
	'POST /api/v1/iam/resource-sets': create(
		'resource set',
		'a resource set',
		'/api/v1/iam/resource-sets',
		'resource-sets',
	),
	[`PUT ${ROLE.at}`]: replace(ROLE),
	[`DELETE ${ROLE.at}`]: remove(ROLE),
	[`POST ${PERMISSION.at}`]: addPermission,
	[`DELETE ${PERMISSION.at}`]: removePart(ROLE, PERMISSION),
	[`PUT ${SET.at}`]: replace(SET),
	[`DELETE ${SET.at}`]: remove(SET),
	[`PATCH ${SET.at}/resources`]: add(SET, 'additions', 'resources'),
	[`DELETE ${SET.at}/resources/{resourceId}`]: removePart(SET, {
		type: 'resource',
		kind: 'Resource',
		at: `${SET.at}/resources/{resourceId}`,
	}),
	[`POST ${SET.at}/bindings`]: bind,
	[`DELETE ${BINDING.at}`]: removePart(SET, BINDING),
	[`PATCH ${BINDING.at}/members`]: add(BINDING, 'additions', 'members'),
	[`DELETE ${BINDING.at}/members/{memberId}`]: removePart(BINDING, {
		type: 'role binding',
		kind: 'Member',
		at: `${BINDING.at}/members/{memberId}`,
	}),
};
