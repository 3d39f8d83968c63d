import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { SchemaAttribute } from '../objects/schema';
import { sendForObject } from '../transport/answers';
import { connect } from '../transport/connect';
import { toAttributes, toColumn, toEmptiable } from './attributeColumns';

/** Columns for a new group: its name first, all else to be added. */
export async function getNewGroupAttributes(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const attributes = await readAttributes(this);
	return { fields: attributes.map((attribute) => toColumn(attribute, attribute.required)) };
}

/** Columns for a change: nothing is required, and what can't change isn't offered. */
export async function getGroupAttributesToUpdate(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const attributes = await readAttributes(this);
	return {
		fields: attributes
			.filter(({ immutable }) => !immutable)
			.map((attribute) => toColumn(attribute, false)),
	};
}

/** Attributes of a group that may be emptied. */
export async function getGroupAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return toEmptiable(await readAttributes(this));
}

async function readAttributes(context: ILoadOptionsFunctions): Promise<SchemaAttribute[]> {
	const okta = await connect(context);
	const path = '/api/v1/meta/schemas/group/default';
	return toAttributes(await sendForObject(okta, { method: 'GET', path }));
}
