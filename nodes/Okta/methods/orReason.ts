import {
	type IDataObject,
	type ILoadOptionsFunctions,
	isResourceMapperValue,
	NodeApiError,
	NodeOperationError,
	type ResourceMapperFields,
} from 'n8n-workflow';

import type { SchemaAttribute } from '../objects/schema';
import { toAttributes } from './attributeColumns';
import { isUnconnected } from './unconnected';

/**
 * Columns, or why there are none, in place of the editor's own words, which are the same whatever went
 * wrong. Where something is mapped already the error stays one, since the editor would drop what is
 * mapped with the columns.
 */
export async function orReason(
	context: ILoadOptionsFunctions,
	read: () => Promise<ResourceMapperFields>,
): Promise<ResourceMapperFields> {
	return await read().catch((error: unknown) => {
		const isKnown = error instanceof NodeApiError || error instanceof NodeOperationError;
		if (!isKnown || isMapped(context)) throw error;
		const { message, description } = error;
		return { fields: [], emptyFieldsNotice: [message, description ?? ''].join('. ').trim() };
	});
}

/**
 * What the org keeps, or, before the node has a credential, what every org does.
 *
 * @param everyOrgs the schema of an org to which nobody has added anything
 */
export async function orEveryOrgs(
	context: ILoadOptionsFunctions,
	read: (context: ILoadOptionsFunctions) => Promise<SchemaAttribute[]>,
	everyOrgs: IDataObject,
): Promise<SchemaAttribute[]> {
	const isNew = isUnconnected(context) && !isMapped(context);
	return isNew ? toAttributes(everyOrgs) : await read(context);
}

function isMapped(context: ILoadOptionsFunctions): boolean {
	return Object.values(context.getCurrentNodeParameters() ?? {}).some(
		(value) => isResourceMapperValue(value) && value.schema.length > 0,
	);
}
