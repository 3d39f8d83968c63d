import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { changes, creates, differences, from, nothing, removes } from '../foreseen';
import type { Foresee, Foresights } from '../sight';
import { type Kind, on } from './found';

const POLICIES = '/api/v1/device-assurances';
const POLICY: Kind = {
	type: 'device assurance policy',
	kind: 'DeviceAssurance',
	at: `${POLICIES}/{deviceAssuranceId}`,
};

/** What Okta takes, and what it says to names that are taken, is not known. */
const UNKNOWN = 'What Okta says to it shows only when it is sent.';

const create: Foresee = async ({ body, placeholder }) => {
	const id = placeholder(POLICY.type);
	const object = { ...body, id };
	return await Promise.resolve(
		creates(
			{ type: POLICY.type, id, name: text(body['name']) },
			{
				doubt: UNKNOWN,
				changes: [from('name', null, text(body['name']))],
				body: object,
				leaves: [[fillPath(POLICY.at, () => id), object]],
			},
		),
	);
};

const replace = on(POLICY, ({ object, subject, path }, { body }) => {
	const all = differences(object, { ...object, ...body });
	const updated = { ...object, ...body };
	if (all.length === 0)
		return nothing(subject, 'The policy is like this already.', { body: object });
	return changes(subject, {
		doubt: UNKNOWN,
		changes: all,
		body: updated,
		leaves: [[path, updated]],
	});
});

const remove = on(POLICY, ({ subject, path }) =>
	removes(subject, {
		status: 204,
		body: '',
		doubt: 'Okta keeps a policy that a rule asks for.',
		changes: [from('name', subject.name, null)],
		leaves: [[path, null]],
	}),
);

/** What devices have to have (Okta's DeviceAssurance API). */
export const deviceAssurance: Foresights = {
	[`POST ${POLICIES}`]: create,
	[`PUT ${POLICY.at}`]: replace,
	[`DELETE ${POLICY.at}`]: remove,
};
