import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
	differences,
	type Foreseen,
	from,
	invalid,
	missing,
	nameOf,
	nothing,
	refused,
	removes,
	type Subject,
} from '../foreseen';
import type { Foresee, Foresights, Sight } from '../sight';
import { profileTrouble, userSchema } from './profile';

/** The user of the path as it would be by then, and where it is. */
interface Known {
	user: IDataObject;
	status: string;
	subject: Subject;
	path: string;
}

const pathOf = (id: string) => fillPath('/api/v1/users/{userId}', () => id);

/** For a write on a user who exists; what Okta says to others is the same everywhere. */
function onUser(foresee: (known: Known, sight: Sight) => Foreseen | Promise<Foreseen>): Foresee {
	return async (sight) => {
		const { userId = '' } = sight.ids;
		const user = await sight.read(pathOf(userId));
		if (!user) return missing({ type: 'user', id: userId, name: '' }, 'User');
		const id = text(user['id']);
		const subject = { type: 'user', id, name: nameOf(user) };
		if (text(user['transitioningToStatus']) !== '') {
			return refused(subject, 409, 'E0000112', 'Okta has not finished changing the user yet.');
		}
		return await foresee({ user, status: text(user['status']), subject, path: pathOf(id) }, sight);
	};
}

const wrongStatus = (subject: Subject) =>
	refused(subject, 403, 'E0000038', "This operation is not allowed in the user's current status.");

/** The user in another status. */
function moves({ user, status, subject, path }: Known, to: string, body: unknown = {}): Foreseen {
	if (status === to) {
		return changes(subject, {
			body,
			doubt: 'What a new link or code changes is not in the status.',
		});
	}
	return changes(subject, {
		changes: [from('status', status, to)],
		body,
		leaves: [[path, { ...user, status: to }]],
	});
}

const hasPassword = ({ credentials }: IDataObject): boolean =>
	isObject(credentials) && credentials['password'] !== undefined;

const isOktas = ({ credentials }: IDataObject): boolean => {
	const provider = isObject(credentials) ? credentials['provider'] : undefined;
	return !isObject(provider) || text(provider['type']) === 'OKTA';
};

/** From which statuses a call of the lifecycle works, and where it leads (Okta: user lifecycle). */
function lifecycle(
	allowed: readonly string[],
	to: (known: Known) => string,
	otherwise: (known: Known) => Foreseen,
): Foresee {
	return onUser((known) =>
		allowed.includes(known.status) ? moves(known, to(known)) : otherwise(known),
	);
}

const deactivate = onUser((known) =>
	known.status === 'DEPROVISIONED' ? wrongStatus(known.subject) : moves(known, 'DEPROVISIONED'),
);

const erase = onUser((known) => {
	const { user, status, subject, path } = known;
	if (status !== 'DEPROVISIONED') return { ...moves(known, 'DEPROVISIONED'), why: DEACTIVATES };
	return removes(subject, {
		status: 204,
		body: '',
		changes: [from('status', user['status'], null)],
		leaves: [[path, null]],
	});
});

const DEACTIVATES = 'The first deletion deactivates the user, the next one erases the account.';

const PASSWORD = 'Whether the password policy takes the password shows only when it is set.';

/** What of the credentials is sent, in words that give nothing away. */
function credentialChanges(body: IDataObject): { changes: string[]; doubt: string } {
	const credentials = isObject(body['credentials']) ? body['credentials'] : {};
	const names = Object.keys(credentials);
	return { changes: names, doubt: names.includes('password') ? PASSWORD : '' };
}

