import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { userTypeFields } from '../fields/userType';
import { userSchema } from '../objects/everyOrg';
import {
	DEFAULT_USER_SCHEMA,
	readUserTypes,
	type SchemaAttribute,
	userSchemaPath,
} from '../objects/schema';
import { sendForObject } from '../transport/answers';
import { connect } from '../transport/connect';
import { text } from '../transport/json';
import type { Okta } from '../transport/types';
import {
	columnsOfNew,
	columnsToChange,
	toAttributes,
	toColumn,
	toEmptiable,
	toLimits,
} from './attributeColumns';
import { orEveryOrgs, orReason } from './orReason';
import { isUnconnected } from './unconnected';

/** Columns for a new user: the required attributes first, all others to be added. */
export async function getNewUserAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await orReason(this, async () => columnsOfNew(await attributesToMap(this)));
}

/**
 * Columns for rows of people, some of whom are new: which ones a row needs depends on that, and is told
 * when it is known.
 */
export async function getImportedUserAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await orReason(this, async () => {
		const attributes = await attributesToMap(this);
		return {
			fields: attributes.map((attribute) => ({
				...toColumn(attribute, false),
				isNeeded: attribute.required,
				...toLimits(attribute),
			})),
		};
	});
}

/** Columns for a change: nothing is required, and what can't change isn't offered. */
export async function getUserAttributesToUpdate(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await orReason(this, async () => columnsToChange(await attributesToMap(this)));
}

/** Attributes that may be emptied. */
export async function getUserAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return toEmptiable(await readUserAttributes(this));
}

async function attributesToMap(context: ILoadOptionsFunctions): Promise<SchemaAttribute[]> {
	return await orEveryOrgs(context, readUserAttributes, userSchema);
}

/** What the org keeps of users of the chosen type. */
export async function readUserAttributes(
	context: ILoadOptionsFunctions,
): Promise<SchemaAttribute[]> {
	const okta = await connect(context);
	const [typeId = ''] = userTypeFields
		.map((field) => text(context.getCurrentNodeParameter(field)))
		.filter((value) => value !== '');
	const path = await schemaPath(okta, typeId);
	return toAttributes(await sendForObject(okta, { method: 'GET', path }));
}

/** The default type's while an expression is to decide the type. */
async function schemaPath(okta: Okta, typeId: string): Promise<string> {
	const isOpen = typeId === '' || typeId.startsWith('=');
	return isOpen ? DEFAULT_USER_SCHEMA : await userSchemaPath(okta, typeId);
}

/** The org's user types, the default one first. */
export async function getUserTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const byDefault = { name: 'Default', value: '' };
	if (isUnconnected(this)) return [byDefault];
	const types = await readUserTypes(await connect(this));
	// Most orgs have one type only, and need no scope for what they don't use.
	if (!types) return [{ name: 'Default (the Scope okta.userTypes.read Shows Others)', value: '' }];
	return [
		byDefault,
		...types
			.filter((type) => type['default'] !== true)
			.map((type) => ({ name: text(type['displayName']), value: text(type['id']) }))
			.toSorted((a, b) => a.name.localeCompare(b.name)),
	];
}

/** All user types of the org by their IDs, the default one first. */
export async function getTypesToExclude(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const types = (await readUserTypes(await connect(this))) ?? [];
	return types
		.toSorted((a, b) => Number(b['default'] === true) - Number(a['default'] === true))
		.map((type) => ({ name: text(type['displayName']), value: text(type['id']) }));
}
