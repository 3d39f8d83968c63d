import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
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
import type { Foresee, Foresights } from '../sight';
import { findIn, on, onBoth, USER } from './found';

const done = { status: 204, body: '' };

const wrongStatus = "This operation is not allowed in the user's current status.";

const FACTORS = '/api/v1/users/{userId}/factors';

const enroll = on(USER, async ({ subject: user, status }, sight) => {
	const { factorType, provider } = sight.body;
	const type = text(factorType);
	const subject = { type: 'factor', id: '', name: `${type} of ${user.name}` };
	if (status === 'DEPROVISIONED') return refused(subject, 403, 'E0000038', wrongStatus);
	const path = fillPath(FACTORS, () => user.id);
	const factors = await sight.list(path);
	if (factors.some((one) => one['factorType'] === type && one['provider'] === provider)) {
		return invalid(subject, 'factorEnrollRequest', 'A factor of this type is already set up.');
	}
	const id = sight.placeholder('factor');
	const isActive = type === 'question' || sight.query('activate') === 'true';
	const factor = {
		id,
		factorType: type,
		provider: text(provider),
		status: isActive ? 'ACTIVE' : 'PENDING_ACTIVATION',
	};
	return creates(
		{ ...subject, id },
		{
			doubt: 'Whether the org allows this factor for the user shows only when it is enrolled.',
			changes: [from('status', null, factor.status)],
			body: factor,
			leaves: [[`${path}/${id}`, factor]],
		},
	);
});

/** Okta Verify is one enrolment: with its push factor goes its code. */
const isOktaVerify = (row: Record<string, unknown>) =>
	row['provider'] === 'OKTA' && ['push', 'token:software:totp'].includes(text(row['factorType']));

const removeFactor = on(USER, async ({ subject: user, status, path: userPath }, sight) => {
	const { object, id } = await findIn(sight, FACTORS, 'factorId');
	const subject = { type: 'factor', id, name: `${text(object?.['factorType'])} of ${user.name}` };
	if (!object) return missing(subject, 'UserFactor');
	if (status === 'DEPROVISIONED') return refused(subject, 403, 'E0000038', wrongStatus);
	const path = `${userPath}/factors`;
	const all = await sight.list(path);
	const whole = object['factorType'] === 'push' ? all.filter(isOktaVerify) : [object];
	return removes(subject, {
		...done,
		changes: [from('status', object['status'], null)],
		leaves: whole.map((row): [string, null] => [`${path}/${text(row['id'])}`, null]),
	});
});

const resetFactors = on(USER, async ({ subject, path: userPath }, sight) => {
	const path = `${userPath}/factors`;
	const factors = await sight.list(path);
	if (factors.length === 0) return nothing(subject, 'The user has no factor.');
	return removes(subject, {
		changes: factors.map((row) => from(`factor ${text(row['factorType'])}`, row['status'], null)),
		leaves: factors.map((row): [string, null] => [`${path}/${text(row['id'])}`, null]),
	});
});

const activateFactor = on(USER, async ({ subject: user }, sight) => {
	const { object, id, path } = await findIn(sight, FACTORS, 'factorId');
	const subject = { type: 'factor', id, name: `${text(object?.['factorType'])} of ${user.name}` };
	if (!object) return missing(subject, 'UserFactor');
	if (object['status'] === 'ACTIVE') {
		return invalid(subject, 'factor', 'factor: The factor is already active');
	}
	const active = { ...object, status: 'ACTIVE' };
	return changes(subject, {
		doubt: 'Whether the code is right shows only when it is sent.',
		changes: [from('status', object['status'], 'ACTIVE')],
		body: active,
		leaves: [[path, active]],
	});
});

const verifyFactor = on(USER, async ({ subject: user }, sight) => {
	const { object, id } = await findIn(sight, FACTORS, 'factorId');
	const subject = { type: 'factor', id, name: `${text(object?.['factorType'])} of ${user.name}` };
	if (!object) return missing(subject, 'UserFactor');
	return changes(subject, { doubt: 'What the user answers is not known beforehand.' });
});

const createCode = on(USER, ({ subject }, sight) =>
	creates(subject, {
		doubt: 'Whether the org allows temporary access codes shows only when one is made.',
		body: { id: sight.placeholder('code') },
	}),
);

