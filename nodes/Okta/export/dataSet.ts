import type { IDataObject } from 'n8n-workflow';

import type { OktaScope } from '../../../credentials/oauth/scopes';
import type { Route } from '../table/operation';
import type { Values } from '../table/values';
import type { Okta } from '../transport/types';
import type { Column } from './columns';
import type { Progress } from './progress';

/** What an export reads with. */
export interface Reading {
	okta: Okta;
	values: Values;
	/** What will be written: Okta needn't send more. */
	columns: readonly Column[];
	progress: Progress;
}

/** One kind of thing that can be exported; each has a file in `dataSets/`. */
export interface DataSet {
	/** In the editor, in the plural. */
	name: string;
	/** Stored in workflows and part of file names, so it never changes. */
	value: string;
	description: string;
	/** The calls it makes; the first is what it is about. */
	routes: readonly [Route, ...Route[]];
	/** Good for all these calls. */
	scope: OktaScope;
	/** The columns every org has, in the order of the file. */
	columns: readonly Column[];
	/** Names of the profile attributes the org's schema has. */
	attributes?: (okta: Okta) => Promise<string[]>;
	/** Reads what changed since the last run; rows say under `change` what happened to them. */
	changes?: ReadChanges;
	/** Reads the rows, page by page, in any order. */
	read: (reading: Reading) => AsyncIterable<IDataObject[]>;
}

/** What n8n keeps of one run for the next. */
export type ChangeState = IDataObject;

/** Reads what has changed since a state, and hands on the next one once all is read. */
export type ReadChanges = (
	reading: Reading,
	known: ChangeState | undefined,
	keep: (state: ChangeState) => void,
) => AsyncIterable<IDataObject[]>;
