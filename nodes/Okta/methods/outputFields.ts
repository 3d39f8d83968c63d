import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import fieldsOf from '../fields/outputFields.json';
import { commaSeparated } from '../objects/convert';
import type { SchemaAttribute } from '../objects/schema';
import { text } from '../transport/json';
import { readAppUserAttributes } from './appUserAttributes';
import { readGroupAttributes } from './groupAttributes';
import { readUserAttributes } from './userAttributes';

const known = new Map<string, string>(Object.entries(fieldsOf));

/** Fields that tell what the rows are, and where the org says what else it keeps of such. */
const kinds: ReadonlyArray<
	[sign: string, read: (context: ILoadOptionsFunctions) => Promise<SchemaAttribute[]>]
> = [
	['passwordChanged', readUserAttributes],
	['lastMembershipUpdated', readGroupAttributes],
	['syncState', readAppUserAttributes],
];

/**
 * The fields of the chosen operation by their simplified names, in the order in which they come, with
 * the org's own attributes of users, groups and accounts in an app. Who may not read its schema, or has
 * not chosen the app yet, gets the others.
 */
export async function getOutputFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const resource = text(this.getCurrentNodeParameter('resource'));
	const operation = text(this.getCurrentNodeParameter('operation'));
	const fields = commaSeparated(known.get(`${resource}.${operation}`) ?? '');
	const [, read] = kinds.find(([sign]) => fields.includes(sign)) ?? [];
	const attributes = read ? await read(this).catch((): SchemaAttribute[] => []) : [];
	const names = new Set([...fields, ...attributes.map(({ name }) => name)]);
	return [...names].map((name) => ({ name, value: name }));
}