const clearSessions = on(USER, ({ subject }) =>
	changes(subject, { ...done, doubt: 'Whether the user is signed in anywhere is not known.' }),
);

const logout: Foresights[string] = async (sight) => {
	const { sub_id: whom } = sight.body;
	const id = isObject(whom) ? text(whom['sub']) || text(whom['email']) : '';
	return await Promise.resolve(
		changes(
			{ type: 'user', id, name: '' },
			{
				...done,
				doubt: 'Whether the org may end sessions everywhere shows only when it is asked.',
			},
		),
	);
};

const revokeGrants = on(USER, async ({ subject, path: userPath }, sight) => {
	const path = `${userPath}/grants`;
	const grants = await sight.list(path, { pageSize: 200 });
	if (grants.length === 0) return nothing(subject, 'The user has given no consent.', done);
	return removes(subject, {
		...done,
		changes: grants.map((row) => from(`consent ${text(row['scopeId'])}`, row['clientId'], null)),
		leaves: grants.map((row): [string, null] => [`${path}/${text(row['id'])}`, null]),
	});
});

const TOKENS = '/api/v1/users/{userId}/clients/{clientId}/tokens';

const revokeTokens = on(USER, async ({ subject }, sight) => {
	const { clientId = '' } = sight.ids;
	const path = fillPath(TOKENS, (name) => (name === 'userId' ? subject.id : clientId));
	const tokens = await sight.list(path, { pageSize: 200 });
	if (tokens.length === 0) return nothing(subject, 'The app has no token of the user.', done);
	return removes(subject, {
		...done,
		changes: tokens.map((row) => from(`token ${text(row['id'])}`, row['status'], null)),
		leaves: tokens.map((row): [string, null] => [`${path}/${text(row['id'])}`, null]),
	});
});

const LINK = '/api/v1/users/{userId}/linkedObjects/{relationshipName}';

/** Okta answers with links, whose last part is the ID. */
async function linked(sight: Parameters<Foresights[string]>[0], userId: string, name: string) {
	const path = fillPath(LINK, (key) => (key === 'userId' ? userId : name));
	const key = `link ${path}`;
	const planned = sight.planned(key);
	if (planned !== undefined) return { key, ids: planned === null ? [] : [text(planned['to'])] };
	const rows = await sight.list(path);
	const ids = rows.map(({ _links: links }) => {
		const self = isObject(links) && isObject(links['self']) ? text(links['self']['href']) : '';
		return self.slice(self.lastIndexOf('/') + 1);
	});
	return { key, ids };
}

const setLink = onBoth(
	USER,
	{ ...USER, at: '/api/v1/users/{primaryUserId}' },
	async (user, primary, sight): Promise<Foreseen> => {
		const name = sight.ids['relationshipName'] ?? '';
		const subject = {
			type: 'linked object',
			id: user.subject.id,
			name: `${name} of ${user.subject.name}`,
		};
		if (primary.subject.id === user.subject.id) {
			return invalid(subject, 'primaryUserId', 'primaryUserId: A user cannot be linked to itself');
		}
		const { key, ids } = await linked(sight, user.subject.id, name);
		const to = primary.subject.id;
		if (ids.length === 1 && ids[0] === to)
			return nothing(subject, 'They are linked already.', done);
		const extra = {
			...done,
			changes: [from(name, ids[0], to)],
			leaves: [[key, { to }]] as const,
		};
		return ids.length === 0 ? creates(subject, extra) : changes(subject, extra);
	},
);

const removeLink = on(USER, async ({ subject: user }, sight): Promise<Foreseen> => {
	const name = sight.ids['relationshipName'] ?? '';
	const subject = { type: 'linked object', id: user.id, name: `${name} of ${user.name}` };
	const { key, ids } = await linked(sight, user.id, name);
	if (ids.length === 0) return nothing(subject, 'Nobody is linked.', done);
	return removes(subject, {
		...done,
		changes: ids.map((id) => from(name, id, null)),
		leaves: [
			[key, null],
			...ids.map((id): [string, null] => [
				fillPath('/api/v1/users/{id}/linkedObjects/{to}', (which) =>
					which === 'id' ? id : user.id,
				),
				null,
			]),
		],
	});
});

const CLASSIFICATION = '/api/v1/users/{userId}/classification';

