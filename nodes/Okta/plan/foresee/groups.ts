import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../objects/expression';
import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
	differences,
	type Foreseen,
	invalid,
	missing,
	nameOf,
	nothing,
	refused,
	removes,
	type Subject,
} from '../foreseen';
import type { Foresee, Foresights, Sight } from '../sight';
import { type Found, GROUP, on, onBoth, USER } from './found';
import { groupSchema, profileTrouble } from './profile';

const GROUPS = '/api/v1/groups';

const pathOf = (id: string) => fillPath(GROUP.at, () => id);

/** Okta changes groups of its own only. */
const notItsOwn = (subject: Subject) =>
	refused(subject, 403, 'E0000006', 'You do not have permission to perform the requested action');

/** Names of groups are unique. */
async function isTaken({ list }: Sight, name: string, self = ''): Promise<boolean> {
	const search = `profile.name eq ${quote(name)}`;
	const named = await list(GROUPS, { pageSize: 200 }, { search });
	return named.some((group) => group['id'] !== self && nameOf(group) === name);
}

const taken = (subject: Subject) =>
	invalid(
		subject,
		'name',
		'name: An object with this field already exists in the current organization',
	);

const profileIn = ({ profile }: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(isObject(profile) ? profile : {}).filter(([, value]) => value !== null),
	);

const create: Foresee = async (sight) => {
	const profile = profileIn(sight.body);
	const subject = { type: 'group', id: '', name: text(profile['name']) };
	const trouble = await profileTrouble(sight, groupSchema, {}, profile);
	if (trouble.causes.length > 0) return invalid(subject, trouble.what, ...trouble.causes);
	if (await isTaken(sight, subject.name)) return taken(subject);
	const id = sight.placeholder('group');
	const group = { id, type: 'OKTA_GROUP', profile };
	return creates(
		{ ...subject, id },
		{
			doubt: trouble.doubt,
			changes: differences({}, profile),
			body: group,
			leaves: [[pathOf(id), group]],
		},
	);
};

const replace = on(GROUP, async ({ object, subject, path }, sight) => {
	if (text(object['type']) !== 'OKTA_GROUP') return notItsOwn(subject);
	const before = profileIn(object);
	const after = profileIn(sight.body);
	const trouble = await profileTrouble(sight, groupSchema, before, after);
	if (trouble.causes.length > 0) return invalid(subject, trouble.what, ...trouble.causes);
	const name = text(after['name']);
	if (name !== subject.name && (await isTaken(sight, name, subject.id))) return taken(subject);
	const updated = { ...object, profile: after };
	const all = differences(before, after);
	if (all.length === 0)
		return nothing(subject, 'The profile is like this already.', { body: object });
	return changes(subject, {
		doubt: trouble.doubt,
		changes: all,
		body: updated,
		leaves: [[path, updated]],
	});
});

/** Each app tells of its own mappings only. */
const PUSHED =
	'Okta keeps a group that an app pushes (Group Push), and which groups those are is known app by app only.';

const remove = on(GROUP, ({ object, subject, path }) =>
	text(object['type']) === 'BUILT_IN'
		? notItsOwn(subject)
		: removes(subject, { status: 204, body: '', doubt: PUSHED, leaves: [[path, null]] }),
);

const done = { status: 204, body: '' };

/** Who is in a group is read from the user's groups, which are fewer than a group's members. */
async function isIn({ list }: Sight, user: Found, group: Found): Promise<boolean> {
	const path = fillPath('/api/v1/users/{id}/groups', () => user.subject.id);
	const groups = await list(path, { pageSize: 200 });
	return groups.some(({ id }) => id === group.subject.id);
}

function onMembership(
	foresee: (subject: Subject, user: Found, path: string, isMember: boolean) => Foreseen,
) {
	return onBoth(GROUP, USER, async (group, user, sight) => {
		const subject = {
			type: 'group membership',
			id: group.subject.id,
			name: `${user.subject.name} in ${group.subject.name}`,
		};
		const type = text(group.object['type']);
		if (type === 'APP_GROUP') return notItsOwn(subject);
		if (type !== 'OKTA_GROUP') return refused(subject, 501, 'E0000060', 'Unsupported operation.');
		const path = `${group.path}/users/${encodeURIComponent(user.subject.id)}`;
		const planned = sight.planned(path);
		const isMember = planned === undefined ? await isIn(sight, user, group) : planned !== null;
		return foresee(subject, user, path, isMember);
	});
}

const addMember = onMembership((subject, user, path, isMember) =>
	isMember
		? nothing(subject, 'The user is a member already.', done)
		: creates(subject, {
				...done,
				changes: [{ field: 'member', from: false, to: true }],
				leaves: [[path, user.object]],
			}),
);

const removeMember = onMembership((subject, _, path, isMember) =>
	isMember
		? removes(subject, {
				...done,
				changes: [{ field: 'member', from: true, to: false }],
				leaves: [[path, null]],
			})
		: nothing(subject, 'The user is no member.', done),
);

const ownersOf = (group: Found) => `${group.path}/owners`;

const addOwner = on(GROUP, async (group, sight) => {
	const { id: owner, type } = sight.body;
	const id = text(owner);
	const isUser = text(type) !== 'GROUP';
	const subject = { type: 'group owner', id, name: `of ${group.subject.name}` };
	const { at, kind } = isUser ? USER : GROUP;
	const found = await sight.read(fillPath(at, () => id));
	if (!found) return missing(subject, kind);
	const owners = await sight.list(ownersOf(group));
	if (owners.some((one) => one['id'] === found['id'])) {
		return invalid(subject, 'owner', 'Provided owner is already assigned to this group');
	}
	const row = {
		id: text(found['id']),
		type: isUser ? 'USER' : 'GROUP',
		displayName: nameOf(found),
	};
	return creates(subject, {
		status: 201,
		body: row,
		changes: [{ field: 'owner', from: null, to: row.displayName }],
		leaves: [[`${ownersOf(group)}/${encodeURIComponent(row.id)}`, row]],
	});
});

const removeOwner = on(GROUP, async (group, sight) => {
	const id = sight.ids['ownerId'] ?? '';
	const owners = await sight.list(ownersOf(group));
	const owner = owners.find((one) => one['id'] === id);
	const subject = { type: 'group owner', id, name: `of ${group.subject.name}` };
	if (!owner) return missing(subject, 'LinkedObject');
	return removes(subject, {
		...done,
		changes: [{ field: 'owner', from: text(owner['displayName']), to: null }],
		leaves: [[`${ownersOf(group)}/${encodeURIComponent(id)}`, null]],
	});
});

/** Groups, who is in them and who owns them (Okta's Groups and GroupOwner APIs). */
export const groups: Foresights = {
	'POST /api/v1/groups': create,
	'PUT /api/v1/groups/{groupId}': replace,
	'DELETE /api/v1/groups/{groupId}': remove,
	'PUT /api/v1/groups/{groupId}/users/{userId}': addMember,
	'DELETE /api/v1/groups/{groupId}/users/{userId}': removeMember,
	'POST /api/v1/groups/{groupId}/owners': addOwner,
	'DELETE /api/v1/groups/{groupId}/owners/{ownerId}': removeOwner,
};
