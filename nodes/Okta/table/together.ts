import type { IDataObject, INodeExecutionData, UserError } from 'n8n-workflow';

import type { Changes, Okta, OktaOfItem } from '../transport/types';
import type { Store } from './host';
import type { Values } from './values';

/** How an operation treats several items as one, in place of `run`. */
export interface Together {
	/** The locator that tells which object a row is about; without it, all rows are about the same. */
	by?: string;
	/** The fields each row fills by itself. All others have one value for the rows about an object. */
	each: readonly string[];
	/**
	 * Reads, compares, and says what is to be done about one object. Nothing is written before this
	 * is over for all objects of the run.
	 *
	 * @throws what makes all rows of the object fail
	 */
	compare: (call: CallOfAll) => Promise<Comparison>;
	/** Whether `compare` tells of all rows what a mapper can't take, in place of the first one's error. */
	gathersRefusals?: true;
}

/** One item of the input, or one row of a file, and what it fills the form with. */
export interface Row {
	/** The item it came in. */
	item: number;
	/** Where it stands among the rows of its item, if that has several. */
	line?: number;
	values: Values;
	/** What expressions call `$json`. */
	json: IDataObject;
	/** What a mapper could not take, where that is gathered. */
	refused?: readonly string[];
}

/** How a form is filled in, beyond what it holds for each row. */
export interface WholeForm {
	/** How a mapper is filled in, and its columns as they were then. */
	mapper: (field: string) => {
		isByName: boolean;
		columns: ReadonlyArray<{ id: string; label: string; isNeeded: boolean }>;
		/** Why Okta would refuse a value of a column, as far as the schema tells. */
		faultOf: (column: string, value: unknown) => string | undefined;
	};
	/** Whether an expression in the form names this member of an item. */
	isNamed: (member: string) => boolean;
	/**
	 * The rows of a file, each of which fills the form as if it were an item.
	 *
	 * @throws UserError when a field holds an expression that only an item can fill
	 */
	rowsOf: (row: Row, objects: AsyncIterable<IDataObject>) => AsyncGenerator<Row>;
	/**
	 * The content of a file that came with an item.
	 *
	 * @throws UserError when there is none
	 */
	open: (item: number, binaryField: string) => Promise<AsyncIterable<Uint8Array>>;
}

/** What there is to compare with. */
export interface CallOfAll {
	/** For reading. What changes something belongs into the steps of a task. */
	okta: Okta;
	/** The rows about this object, in the order of the input; the locator in them is an ID. */
	rows: readonly [Row, ...Row[]];
	/** The same for all objects of a run: what has been read for one can be kept by it for the others. */
	run: object;
	/** Whether the node has run before in this execution, as in a loop in batches. */
	isRepeated: boolean;
	form: WholeForm;
	/** Keeps a file as binary data. */
	store: Store;
}

/** What is to be done about one object. */
export interface Comparison {
	/** One for each row, and one for whatever else changes. */
	tasks: readonly Task[];
	/** Why none of it may be done; a dry run shows it beside what would be done. */
	objection?: UserError;
	/** Of what whole a part is changed, and how large it is: people may limit the part. */
	whole?: { name: string; of: number };
	/** Whether rows for which there was nothing to do are left out. */
	onlyDifferences?: boolean;
	/**
	 * What an item at the end says of this object, beside how often there was which outcome. Without it,
	 * one such item counts for all objects of the run.
	 */
	summary?: IDataObject;
	/** Puts out a file in place of the items, with the summary beside it. */
	report?: (
		results: Iterable<Reported>,
		summary: IDataObject,
	) => Promise<Pick<INodeExecutionData, 'json' | 'binary'>>;
}

/** What became of a task. */
export interface Reported {
	task: Task;
	/** What it puts out, or how it failed. */
	json: IDataObject;
}

/** What is to be done for a row, or because of all of them. */
export interface Task {
	/** The item it belongs to. */
	item: number;
	/** The row of that item. */
	line?: number;
	/** Whether it is what that row asks for, or follows from all of them. */
	isRow: boolean;
	/** What it is about; for a plan that changes nothing, and for whoever has to clear up. */
	about: { type: string; id: string; name: string };
	/**
	 * What it changes, one after another: no step is begun before all tasks of the run are through
	 * with theirs before. None where there is nothing to do.
	 */
	steps: ReadonlyArray<(okta: OktaOfItem) => Promise<unknown>>;
	/** Where one request is for several tasks: what this one alone would send, for a plan. */
	planned?: (okta: OktaOfItem) => Promise<unknown>;
	/**
	 * The same: what came of the requests that this task shares with others, and whether that is all there
	 * is to it. Without it, what its own steps sent.
	 */
	shared?: () => { changes: Readonly<Changes>; isDone: boolean };
	/** Whether the steps find out first whether there is anything to change. */
	isOpen?: boolean;
	/**
	 * What is put out when that is done; says under `outcome` what became of it. Steps that find it to be
	 * impossible say so by the outcome `refused`, and by `why`.
	 */
	result: () => IDataObject;
}
