import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { keyList } from '../objects/serviceApps';
import { connect } from '../transport/connect';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import type { Paging } from '../transport/types';
import { chosenId } from './chosenId';

export interface Choice {
	name: string;
	value: string;
}

/** Both sides of all relationships between users that the org has defined. */
export async function searchRelationships(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, relationships, typed, (row) => [
		side(row['primary']),
		side(row['associated']),
	]);
}

/** The sides of which a user has one at most. */
export async function searchPrimaryRelationships(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, relationships, typed, (row) => [side(row['primary'])]);
}

/** The factors of the user chosen in the form. */
export async function searchFactors(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/users/${await chosenId(this, 'userId')}/factors`;
	return await choose(this, path, typed, (factor) => [
		{ name: describeFactor(factor), value: text(factor['id']) },
	]);
}

/** The authenticators that make temporary access codes; an org has one or none. */
export async function searchTacAuthenticators(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/authenticators', typed, ({ key, name, id }) =>
		key === 'tac' ? [{ name: text(name), value: text(id) }] : [],
	);
}

/** The public keys of the service app chosen in the form. */
export async function searchKeys(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/apps/${await chosenId(this, 'appId')}/credentials/jwks`;
	const toChoices = ({ id, kid, status }: IDataObject) => {
		const note = status === 'ACTIVE' ? '' : ' (inactive)';
		return [{ name: (text(kid) || text(id)) + note, value: text(id) }];
	};
	return await choose(this, path, typed, toChoices, keyList);
}

/** The scopes granted to the service app chosen in the form. */
export async function searchGrantedScopes(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/apps/${await chosenId(this, 'appId')}/grants`;
	return await choose(this, path, typed, ({ id, scopeId }) => [
		{ name: text(scopeId), value: text(id) },
	]);
}

/** The rules of the policy chosen in the form. */
export async function searchPolicyRules(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/policies/${await chosenId(this, 'policyId')}/rules`;
	return await choose(this, path, typed, toSwitchable);
}

/** An object that can be switched off, as a choice. */
export const toSwitchable = ({ id, name, status }: IDataObject): Choice[] => [
	{ name: text(name) + (status === 'ACTIVE' ? '' : ' (inactive)'), value: text(id) },
];

const relationships = '/api/v1/meta/schemas/user/linkedObjects';

/** Lists that Okta sends whole, and where it does not search. */
export async function choose(
	context: ILoadOptionsFunctions,
	path: string,
	typed: string | undefined,
	toChoices: (row: IDataObject) => Choice[],
	paging: Paging = {},
): Promise<INodeListSearchResult> {
	const okta = await connect(context);
	const rows = await collect(okta.pages({ method: 'GET', path }, paging));
	const wanted = (typed ?? '').toLowerCase();
	return {
		results: rows.flatMap(toChoices).filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}

function side(value: unknown): Choice {
	const { name, title } = isObject(value) ? value : {};
	return { name: `${text(title)} (${text(name)})`, value: text(name) };
}

function describeFactor({ factorType, provider, status, profile }: IDataObject): string {
	const { phoneNumber, email, credentialId, name } = isObject(profile) ? profile : {};
	const known = [phoneNumber, email, name, credentialId].map(text).find((word) => word !== '');
	const notes = [text(provider).toLowerCase(), known, status === 'ACTIVE' ? '' : 'not activated'];
	return `${text(factorType)} (${notes.filter(Boolean).join(', ')})`;
}
