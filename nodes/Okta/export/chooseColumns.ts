import { UserError } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { ownMembers } from '../objects/rows';
import type { Values } from '../table/values';
import type { Okta } from '../transport/types';
import type { Column } from './columns';
import type { DataSet } from './dataSet';

/** What has columns to choose from. */
export type HasColumns = Pick<DataSet, 'name' | 'columns' | 'attributes'>;

/**
 * The columns the form asks for, always in the order of the data set.
 *
 * @throws UserError when one is unknown or none is chosen; NodeApiError when the schema can't be read
 */
export async function chooseColumns(
	okta: Okta,
	dataSet: HasColumns,
	values: Values,
): Promise<readonly Column[]> {
	const choice = values.text('columns');
	const names = commaSeparated(values.get('selectedColumns') ?? []);
	if (choice === 'usual') return dataSet.columns.filter(({ isUsual }) => isUsual);
	// The org's schema takes another scope, so it is read only where an attribute of it is wanted.
	const isKnown = (name: string) => dataSet.columns.some((column) => column.name === name);
	const all =
		choice === 'selected' && names.every(isKnown)
			? dataSet.columns
			: await allColumns(okta, dataSet);
	if (choice === 'all') return all;
	const unknown = names.filter((name) => !all.some((column) => column.name === name));
	if (unknown.length > 0) {
		throw new UserError(`${dataSet.name} in Okta have no ${unknown.join(', ')}`, {
			description: 'Nothing was exported. Choose the columns from the list.',
		});
	}
	if (names.length > 0) return all.filter(({ name }) => names.includes(name));
	throw new UserError('No column is selected', {
		description: 'Choose at least one under Selected Columns, or other columns.',
	});
}

/** All columns of a data set: those Okta has everywhere, then those of the org's own schema. */
export async function allColumns(okta: Okta, dataSet: HasColumns): Promise<readonly Column[]> {
	const attributes = (await dataSet.attributes?.(okta)) ?? [];
	const known = new Set(dataSet.columns.map(({ path }) => path.join('.')));
	const taken = new Set([...ownMembers, ...dataSet.columns.map(({ name }) => name)]);
	const more = attributes
		.filter((name) => !known.has(`profile.${name}`))
		.map((name) => ({ name: taken.has(name) ? `profile.${name}` : name, path: ['profile', name] }));
	return [...dataSet.columns, ...more];
}
