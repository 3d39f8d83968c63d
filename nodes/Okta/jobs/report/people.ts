import type { IDataObject } from 'n8n-workflow';

import { type Column, members, named, usual } from '../../export/columns';
import { users } from '../../export/dataSets/users';
import { readEach } from '../../export/merge';
import { readNarrowed } from '../../export/read/users';
import { anyOf, quote } from '../../objects/expression';
import { Managers } from '../../objects/managers';
import type { Values } from '../../table/values';
import { text } from '../../transport/json';
import { readExclusions } from './exclusions';
import type { ReportReading } from './report';

/** Statuses of those who can sign in, or could after a password of theirs is mended. */
export const inUse = ['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY'];

/** Whom a report is about, and what it says of each. */
export interface PeopleQuery {
	/** None for all statuses. */
	statuses: readonly string[];
	/** A further term of Okta's search that narrows it down. */
	where?: string;
	/** Who was created later is not wanted. */
	createdUntil?: number;
	/** What of a user is looked at, beside the columns. */
	needs: readonly Column[];
	/** What the report says of a user, under `report`; nothing of whom it leaves out. */
	judge: (user: IDataObject) => IDataObject | undefined;
	/** What is found out by asking Okta for more about those who are left, in place of what was judged. */
	examine?: (user: IDataObject) => Promise<IDataObject | undefined>;
}

/** The columns of users, those of the report, then those of the manager. */
export const columnsOfPeople = (...own: Column[]): readonly Column[] => [
	...users.columns,
	...usual(own),
	...managerColumns,
];

/** Only where the form asks for the manager. */
export const managerColumns = [
	named('managerName', 'boss', 'name'),
	named('managerEmail', 'boss', 'email'),
	named('managerLogin', 'boss', 'login'),
];

/** Members of a row that Okta does not send. */
const ours = new Set(['report', 'boss']);

/** Of columns, those whose values Okta's user has. */
export const ofOkta = (columns: readonly Column[]): Column[] =>
	columns.filter(({ path: [head = ''] }) => !ours.has(head));

/** The columns, with those of the manager where they are wanted. */
export function withManager(columns: readonly Column[], isWanted: boolean): readonly Column[] {
	const missing = managerColumns.filter(({ name }) => !columns.some((one) => one.name === name));
	return isWanted ? [...columns, ...missing] : columns;
}

/** Reads users, keeps those the report is about, and puts their managers beside them where wanted. */
export async function* readPeople(
	reading: ReportReading,
	query: PeopleQuery,
): AsyncGenerator<IDataObject[]> {
	const { okta, columns } = reading;
	const { examine } = query;
	const attribute = managerAttribute(reading.values);
	const needs = [
		...query.needs,
		...(isManagerWanted(columns) ? [named(attribute, 'profile', attribute)] : []),
	];
	const judged = judgeEach(reading, { ...query, needs });
	const found = examine
		? readEach(judged, okta.parallel, async function* (user) {
				const report = await examine(user);
				yield report ? [{ ...user, report }] : [];
			})
		: judged;
	yield* besideManagers(reading, found);
}

/** Puts the managers beside users, where columns want them. */
export async function* besideManagers(
	{ okta, values, columns }: ReportReading,
	pages: AsyncIterable<IDataObject[]>,
): AsyncGenerator<IDataObject[]> {
	if (!isManagerWanted(columns)) {
		yield* pages;
		return;
	}
	const managers = new Managers(okta, managerAttribute(values));
	for await (const page of inPages(pages)) yield await managers.beside(page);
}

const isManagerWanted = (columns: readonly Column[]) =>
	columns.some(({ path: [head] }) => head === 'boss');

const managerAttribute = (values: Values) => values.text('managerAttribute') || 'managerId';

async function* judgeEach(
	{ okta, values, columns, progress }: ReportReading,
	{ statuses, where = '', createdUntil = Infinity, needs, judge }: PeopleQuery,
): AsyncGenerator<IDataObject[]> {
	const isExcluded = await readExclusions(okta, values);
	const ofStatus = anyOf(statuses.map((status) => `status eq ${quote(status)}`));
	const terms = [ofStatus, where].filter((term) => term !== '');
	const needed = [...ofOkta(columns), ...needs, ...members('type')];
	const pages = readNarrowed(
		{ okta, progress },
		{ columns: needed, where: terms.join(' and '), createdUntil },
	);
	for await (const page of pages) {
		progress.sees(page.length);
		yield page.flatMap((user) => {
			if (statuses.length > 0 && !statuses.includes(text(user['status']))) return [];
			if (isExcluded(user)) return [];
			const report = judge(user);
			return report ? [{ ...user, report }] : [];
		});
	}
}

/** Rows by the page again, where they come one by one. */
async function* inPages(pages: AsyncIterable<IDataObject[]>): AsyncGenerator<IDataObject[]> {
	let gathered: IDataObject[] = [];
	for await (const page of pages) {
		gathered.push(...page);
		if (gathered.length < PAGE_SIZE) continue;
		yield gathered;
		gathered = [];
	}
	yield gathered;
}

const PAGE_SIZE = 200;
