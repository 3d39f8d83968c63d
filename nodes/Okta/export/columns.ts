import type { IDataObject } from 'n8n-workflow';

import { whereIn, withoutSecretsIn } from '../objects/secrets';
import { isObject } from '../transport/json';

/** A column of an export. */
export interface Column {
	/** Heads the column in a file; the key of the value in an item. */
	name: string;
	/** Where in Okta's object the value is. */
	path: readonly string[];
	/** Whether it is exported unless other columns are asked for. */
	isUsual?: boolean;
}

/** Columns with the same name as a member of Okta's object. */
export const members = (...names: string[]): Column[] =>
	names.map((name) => ({ name, path: [name] }));

/** Columns that are exported unless others are asked for. */
export const usual = (columns: readonly Column[]): Column[] =>
	columns.map((column) => ({ ...column, isUsual: true }));

/** A column under another name than Okta's. */
export const named = (name: string, ...path: string[]): Column => ({ name, path });

/** The values of a row's columns, in their order; null where there is none. */
export function cells(row: IDataObject, columns: readonly Column[]): Cell[] {
	return columns.map((column) => cell(row, column));
}

/** The value of a row's column, null where there is none. */
export function cell(row: IDataObject, { path }: Column): Cell {
	return withoutSecretsIn(at(row, path), path.reduce(whereIn, ''));
}

/** The member that a path leads to; null if there is none. */
export function at(row: IDataObject, path: readonly string[]): Cell {
	let value: Cell = row;
	for (const member of path) value = isObject(value) ? value[member] : null;
	return value ?? null;
}

/** A value as Okta's JSON has it. */
export type Cell = IDataObject[string];
