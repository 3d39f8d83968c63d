import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import { fillPath } from '../transport/path';
import type { Okta } from '../transport/types';
import { quote } from './expression';
import { clientIdIn, keyList } from './serviceApps';

/** Finds the ID behind what a person calls an object, within its parent if it has one. */
export type Lookup = (okta: Okta, name: string, parent: string) => Promise<string>;

/** By field name and locator mode. Modes without an entry hold an ID already. */
export const lookups: Readonly<Record<string, Readonly<Record<string, Lookup>>>> = {
	userId: { login: userIdOf },
	primaryUserId: { login: userIdOf },
	groupId: { name: groupIdOf },
	groupRuleId: { name: groupRuleIdOf },
	ownerId: { login: userIdOf, name: groupIdOf },
	appId: { name: appIdOf },
	clientId: { name: clientIdOf },
	keyId: { kid: keyIdOf },
	grantId: { scope: grantIdOf },
};

/** Fields that name a part of what another field names. */
export const parents: Readonly<Record<string, string>> = { keyId: 'appId', grantId: 'appId' };

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
	const group = onlyMatch('group', name, await collect(groups), ({ profile }) =>
		isObject(profile) ? profile['name'] : undefined,
	);
	return text(group['id']);
}

async function groupRuleIdOf(okta: Okta, name: string): Promise<string> {
	const query = { search: name };
	const path = '/api/v1/groups/rules';
	const rules = okta.pages({ method: 'GET', path, query }, { pageSize: 200 });
	return text(onlyMatch('group rule', name, await collect(rules), (rule) => rule['name'])['id']);
}

async function appIdOf(okta: Okta, label: string): Promise<string> {
	return text((await appOf(okta, label))['id']);
}

/** The client ID is that of the app, unless whoever created it chose another. */
async function clientIdOf(okta: Okta, label: string): Promise<string> {
	return clientIdIn(await appOf(okta, label));
}

async function appOf(okta: Okta, label: string): Promise<IDataObject> {
	const query = { q: label };
	const apps = okta.pages({ method: 'GET', path: '/api/v1/apps', query }, { pageSize: 200 });
	return onlyMatch('app', label, await collect(apps), (app) => app['label']);
}

async function keyIdOf(okta: Okta, kid: string, appId: string): Promise<string> {
	const path = fillPath(
		'/api/v1/apps/{appId}/credentials/jwks',
		() => appId,
		() => 'Service App',
	);
	const keys = okta.pages({ method: 'GET', path }, keyList);
	return text(onlyMatch('key', kid, await collect(keys), (key) => key['kid'])['id']);
}

async function grantIdOf(okta: Okta, scope: string, appId: string): Promise<string> {
	const path = fillPath(
		'/api/v1/apps/{appId}/grants',
		() => appId,
		() => 'Service App',
	);
	const grants = okta.pages({ method: 'GET', path }, {});
	return text(
		onlyMatch('granted scope', scope, await collect(grants), (grant) => grant['scopeId'])['id'],
	);
}

/** Okta's searches are looser than "equal", and names need not be unique. */
function onlyMatch(
	kind: string,
	name: string,
	candidates: IDataObject[],
	nameOf: (candidate: IDataObject) => unknown,
): IDataObject {
	const matches = candidates.filter((candidate) => nameOf(candidate) === name);
	const [match] = matches;
	if (match === undefined) {
		throw new UserError(`There is no ${kind} named "${name}" in Okta`, {
			description: `The name has to match exactly. Choose the ${kind} from the list, or give its ID.`,
		});
	}
	if (matches.length > 1) {
		const ids = matches.map((candidate) => text(candidate['id']));
		throw new UserError(`Several ${kind}s in Okta are named "${name}"`, {
			description: `Give the ID of the one you mean: ${ids.join(', ')}.`,
		});
	}
	return match;
}
