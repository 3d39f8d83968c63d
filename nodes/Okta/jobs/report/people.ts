import type { IDataObject } from 'n8n-workflow';

import { type Column, members, named, usual } from '../../export/columns';
import { users } from '../../export/dataSets/users';
import { readNarrowed } from '../../export/read/users';
import { anyOf, quote } from '../../objects/expression';
import { text } from '../../transport/json';
import { readExclusions } from './exclusions';
import { Managers } from './managers';
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
}

/** The columns of users, those of the report, then those of the manager. */
export const columnsOfPeople = (...own: Column[]): readonly Column[] => [
	...users.columns,
	...usual(own),
	...managerColumns,
];

/** Only where the form asks for the manager. */
const managerColumns = [
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
	{ okta, values, columns, progress }: ReportReading,
	{ statuses, where = '', createdUntil = Infinity, needs, judge }: PeopleQuery,
): AsyncGenerator<IDataObject[]> {
	const isExcluded = await readExclusions(okta, values);
	const attribute = values.text('managerAttribute') || 'managerId';
	const managers = columns.some(({ path }) => path[0] === 'boss')
		? new Managers(okta, attribute)
		: undefined;
	const needed = [
		...ofOkta(columns),
		...needs,
		...members('type'),
		...(managers ? [named(attribute, 'profile', attribute)] : []),
	];
	const ofStatus = anyOf(statuses.map((status) => `status eq ${quote(status)}`));
	const terms = [ofStatus, where].filter((term) => term !== '');
	const pages = readNarrowed(
		{ okta, progress },
		{ columns: needed, where: terms.join(' and '), createdUntil },
	);
	for await (const page of pages) {
		progress.sees(page.length);
		const rows = page.flatMap((user) => {
			if (statuses.length > 0 && !statuses.includes(text(user['status']))) return [];
			if (isExcluded(user)) return [];
			const report = judge(user);
			return report ? [{ ...user, report }] : [];
		});
		yield managers ? await managers.beside(rows) : rows;
	}
}
