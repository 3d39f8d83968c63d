import { type IDataObject, UserError } from 'n8n-workflow';

import { collect, type Okta } from '../transport/okta';
import { quote } from './conditions';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';

/** Finds the ID behind what a person calls an object. */
export type Lookup = (okta: Okta, name: string) => Promise<string>;

/** By field name and locator mode. Modes without an entry hold an ID already. */
export const lookups: Readonly<Record<string, Readonly<Record<string, Lookup>>>> = {
	userId: { login: userIdOf },
	primaryUserId: { login: userIdOf },
	groupId: { name: groupIdOf },
	groupRuleId: { name: groupRuleIdOf },
	ownerId: { login: userIdOf, name: groupIdOf },
	appId: { name: appIdOf },
};

/** Read directly rather than searched for: Okta's search lags behind and a filter minds the case. */
async function userIdOf(okta: Okta, login: string): Promise<string> {
	const { body } = await okta.send({
		method: 'GET',
		path: fillPath('/api/v1/users/{login}', () => login),
	});
	return isObject(body) ? text(body['id']) : '';
}

async function groupIdOf(okta: Okta, name: string): Promise<string> {
	const query = { search: `profile.name eq ${quote(name)}` };
	const groups = okta.pages({ method: 'GET', path: '/api/v1/groups', query }, { pageSize: 200 });
	return onlyMatch('group', name, await collect(groups), ({ profile }) =>
		isObject(profile) ? profile['name'] : undefined,
	);
}

async function groupRuleIdOf(okta: Okta, name: string): Promise<string> {
	const query = { search: name };
	const path = '/api/v1/groups/rules';
	const rules = okta.pages({ method: 'GET', path, query }, { pageSize: 200 });
	return onlyMatch('group rule', name, await collect(rules), (rule) => rule['name']);
}

async function appIdOf(okta: Okta, label: string): Promise<string> {
	const query = { q: label };
	const apps = okta.pages({ method: 'GET', path: '/api/v1/apps', query }, { pageSize: 200 });
	return onlyMatch('app', label, await collect(apps), (app) => app['label']);
}

/** Okta's searches are looser than "equal", and names need not be unique. */
function onlyMatch(
	kind: string,
	name: string,
	candidates: IDataObject[],
	nameOf: (candidate: IDataObject) => unknown,
): string {
	const ids = candidates
		.filter((candidate) => nameOf(candidate) === name)
		.map((candidate) => text(candidate['id']));
	const [id] = ids;
	if (id === undefined) {
		throw new UserError(`There is no ${kind} named "${name}" in Okta`, {
			description: `The name has to match exactly. Choose the ${kind} from the list, or give its ID.`,
		});
	}
	if (ids.length > 1) {
		throw new UserError(`Several ${kind}s in Okta are named "${name}"`, {
			description: `Give the ID of the one you mean: ${ids.join(', ')}.`,
		});
	}
	return id;
}
