import type { IDataObject } from 'n8n-workflow';

import type { OktaScope } from '../../../../credentials/oauth/scopes';
import type { HasColumns } from '../../export/chooseColumns';
import type { Reading } from '../../export/dataSet';
import type { Route } from '../../table/operation';
import type { Values } from '../../table/values';
import type { Estimate } from './estimate/cost';

/** What a report is read with. */
export interface ReportReading extends Reading {
	/** By Okta's clock, in milliseconds since the epoch. */
	now: number;
}

/** Fields of the form that only some reports have. */
export type Asks =
	| 'adoption'
	| 'application'
	| 'dates'
	| 'days'
	| 'daysUnused'
	| 'exclusions'
	| 'groupTypes'
	| 'manager';

/** One question an auditor asks; each has a file in `reports/`. */
export interface Report extends HasColumns {
	/** Stored in workflows and part of file names, so it never changes. */
	value: string;
	description: string;
	/** The calls it makes; the first is what it is about. */
	routes: readonly [Route, ...Route[]];
	/** Good for the first of these calls. */
	scope: OktaScope;
	/** What the others take beside it. */
	alsoScopes?: readonly OktaScope[];
	/** What the form has beside what all of them have. */
	asks: readonly Asks[];
	/** What in the form makes no sense is refused before anything is sent. @throws UserError */
	check?: (values: Values) => void;
	/** Finds out what it will cost. */
	estimate: Estimate;
	/** Reads the rows, page by page, in any order; a page may be empty. */
	read: (reading: ReportReading) => AsyncIterable<IDataObject[]>;
}

export { DAY } from '../../objects/daysFromNow';