const create: Foresee = async (sight) => {
	const { body } = sight;
	const profile = withoutNull(isObject(body['profile']) ? body['profile'] : {});
	const login = text(profile['login']);
	const subject = { type: 'user', id: '', name: login };
	const trouble = await profileTrouble(sight, userSchema(body), {}, profile);
	if (trouble.causes.length > 0) return invalid(subject, trouble.what, ...trouble.causes);
	if (login !== '' && (await isTaken(sight, login))) return taken(subject);
	const { doubt } = credentialChanges(body);
	const isActive = sight.query('activate', 'true') === 'true';
	const credentials = isObject(body['credentials']) ? body['credentials'] : {};
	const signsIn = credentials['password'] !== undefined || credentials['provider'] !== undefined;
	const status = !isActive ? 'STAGED' : signsIn ? 'ACTIVE' : 'PROVISIONED';
	const id = sight.placeholder('user');
	const user = { id, status, profile, type: body['type'] ?? { id: 'default' } };
	return creates(
		{ ...subject, id },
		{
			changes: [...differences({}, profile), from('status', null, status)],
			doubt: [doubt, trouble.doubt, among(body)].filter(Boolean).join(' '),
			body: user,
			leaves: [[pathOf(id), user]],
		},
	);
};

/** What a new user is put into at once, and would be looked up for nothing mostly. */
function among({ groupIds, realmId }: IDataObject): string {
	const isInGroups = Array.isArray(groupIds) && groupIds.length > 0;
	return isInGroups || realmId !== undefined
		? 'Whether Okta has these groups and this realm shows only when the user is made.'
		: '';
}

async function isTaken(sight: Sight, login: string, self = ''): Promise<boolean> {
	const holder = await sight.read(pathOf(login)).catch(() => undefined);
	return (
		holder !== undefined &&
		text(holder['id']) !== self &&
		nameOf(holder).toLowerCase() === login.toLowerCase()
	);
}

const taken = (subject: Subject) =>
	invalid(
		subject,
		'login',
		'login: An object with this field already exists in the current organization',
	);

/** @param replaces - PUT leaves out what isn't sent; POST leaves it as it is */
const update = (replaces: boolean): Foresee =>
	onUser(async ({ user, status, subject, path }, sight) => {
		const { body } = sight;
		const before = isObject(user['profile']) ? user['profile'] : {};
		const sent = isObject(body['profile']) ? body['profile'] : {};
		const after = withoutNull(replaces ? sent : { ...before, ...sent });
		if (status === 'DEPROVISIONED') {
			return nothing(subject, 'Okta does not change the profile of a deactivated user.', {
				body: user,
				doubt: 'An org can have Okta change deactivated users, too.',
			});
		}
		const trouble = await profileTrouble(
			sight,
			userSchema(body['type'] ? body : user),
			before,
			after,
		);
		if (trouble.causes.length > 0) return invalid(subject, trouble.what, ...trouble.causes);
		const login = text(after['login']);
		if (login !== text(before['login']) && (await isTaken(sight, login, subject.id))) {
			return taken(subject);
		}
		const credentials = credentialChanges(body);
		const other = ['type', 'realmId']
			.filter((name) => body[name] !== undefined)
			.map((name) => from(name, user[name], body[name]));
		const all = [
			...differences(before, after),
			...other,
			...credentials.changes.map((name) => from(`credentials.${name}`, null, '(hidden)')),
		];
		const isConditional = Object.keys(sight.request.headers ?? {}).some((name) =>
			/^if-match$/i.test(name),
		);
		const updated = { ...user, profile: after };
		const extra = {
			body: updated,
			doubt: [
				credentials.doubt,
				all.length > 0 ? trouble.doubt : '',
				isConditional ? 'Whether the user is still of this version is for Okta to say.' : '',
				other.length > 0 ? 'Whether Okta changes type or realm shows only then.' : '',
			]
				.filter(Boolean)
				.join(' '),
		};
		if (all.length === 0) return nothing(subject, 'The profile is like this already.', extra);
		return changes(subject, { ...extra, changes: all, leaves: [[path, updated]] });
	});

function withoutNull(profile: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null));
}

