import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { governanceData, governanceList } from '../objects/governance';
import { addressOf, membersPaging, namesOf, resourcesPaging } from '../objects/customRoles';
import { isOwnRole } from '../objects/roles';
import { isObject, text } from '../transport/json';
import { chosenId } from './chosenId';
import { choose, type Choice } from './shortLists';

/** Types of users; the values are the IDs of their schemas. */
export async function searchUserTypes(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/meta/types/user', typed, (type) => {
		const { schema } = isObject(type['_links']) ? type['_links'] : {};
		const href = isObject(schema) ? text(schema['href']) : '';
		return [{ name: text(type['displayName']), value: href.slice(href.lastIndexOf('/') + 1) }];
	});
}

/** Roles the user chosen in the form has by himself: those of a group can't be taken from him. */
export async function searchRolesOfUser(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/users/${await chosenId(this, 'userId')}/roles`;
	return await choose(this, path, typed, (role) => (isOwnRole(role) ? labelled(role) : []));
}

/** Roles that the org made. */
export async function searchCustomRoles(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/iam/roles', typed, labelled, { rowsIn: 'roles' });
}

/** What custom roles extend to. */
export async function searchResourceSets(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const paging = { rowsIn: 'resource-sets' };
	return await choose(this, '/api/v1/iam/resource-sets', typed, labelled, paging);
}

/** What is in the set chosen in the form. */
export async function searchResources(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/api/v1/iam/resource-sets/${await chosenId(this, 'resourceSetId')}/resources`;
	const toChoices = (resource: IDataObject): Choice[] => [
		{ name: namesOf(resource)[0] ?? text(resource['id']), value: text(resource['id']) },
	];
	return await choose(this, path, typed, toChoices, resourcesPaging);
}

/** Users and groups that have the role chosen in the form over the set chosen there. */
export async function searchBindingMembers(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const set = `/api/v1/iam/resource-sets/${await chosenId(this, 'resourceSetId')}`;
	const path = `${set}/bindings/${await chosenId(this, 'customRoleId')}/members`;
	const toChoices = (member: IDataObject): Choice[] => [
		{ name: addressOf(member), value: text(member['id']) },
	];
	return await choose(this, path, typed, toChoices, membersPaging);
}

/** Roles of the service app chosen in the form. */
export async function searchRolesOfClient(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `/oauth2/v1/clients/${await chosenId(this, 'clientId')}/roles`;
	return await choose(this, path, typed, labelled);
}

/** Event hooks, with what keeps them from getting events. */
export async function searchEventHooks(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/eventHooks', typed, (hook) => {
		const states = [hook['status'], hook['verificationStatus']].map(text);
		const faults = states.filter((state) => state !== 'ACTIVE' && state !== 'VERIFIED');
		const note = faults.length > 0 ? ` (${faults.join(', ').toLowerCase()})` : '';
		return [{ name: text(hook['name']) + note, value: text(hook['id']) }];
	});
}

/** Inline hooks, with those that Okta doesn't ask by. */
export async function searchInlineHooks(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	return await choose(this, '/api/v1/inlineHooks', typed, (hook) => {
		const note = hook['status'] === 'ACTIVE' ? '' : ` (${text(hook['status']).toLowerCase()})`;
		return [{ name: text(hook['name']) + note, value: text(hook['id']) }];
	});
}

/** Network zones that consist of addresses; the others go by place. */
export async function searchZones(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const toChoices = ({ id, name, type }: IDataObject): Choice[] =>
		type === 'IP' ? [{ name: text(name), value: text(id) }] : [];
	return await choose(this, '/api/v1/zones', typed, toChoices, { pageSize: 200 });
}

/** Certification campaigns, with their status. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const toChoices = ({ id, name, status }: IDataObject): Choice[] => [
		{ name: `${text(name)} (${text(status).toLowerCase()})`, value: text(id) },
	];
	return await choose(this, '/governance/api/v1/campaigns', typed, toChoices, governanceList);
}

/** What devices have to have, with the platform each is for. */
export async function searchDeviceAssurances(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const toChoices = ({ id, name, platform }: IDataObject): Choice[] => [
		{ name: `${text(name)} (${text(platform)})`, value: text(id) },
	];
	return await choose(this, '/api/v1/device-assurances', typed, toChoices);
}

/** Realms, the default one marked. */
export async function searchRealms(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const toChoices = ({ id, profile, isDefault }: IDataObject): Choice[] => {
		const name = isObject(profile) ? text(profile['name']) : '';
		return [{ name: name + (isDefault === true ? ' (default)' : ''), value: text(id) }];
	};
	return await choose(this, '/api/v1/realms', typed, toChoices, { pageSize: 200 });
}

/** The rules that put users into realms. */
export async function searchRealmAssignments(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const toChoices = ({ id, name, status }: IDataObject): Choice[] => [
		{ name: text(name) + (status === 'ACTIVE' ? '' : ' (inactive)'), value: text(id) },
	];
	return await choose(this, '/api/v1/realm-assignments', typed, toChoices, { pageSize: 200 });
}

/** The request conditions of the app chosen in the form. */
export async function searchRequestConditions(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `${await governedApp(this)}/request-conditions`;
	const toChoices = ({ id, name, status }: IDataObject): Choice[] => [
		{ name: `${text(name)} (${text(status).toLowerCase()})`, value: text(id) },
	];
	return await choose(this, path, typed, toChoices, governanceData);
}

/** The approval sequences that conditions of the app chosen in the form can use. */
export async function searchApprovalSequences(
	this: ILoadOptionsFunctions,
	typed?: string,
): Promise<INodeListSearchResult> {
	const path = `${await governedApp(this)}/request-sequences`;
	const toChoices = ({ id, name }: IDataObject): Choice[] => [
		{ name: text(name), value: text(id) },
	];
	return await choose(this, path, typed, toChoices, governanceData);
}

async function governedApp(context: ILoadOptionsFunctions): Promise<string> {
	return `/governance/api/v2/resources/${await chosenId(context, 'appId')}`;
}

const labelled = ({ id, label }: IDataObject): Choice[] => [{ name: text(label), value: text(id) }];
