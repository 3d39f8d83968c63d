import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { groupSchema } from '../objects/everyOrg';
import type { SchemaAttribute } from '../objects/schema';
import { sendForObject } from '../transport/answers';
import { connect } from '../transport/connect';
import { columnsOfNew, columnsToChange, toAttributes, toEmptiable } from './attributeColumns';
import { orEveryOrgs, orReason } from './orReason';

/** Columns for a new group: its name first, all else to be added. */
export async function getNewGroupAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await orReason(this, async () => columnsOfNew(await attributesToMap(this)));
}

/** Columns for a change: nothing is required, and what can't change isn't offered. */
export async function getGroupAttributesToUpdate(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await orReason(this, async () => columnsToChange(await attributesToMap(this)));
}

/** Attributes of a group that may be emptied. */
export async function getGroupAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return toEmptiable(await readGroupAttributes(this));
}

async function attributesToMap(context: ILoadOptionsFunctions): Promise<SchemaAttribute[]> {
	return await orEveryOrgs(context, readGroupAttributes, groupSchema);
}

/** What the org keeps of groups. */
export async function readGroupAttributes(
	context: ILoadOptionsFunctions,
): Promise<SchemaAttribute[]> {
	const okta = await connect(context);
	const path = '/api/v1/meta/schemas/group/default';
	return toAttributes(await sendForObject(okta, { method: 'GET', path }));
}
