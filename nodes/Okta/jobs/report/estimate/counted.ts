import { type IDataObject, UserError } from 'n8n-workflow';

import { at } from '../../../export/columns';
import { anyOf, quote } from '../../../objects/expression';
import { text } from '../../../transport/json';
import { GROUPS } from './cost';
import type { Sampler } from './sampler';

/** How many are in groups, by Okta's own count, which leaves out deactivated users. */
export interface Counted {
	/** Members of Everyone. */
	everyone: number;
	/** Members of a group, by its ID or its name; 0 where there is none. */
	membersOf: (idOrName: string) => number;
}

/**
 * Has Okta count the users, and the members of some groups, with one request.
 *
 * @throws UserError when it does not show the group Everyone
 */
export async function countMembers(sampler: Sampler, groups: readonly string[]): Promise<Counted> {
	const named = groups.map((name) =>
		/^00g\w{17}$/.test(name) ? `id eq ${quote(name)}` : `profile.name eq ${quote(name)}`,
	);
	const search = anyOf(['type eq "BUILT_IN"', ...new Set(named)]);
	const request = { method: 'GET', path: GROUPS, query: { search, expand: 'stats' } } as const;
	const { rows } = await sampler.take(request, { pageSize: 200 });
	const everyone = rows.find(
		(group) => group['type'] === 'BUILT_IN' && nameOf(group) === 'Everyone',
	);
	const count = everyone && countOf(everyone);
	if (count === undefined) {
		throw new UserError('Okta does not say how many users there are', {
			description:
				'It counts the members of the group Everyone, which it does not show to this service app: the admin role has to cover all groups. The report itself may work.',
		});
	}
	return {
		everyone: count,
		membersOf: (name) => {
			const group = rows.find((one) => one['id'] === name || nameOf(one) === name);
			return (group && countOf(group)) ?? 0;
		},
	};
}

const nameOf = (group: IDataObject): string => text(at(group, ['profile', 'name']));

function countOf(group: IDataObject): number | undefined {
	const count = at(group, ['_embedded', 'stats', 'usersCount']);
	return typeof count === 'number' ? count : undefined;
}
