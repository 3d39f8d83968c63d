import { isObject, text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';

/** An active rule, made by an administrator. */
export async function withRule(
	org: Org,
	name: string,
	expression: string,
	groupIds: string[],
): Promise<string> {
	const made = await org.console.request('POST', '/api/v1/groups/rules', {
		type: 'group_rule',
		name,
		conditions: { expression: { value: expression, type: 'urn:okta:expression:1.0' } },
		actions: { assignUserToGroups: { groupIds } },
	});
	const id = isObject(made) ? text(made['id']) : '';
	await org.console.request('POST', `/api/v1/groups/rules/${id}/lifecycle/activate`);
	return id;
}
