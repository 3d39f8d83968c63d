import { sendForList } from '../transport/answers';
import { text } from '../transport/json';
import { fillPath } from '../transport/path';
import { isRefusal } from '../transport/refusals';
import type { OktaOfRun } from '../transport/types';

/** It may change whatever its scopes are for. */
const UNLIMITED = 'SUPER_ADMIN';

/**
 * What a plan leaves open, said once for the run: what the admin roles of the service app do not allow.
 * Empty where they allow all.
 */
export async function aboutOwnRoles(orgs: Iterable<OktaOfRun>): Promise<string> {
	const said = await Promise.all(Array.from(orgs, aboutRolesIn));
	return [...new Set(said)].filter(Boolean).join(' ');
}

async function aboutRolesIn(okta: OktaOfRun): Promise<string> {
	const path = fillPath('/oauth2/v1/clients/{clientId}/roles', () => okta.signIn.clientId());
	const roles = await sendForList(okta, { method: 'GET', path }).then(
		({ rows }) => rows,
		(error: unknown) => {
			if (!isRefusal(error, 400, 403, 404)) throw error;
		},
	);
	if (!roles) {
		return 'Which admin roles the service app has could not be read, which takes okta.roles.read: what they do not allow is not in the plan.';
	}
	if (roles.some(({ type }) => type === UNLIMITED)) return '';
	const names = roles.map((role) => text(role['label']) || text(role['type']));
	const held = names.length === 0 ? 'no admin role' : `the role ${names.join(', ')}`;
	return `The service app has ${held}: what that does not allow is not in the plan.`;
}