const classify = on(USER, async ({ subject: user }, sight) => {
	const path = fillPath(CLASSIFICATION, () => user.id);
	const before = await sight.read(path);
	const type = text(sight.body['type']);
	const subject = { ...user, type: 'classification' };
	const body = { ...before, type };
	return before?.['type'] === type
		? nothing(subject, `The user is ${type} already.`, { body })
		: changes(subject, {
				changes: [from('type', before?.['type'], type)],
				body,
				leaves: [[path, body]],
			});
});

const RECOVERY = 'Whether the password policy of the user allows it is for Okta to say.';

const forgotPassword = on(USER, ({ object, subject, status }) => {
	const credentials = isObject(object['credentials']) ? object['credentials'] : {};
	return status === 'ACTIVE' && credentials['recovery_question'] !== undefined
		? changes(subject, { doubt: RECOVERY })
		: refused(subject, 403, 'E0000034', 'Forgot password not allowed on specified user.');
});

/** The user is named in the body. */
const forUser =
	(what: string, reply: { status?: number; body?: unknown }): Foresee =>
	async (sight) => {
		const id = text(sight.body['userId']);
		const user = await sight.read(fillPath(USER.at, () => id));
		if (!user) return missing({ type: USER.type, id, name: '' }, USER.kind);
		const subject = { type: 'security key', id: '', name: `of ${nameOf(user)}` };
		const answer = { doubt: KEYS, changes: [from('status', null, what)], ...reply };
		return changes(subject, answer);
	};

const KEYS = 'Whether Okta and the provider agree shows only when it is sent.';

const PREREGISTERED = '/webauthn-registration/api/v1/users/{userId}/enrollments';

const onKey = (foresee: (known: { subject: Subject; path: string; status: string }) => Foreseen) =>
	on(USER, async ({ subject: user }, sight) => {
		const { object, path, id } = await findIn(sight, PREREGISTERED, 'authenticatorEnrollmentId');
		const subject = { type: 'security key', id, name: `of ${user.name}` };
		if (!object) return missing(subject, 'AuthenticatorEnrollment');
		return foresee({ subject, path, status: text(object['status']) });
	});

/** What a user signs in with and has agreed to (Okta's UserFactor, UserSessions, UserGrant and UserLinkedObject APIs). */
export const userAccess: Foresights = {
	'POST /api/v1/users/{userId}/factors': enroll,
	'DELETE /api/v1/users/{userId}/factors/{factorId}': removeFactor,
	'POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate': activateFactor,
	'POST /api/v1/users/{userId}/factors/{factorId}/verify': verifyFactor,
	'POST /api/v1/users/{userId}/authenticator-enrollments/tac': createCode,
	'POST /api/v1/users/{userId}/lifecycle/reset_factors': resetFactors,
	'POST /api/v1/users/{userId}/credentials/forgot_password': forgotPassword,
	[`PUT ${CLASSIFICATION}`]: classify,
	'POST /webauthn-registration/api/v1/enroll': forUser('PENDING_ACTIVATION', {}),
	'POST /webauthn-registration/api/v1/activate': forUser('ACTIVE', {}),
	'POST /webauthn-registration/api/v1/initiate-fulfillment-request': forUser('requested', done),
	'POST /webauthn-registration/api/v1/send-pin': forUser('PIN sent', done),
	[`POST ${PREREGISTERED}/{authenticatorEnrollmentId}/mark-error`]: onKey(({ subject }) =>
		changes(subject, { ...done, doubt: 'Okta does not show the mark.' }),
	),
	[`DELETE ${PREREGISTERED}/{authenticatorEnrollmentId}`]: onKey(({ subject, path, status }) =>
		removes(subject, {
			...done,
			changes: [from('status', status, null)],
			leaves: [[path, null]],
		}),
	),
	'DELETE /api/v1/users/{userId}/sessions': clearSessions,
	'POST /oauth2/v1/global-token-revocation': logout,
	'DELETE /api/v1/users/{userId}/grants': revokeGrants,
	[`DELETE ${TOKENS}`]: revokeTokens,
	'PUT /api/v1/users/{userId}/linkedObjects/{relationshipName}/{primaryUserId}': setLink,
	'DELETE /api/v1/users/{userId}/linkedObjects/{relationshipName}': removeLink,
};
