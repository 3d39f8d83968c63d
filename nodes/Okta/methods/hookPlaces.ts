import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenId } from './chosenId';
import { policies, search, toApp } from './search';
import { choose, toSwitchable } from './shortLists';

/** Policies of what people are asked for when they register, by the start of their name. */
export async function searchProfilePolicies(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	return await policies(this, 'PROFILE_ENROLLMENT', typed, page);
}

/** Apps that people sign in to by SAML 2.0, by the start of their label. */
export async function searchSamlApps(
	this: ILoadOptionsFunctions,
	typed?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	const query = typed ? { q: typed } : undefined;
	return await search(this, { path: '/api/v1/apps', query }, page, (app) =>
		app['signOnMode'] === 'SAML_2_0' ? toApp(app) : undefined,
	);
}

const servers = '/api/v1/authorizationServers';

/** Custom authorization servers. */
export async function searchAuthorizationServers(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, servers, typed, toSwitchable);
}

/** The access policies of the server chosen in the form. */
export async function searchServerPolicies(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `${servers}/${await chosenId(this, 'authServerId')}/policies`;
	return await choose(this, path, typed, toSwitchable);
}

/** The rules of the access policy chosen in the form. */
export async function searchServerRules(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const server = await chosenId(this, 'authServerId');
	const path = `${servers}/${server}/policies/${await chosenId(this, 'accessPolicyId')}/rules`;
	return await choose(this, path, typed, toSwitchable);
}
