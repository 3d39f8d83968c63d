import { isObject, text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import {
	changes,
	creates,
	differences,
	from,
	invalid,
	nothing,
	removes,
	type Subject,
} from '../foreseen';
import type { Foresee, Foresights, Sight } from '../sight';
import { type Kind, on } from './found';

const REALM: Kind = { type: 'realm', kind: 'Realm', at: '/api/v1/realms/{realmId}' };
const RULES = '/api/v1/realm-assignments';
const RULE: Kind = {
	type: 'realm assignment',
	kind: 'RealmAssignment',
	at: `${RULES}/{assignmentId}`,
};

const done = { status: 204, body: '' };

/** What Okta says to names that are taken, or of what is in use, is not known. */
const UNKNOWN = 'What Okta says to it shows only when it is sent.';

const made =
	({ type, at }: Kind, status: number, nameIn: (sight: Sight) => string, more = {}): Foresee =>
	async (sight) => {
		const id = sight.placeholder(type);
		const subject: Subject = { type, id, name: nameIn(sight) };
		const object = { ...sight.body, ...more, id };
		return await Promise.resolve(
			creates(subject, {
				status,
				doubt: UNKNOWN,
				changes: [from('name', null, subject.name)],
				body: object,
				leaves: [[fillPath(at, () => id), object]],
			}),
		);
	};

const profileName = ({ body }: Sight) =>
	isObject(body['profile']) ? text(body['profile']['name']) : '';

const replaceRealm = on(REALM, ({ object, subject, path }, { body }) => {
	const all = differences(object['profile'], body['profile']);
	const updated = { ...object, profile: body['profile'] };
	if (all.length === 0)
		return nothing(subject, 'The realm is like this already.', { body: object });
	return changes(subject, {
		doubt: UNKNOWN,
		changes: all,
		body: updated,
		leaves: [[path, updated]],
	});
});

const removeRealm = on(REALM, ({ subject, path }) =>
	removes(subject, {
		...done,
		doubt: 'Okta keeps a realm that users, rules or identity providers belong to.',
		changes: [from('name', subject.name, null)],
		leaves: [[path, null]],
	}),
);

const switchRule = (to: string): Foresee =>
	on(RULE, ({ object, subject, path, status }) =>
		status === to
			? nothing(subject, `The rule is ${to} already.`, { ...done, doubt: UNKNOWN })
			: changes(subject, {
					...done,
					changes: [from('status', status, to)],
					leaves: [[path, { ...object, status: to }]],
				}),
	);

const removeRule = on(RULE, ({ subject, path, status }) =>
	status === 'ACTIVE'
		? {
				...invalid(subject, 'status', 'status: An active realm assignment cannot be deleted'),
				doubt: UNKNOWN,
			}
		: removes(subject, {
				...done,
				changes: [from('status', status, null)],
				leaves: [[path, null]],
			}),
);

/** Which users move, nobody but Okta knows. */
const runRule: Foresee = async ({ body, read }) => {
	const id = text(body['assignmentId']);
	const rule = await read(fillPath(RULE.at, () => id));
	const subject = { type: RULE.type, id, name: text(rule?.['name']) };
	return changes(subject, {
		status: 201,
		doubt: 'Which users it moves is for Okta to say.',
		changes: [from('run', null, 'SCHEDULED')],
		body: { id: '', type: 'realm:assignment', status: 'SCHEDULED' },
	});
};

/** Realms, and the rules that put users into them (Okta's Realm and RealmAssignment APIs). */
export const realms: Foresights = {
	'POST /api/v1/realms': made(REALM, 200, profileName),
	[`PUT ${REALM.at}`]: replaceRealm,
	[`DELETE ${REALM.at}`]: removeRealm,
	[`POST ${RULES}`]: made(RULE, 201, ({ body }) => text(body['name']), { status: 'INACTIVE' }),
	[`POST ${RULES}/operations`]: runRule,
	[`POST ${RULE.at}/lifecycle/activate`]: switchRule('ACTIVE'),
	[`POST ${RULE.at}/lifecycle/deactivate`]: switchRule('INACTIVE'),
	[`DELETE ${RULE.at}`]: removeRule,
};
