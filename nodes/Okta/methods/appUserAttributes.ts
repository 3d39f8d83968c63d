import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { SchemaAttribute } from '../objects/schema';
import { sendForObject } from '../transport/answers';
import { connect } from '../transport/connect';
import { chosenId, isChosen } from './chosenId';
import { toAttributes, toColumn, toEmptiable } from './attributeColumns';
import { orReason } from './orReason';

/**
 * Columns for the profile in the app that the form names. None is required: Okta fills most of them
 * by the app's mappings.
 */
export async function getAppUserAttributesToSet(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	if (!isChosen(this, 'appId')) {
		return { fields: [], emptyFieldsNotice: 'Choose the application first to see its attributes.' };
	}
	return await orReason(this, async () => {
		const attributes = await readAppUserAttributes(this);
		return { fields: attributes.map((attribute) => toColumn(attribute, false)) };
	});
}

/** Attributes of that profile that may be emptied. */
export async function getAppUserAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return toEmptiable(await readAppUserAttributes(this));
}

/** What the chosen app keeps of accounts in it. @throws UserError as long as none is chosen */
export async function readAppUserAttributes(
	context: ILoadOptionsFunctions,
): Promise<SchemaAttribute[]> {
	const appId = await chosenId(context, 'appId');
	const okta = await connect(context);
	const path = `/api/v1/meta/schemas/apps/${appId}/default`;
	const schema = await sendForObject(okta, { method: 'GET', path });
	// The username belongs to the credentials, and has a field of its own there.
	return toAttributes(schema).filter(({ name }) => name !== 'userName');
}
