import type { IDataObject } from 'n8n-workflow';

import { accessPolicyOf } from '../../objects/apps';
import { isObject, merge, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
	differences,
	type Foreseen,
	from,
	missing,
	nameOf,
	nothing,
	refused,
	removes,
} from '../foreseen';
import type { Foresights, Sight } from '../sight';
import { APP, type Found, GROUP, on, onBoth, USER } from './found';

const done = { status: 204, body: '' };

const setStatus = (to: string) =>
	on(APP, ({ object, subject, path, status }) =>
		status === to
			? nothing(subject, `The app is ${to} already.`)
			: changes(subject, {
					changes: [from('status', status, to)],
					leaves: [[path, { ...object, status: to }]],
				}),
	);

const SETTINGS = 'Whether Okta takes the settings shows only when they are sent.';

/** Okta replaces the whole; what it adds to that is what the app has now. */
const replace = on(APP, ({ object, subject, path }, sight) => {
	const { body } = sight;
	const after = merge(object, body);
	const all = differences(object, after);
	const extra = { body: after, doubt: SETTINGS };
	return all.length === 0
		? nothing(subject, 'The app is like this already.', extra)
		: changes(subject, { ...extra, changes: all, leaves: [[path, after]] });
});

const ACTIVE_APP = 'The application must be deactivated before deletion.';

const remove = on(APP, ({ subject, path, status }) =>
	status === 'ACTIVE'
		? refused(subject, 403, 'E0000056', 'Delete application forbidden.', ACTIVE_APP)
		: removes(subject, {
				...done,
				changes: [from('status', status, null)],
				leaves: [[path, null]],
			}),
);

/** What kind of policy it is, it takes another scope to read. */
const assignPolicy = on(APP, ({ object, subject, path }, sight): Foreseen => {
	const id = sight.ids['policyId'] ?? '';
	const before = accessPolicyOf(object);
	if (before === id) return nothing(subject, 'The app goes by this policy already.', done);
	const { _links: links } = object;
	const accessPolicy = { href: fillPath('/api/v1/policies/{id}', () => id) };
	const after = { ...object, _links: { ...(isObject(links) && links), accessPolicy } };
	return changes(subject, {
		...done,
		doubt: POLICIES,
		changes: [from('accessPolicy', before, id)],
		leaves: [[path, after]],
	});
});

const POLICIES = 'Whether Okta lets this app go by this policy shows only when it is assigned.';

const appUserPath = (appId: string, userId: string) =>
	fillPath('/api/v1/apps/{appId}/users/{userId}', (name) => (name === 'appId' ? appId : userId));

const MAPPED = 'Whether the app takes these values shows only when they are sent.';

/** What of an assignment is sent, apart from who it is for. */
const hasDetails = ({ profile, credentials }: IDataObject) =>
	(isObject(profile) && Object.keys(profile).length > 0) || isObject(credentials);

const subjectOf = (app: Found, user: Found) => ({
	type: 'app assignment',
	id: app.subject.id,
	name: `${user.subject.name} to ${app.subject.name}`,
});

const assignUser = on(APP, async (app, sight): Promise<Foreseen> => {
	const { body } = sight;
	const id = text(body['id']);
	const object = await sight.read(fillPath(USER.at, () => id));
	const user = {
		...app,
		object: object ?? {},
		subject: { type: 'user', id, name: object ? nameOf(object) : '' },
	};
	const subject = subjectOf(app, user);
	if (!object) return missing({ ...subject, id }, 'User');
	if (text(object['status']) === 'DEPROVISIONED') {
		return refused(
			subject,
			403,
			'E0000117',
			'Cannot assign apps or update app profiles for an inactive user.',
		);
	}
	const path = appUserPath(app.subject.id, text(object['id']));
	const before = await sight.read(path);
	const doubt = hasDetails(body) ? MAPPED : '';
	const scope = text(body['scope']) || 'USER';
	const profile = merged(before?.['profile'], body['profile']);
	const after: IDataObject = { ...before, id: text(object['id']), scope, profile };
	const extra = { body: after, doubt, leaves: [[path, after]] as const };
	if (!before) {
		return creates(subject, {
			...extra,
			changes: [from('scope', null, scope), ...differences({}, profile)],
		});
	}
	const all = [from('scope', before['scope'], scope), ...differences(before['profile'], profile)];
	const real = all.filter((one) => JSON.stringify(one.from) !== JSON.stringify(one.to));
	if (real.length === 0)
		return nothing(subject, 'The user has the app already.', { body: after, doubt });
	return changes(subject, { ...extra, changes: real });
});

function merged(before: unknown, changed: unknown): IDataObject {
	return { ...(isObject(before) && before), ...(isObject(changed) && changed) };
}

const NO_GROUP = 'What Okta does where no group gives the user the app is not known.';

const APP_USER = {
	type: 'app assignment',
	kind: 'AppUser',
	at: '/api/v1/apps/{appId}/users/{userId}',
};

