import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import { fitsPath } from '../transport/path';
import type { Okta } from '../transport/types';
import { quote } from './expression';
import { isUserId, type Name, userIdByLogin } from './logins';
import { findNamed } from './names';
import { clientIdIn, keyList } from './serviceApps';

/** Finds the ID behind what a person calls an object, within its parent if it has one. */
export type Lookup = (okta: Okta, name: string, parent: string) => Promise<string>;

/** By field name and locator mode. Modes without an entry hold an ID already. */
export const lookups: Readonly<Record<string, Readonly<Record<string, Lookup>>>> = {
	userId: { login: userIdByLogin },
	primaryUserId: { login: userIdByLogin },
	groupId: { name: groupIdOf },
	groupRuleId: { name: groupRuleIdOf },
	ownerId: { login: userIdByLogin, name: groupIdOf },
	appId: { name: appIdOf },
	clientId: { name: clientIdOf },
	keyId: { kid: keyIdOf },
	grantId: { scope: grantIdOf },
};

/** Fields that name a part of what another field names. */
export const parents: Readonly<Record<string, string>> = { keyId: 'appId', grantId: 'appId' };

/** Where Okta takes a login in the place of an ID, and the start of a login as well. */
const users: readonly string[] = ['userId', 'primaryUserId'];

/** How to find the ID behind what a locator holds; nothing where it holds one. */
export function lookupFor(field: string, { mode, value }: Name): Lookup | undefined {
	const ofMode = lookups[field]?.[mode];
	if (ofMode) return ofMode;
	const isLogin = users.includes(field) && fitsPath(value) && !isUserId(value);
	return isLogin ? userIdByLogin : undefined;
}

async function groupIdOf(okta: Okta, name: string): Promise<string> {
	const group = await findNamed(okta, name, {
		kind: 'group',
		list: '/api/v1/groups',
		// By the start of the name, if search doesn't know it yet.
		queries: [{ search: `profile.name eq ${quote(name)}` }, { q: name }],
		nameOf: ({ profile }) => (isObject(profile) ? profile['name'] : undefined),
	});
	return text(group['id']);
}

async function groupRuleIdOf(okta: Okta, name: string): Promise<string> {
	const rule = await findNamed(okta, name, {
		kind: 'group rule',
		list: '/api/v1/groups/rules',
		queries: [{ search: name }],
		nameOf: (candidate) => candidate['name'],
	});
	return text(rule['id']);
}

async function appIdOf(okta: Okta, label: string): Promise<string> {
	return text((await appOf(okta, label))['id']);
}

/** The client ID is that of the app, unless whoever created it chose another. */
async function clientIdOf(okta: Okta, label: string): Promise<string> {
	return clientIdIn(await appOf(okta, label));
}

async function appOf(okta: Okta, label: string): Promise<IDataObject> {
	return await findNamed(okta, label, {
		kind: 'app',
		list: '/api/v1/apps',
		queries: [{ q: label }],
		nameOf: (app) => app['label'],
	});
}

async function keyIdOf(okta: Okta, kid: string, appId: string): Promise<string> {
	const key = await findNamed(okta, kid, {
		kind: 'key',
		list: '/api/v1/apps/{parent}/credentials/jwks',
		parent: { label: 'Service App', id: appId },
		paging: keyList,
		nameOf: (candidate) => candidate['kid'],
	});
	return text(key['id']);
}

async function grantIdOf(okta: Okta, scope: string, appId: string): Promise<string> {
	const grant = await findNamed(okta, scope, {
		kind: 'granted scope',
		list: '/api/v1/apps/{parent}/grants',
		parent: { label: 'Service App', id: appId },
		paging: {},
		nameOf: (candidate) => candidate['scopeId'],
	});
	return text(grant['id']);
}