const EXPIRABLE = ['ACTIVE', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'];
const RESETTABLE = [...EXPIRABLE, 'PROVISIONED'];

/** For calls of which Okta says only that they work for active users, and not for these. */
const CLOSED = ['SUSPENDED', 'DEPROVISIONED'];

const inDoubt = (foreseen: Foreseen, status: string): Foreseen =>
	status === 'ACTIVE' || CLOSED.includes(status)
		? foreseen
		: { ...foreseen, doubt: 'Okta does not say whether it does this to a user in this status.' };

/** @param makesPassword - whether Okta answers with a new one, also where the old one has expired */
const expire = (makesPassword: boolean) =>
	onUser((known) => {
		const { user, status, subject } = known;
		if (!isOktas(user)) return wrongStatus(subject);
		if (!EXPIRABLE.includes(status)) return inDoubt(wrongStatus(subject), status);
		const foreseen =
			status === 'PASSWORD_EXPIRED' && !makesPassword
				? nothing(subject, 'The password has expired already.', { body: user })
				: moves(known, 'PASSWORD_EXPIRED', user);
		return inDoubt(foreseen, status);
	});

const unlock = onUser((known) => {
	const { status, subject, user } = known;
	if (status === 'LOCKED_OUT' && isOktas(user)) return moves(known, 'ACTIVE');
	if (status === 'ACTIVE' && isOktas(user)) {
		return changes(subject, {
			doubt:
				'An active user may be locked out of unknown devices, which cannot be read. Okta refuses to unlock who is not.',
		});
	}
	return refused(
		subject,
		403,
		'E0000032',
		'Unlock is not allowed for this user.',
		'The user is not locked out.',
	);
});

/** Users: their lifecycle, profiles and credentials (Okta's Users and UserLifecycle APIs). */
export const users: Foresights = {
	'POST /api/v1/users': create,
	'POST /api/v1/users/{userId}': update(false),
	'PUT /api/v1/users/{userId}': update(true),
	'DELETE /api/v1/users/{userId}': erase,
	'POST /api/v1/users/{userId}/lifecycle/activate': lifecycle(
		['STAGED', 'DEPROVISIONED'],
		({ user }) => (hasPassword(user) ? 'ACTIVE' : 'PROVISIONED'),
		({ subject }) =>
			refused(subject, 403, 'E0000016', 'Activation failed because the user is already active'),
	),
	'POST /api/v1/users/{userId}/lifecycle/reactivate': lifecycle(
		['PROVISIONED', 'RECOVERY'],
		({ status }) => status,
		({ subject }) => wrongStatus(subject),
	),
	'POST /api/v1/users/{userId}/lifecycle/deactivate': deactivate,
	'POST /api/v1/users/{userId}/lifecycle/suspend': lifecycle(
		['ACTIVE'],
		() => 'SUSPENDED',
		({ subject }) => invalid(subject, 'suspendUser', 'Cannot suspend a user that is not active'),
	),
	'POST /api/v1/users/{userId}/lifecycle/unsuspend': lifecycle(
		['SUSPENDED'],
		() => 'ACTIVE',
		({ subject }) =>
			invalid(subject, 'unsuspendUser', 'Cannot unsuspend a user that is not suspended'),
	),
	'POST /api/v1/users/{userId}/lifecycle/unlock': unlock,
	'POST /api/v1/users/{userId}/lifecycle/expire_password': expire(false),
	'POST /api/v1/users/{userId}/lifecycle/expire_password_with_temp_password': expire(true),
	'POST /api/v1/users/{userId}/lifecycle/reset_password': onUser((known) => {
		const { user, status, subject } = known;
		if (!RESETTABLE.includes(status)) return inDoubt(wrongStatus(subject), status);
		if (!isOktas(user)) return refused(subject, 403, 'E0000017', 'Password reset failed');
		return inDoubt(moves(known, status === 'PROVISIONED' ? status : 'RECOVERY'), status);
	}),
};
