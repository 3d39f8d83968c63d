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
	policyId: { name: policyIdOf },
	ruleId: { name: policyRuleIdOf },
};

/** Text fields that hold several objects, and the locator that would hold one of them. */
const several: Readonly<Record<string, 'groupId' | 'userId'>> = {
	excludedGroupIds: 'groupId',
	excludedUserIds: 'userId',
	furtherGroupIds: 'groupId',
	groupIds: 'groupId',
	requesterGroupIds: 'groupId',
	scopedGroupIds: 'groupId',
	scopedUserIds: 'userId',
	scopeGroupIds: 'groupId',
	userIds: 'userId',
};

/** The fields in which several objects are named. */
export const fieldsOfSeveral: readonly string[] = Object.keys(several);

/** How to find the ID behind one of the names in such a field; nothing where it is an ID. */
export function lookupAmong(field: string, name: string): Lookup | undefined {
	if (looksLikeId(name)) return undefined;
	return several[field] === 'userId' ? userIdByLogin : groupIdOf;
}

/** Fields that name a part of what another field names. */
export const parents: Readonly<Record<string, string>> = {
	keyId: 'appId',
	grantId: 'appId',
	policyId: 'type',
	ruleId: 'policyId',
};

/** Where Okta takes a login in the place of an ID, and the start of a login as well. */
const users: readonly string[] = ['userId', 'primaryUserId'];

/** How to find the ID behind what a locator holds; nothing where it holds one. */
export function lookupFor(field: string, { mode, value }: Name): Lookup | undefined {
	const ofMode = lookups[field]?.[mode];
	if (ofMode) return ofMode;
	const isLogin = users.includes(field) && fitsPath(value) && !isUserId(value);
	if (isLogin) return userIdByLogin;
	return mode === 'list' && !looksLikeId(value) ? calledInLists(field, value) : undefined;
}

/** Whether a text has the form of an ID of Okta's: twenty letters and digits. */
export function looksLikeId(value: string): boolean {
	return /^\w{20}$/.test(value) && /\d/.test(value);
}

/**
 * A language model that fills in a locator writes what people call the object, and n8n leaves the
 * locator at "From List". Client IDs and those of keys may be of any form, so they are none of these.
 */
function calledInLists(field: string, value: string): Lookup | undefined {
	const { login, name } = lookups[field] ?? {};
	return field === 'clientId' ? undefined : ((value.includes('@') ? login : undefined) ?? name);
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

/** Okta lists the policies of one type only. */
async function policyIdOf(okta: Okta, name: string, type: string): Promise<string> {
	const policy = await findNamed(okta, name, {
		kind: 'policy of this type',
		list: '/api/v1/policies',
		queries: [{ type, q: name }],
		nameOf: (candidate) => candidate['name'],
	});
	return text(policy['id']);
}

async function policyRuleIdOf(okta: Okta, name: string, policyId: string): Promise<string> {
	const rule = await findNamed(okta, name, {
		kind: 'policy rule',
		list: '/api/v1/policies/{parent}/rules',
		parent: { label: 'Policy', id: policyId },
		paging: {},
		nameOf: (candidate) => candidate['name'],
	});
	return text(rule['id']);
}