const updateAssignment = onBoth(
	APP,
	APP_USER,
	async (app, { object, path }, sight): Promise<Foreseen> => {
		const subject = {
			type: 'app assignment',
			id: app.subject.id,
			name: `${text(object['id'])} to ${app.subject.name}`,
		};
		const { body } = sight;
		const profile = merged(object['profile'], body['profile']);
		const scope = text(body['scope']) || object['scope'];
		const after = { ...object, profile, scope };
		const turned = scope === object['scope'] ? [] : [from('scope', object['scope'], scope)];
		const all = [...turned, ...differences(object['profile'], profile)];
		const isBack = turned.length > 0 && scope === 'GROUP';
		const isGiven = isBack && (await comesThroughGroup(sight, app, text(object['id'])));
		const extra = {
			body: after,
			doubt: isBack && !isGiven ? NO_GROUP : hasDetails(body) ? MAPPED : '',
		};
		if (all.length === 0 && !isObject(body['credentials'])) {
			return nothing(subject, 'The assignment is like this already.', extra);
		}
		return changes(subject, { ...extra, changes: all, leaves: [[path, after]] });
	},
);

const unassignUser = onBoth(APP, USER, async (app, user, sight): Promise<Foreseen> => {
	const subject = subjectOf(app, user);
	const path = appUserPath(app.subject.id, user.subject.id);
	const before = await sight.read(path);
	if (!before) return missing(subject, 'AppUser');
	if (await comesThroughGroup(sight, app, user.subject.id)) {
		return refused(
			subject,
			403,
			'E0000046',
			'Deactivate application for user forbidden.',
			'The application cannot be unassigned from the user while their group memberships grant them access',
		);
	}
	return removes(subject, {
		...done,
		changes: [from('scope', before['scope'], null)],
		leaves: [[path, null]],
	});
});

async function comesThroughGroup({ list }: Sight, app: Found, userId: string): Promise<boolean> {
	const assigned = await list(`${app.path}/groups`, { pageSize: 200 });
	if (assigned.length === 0) return false;
	const groups = await list(
		fillPath('/api/v1/users/{id}/groups', () => userId),
		{ pageSize: 200 },
	);
	return groups.some(({ id }) => assigned.some((one) => one['id'] === id));
}

const assignGroup = onBoth(APP, GROUP, async (app, group, sight): Promise<Foreseen> => {
	const subject = {
		type: 'app assignment',
		id: app.subject.id,
		name: `${group.subject.name} to ${app.subject.name}`,
	};
	const path = `${app.path}/groups/${encodeURIComponent(group.subject.id)}`;
	const before = await sight.read(path);
	const { body } = sight;
	const after: IDataObject = { ...before, ...body, id: group.subject.id };
	const doubt = hasDetails(body) ? MAPPED : '';
	const all = differences(
		{ priority: before?.['priority'], profile: before?.['profile'] },
		{ priority: after['priority'], profile: after['profile'] },
	);
	const extra = { body: after, doubt, leaves: [[path, after]] as const };
	if (!before)
		return creates(subject, { ...extra, changes: [from('assigned', false, true), ...all] });
	const sent = all.filter(({ field }) => body[field] !== undefined);
	if (sent.length === 0)
		return nothing(subject, 'The group has the app already.', { body: after, doubt });
	return changes(subject, { ...extra, changes: sent });
});

const unassignGroup = onBoth(APP, GROUP, async (app, group, sight): Promise<Foreseen> => {
	const subject = {
		type: 'app assignment',
		id: app.subject.id,
		name: `${group.subject.name} to ${app.subject.name}`,
	};
	const path = `${app.path}/groups/${encodeURIComponent(group.subject.id)}`;
	if (!(await sight.read(path))) return missing(subject, 'ApplicationGroupAssignment');
	return removes(subject, {
		...done,
		changes: [from('assigned', true, false)],
		leaves: [[path, null]],
	});
});

const revokeTokens = on(APP, ({ subject }) =>
	changes(subject, { ...done, doubt: 'Whether the app has given out tokens is not known.' }),
);

/** Apps and who has them (Okta's Application, ApplicationUsers and ApplicationGroups APIs). */
export const apps: Foresights = {
	'POST /api/v1/apps/{appId}/lifecycle/activate': setStatus('ACTIVE'),
	'POST /api/v1/apps/{appId}/lifecycle/deactivate': setStatus('INACTIVE'),
	'PUT /api/v1/apps/{appId}': replace,
	'DELETE /api/v1/apps/{appId}': remove,
	'PUT /api/v1/apps/{appId}/policies/{policyId}': assignPolicy,
	'POST /api/v1/apps/{appId}/users': assignUser,
	'POST /api/v1/apps/{appId}/users/{userId}': updateAssignment,
	'DELETE /api/v1/apps/{appId}/users/{userId}': unassignUser,
	'PUT /api/v1/apps/{appId}/groups/{groupId}': assignGroup,
	'DELETE /api/v1/apps/{appId}/groups/{groupId}': unassignGroup,
	'DELETE /api/v1/apps/{appId}/tokens': revokeTokens,
};
