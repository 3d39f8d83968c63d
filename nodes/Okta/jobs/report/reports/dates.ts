import { NodeApiError, UserError } from 'n8n-workflow';

import { type Column, named } from '../../../export/columns';
import { at } from '../../../export/columns';
import { users } from '../../../export/dataSets/users';
import { notDeactivated } from '../../../export/read/users';
import { toTime } from '../../../objects/moment';
import type { Values } from '../../../table/values';
import { estimatePeople } from '../estimate/people';
import { columnsOfPeople, readPeople } from '../people';
import { DAY, type Report, type ReportReading } from '../report';

/** Dates that Okta itself keeps of users; all others are attributes of the profile. */
const own = [
	'activated',
	'created',
	'lastLogin',
	'lastUpdated',
	'passwordChanged',
	'statusChanged',
];

export const dates: Report = {
	name: 'Users by Date',
	value: 'dates',
	description:
		'A date in an attribute, such as the end of a contract, that comes within so many days or is past by so many. Deactivated users are not in it.',
	routes: ['GET /api/v1/users', 'GET /api/v1/groups/{groupId}/users'],
	scope: 'okta.users.read',
	columns: columnsOfPeople(
		named('date', 'report', 'date'),
		named('daysLeft', 'report', 'daysLeft'),
	),
	attributes: users.attributes,
	asks: ['dates', 'days', 'exclusions', 'manager'],
	check: (values) => {
		if (/^[\w.-]+$/.test(values.text('dateAttribute'))) return;
		throw new UserError('"Date Attribute" does not name an attribute', {
			description:
				'Nothing was sent to Okta. It takes the name of an attribute as the profile has it, such as contractEndDate.',
		});
	},
	estimate: async (estimating) => {
		const { column, isOwn } = attributeIn(estimating.values);
		return await estimatePeople(estimating, {
			statuses: [],
			needs: [column],
			isRead: (user) => isOwn || at(user, column.path) !== null,
		});
	},
	read: readByDate,
};

/** What the form calls the attribute, and where it is in a user. */
function attributeIn(values: Values) {
	const attribute = values.text('dateAttribute');
	const isOwn = own.includes(attribute);
	const path = isOwn ? [attribute] : ['profile', attribute];
	const column: Column = { name: attribute, path };
	return { attribute, isOwn, column };
}

async function* readByDate(reading: ReportReading) {
	const { values, now, progress } = reading;
	const { attribute, isOwn, column } = attributeIn(values);
	const { path } = column;
	const isPast = values.text('dateWhen') === 'past';
	const days = values.number('days') ?? 0;
	let unreadable = 0;
	const pages = readPeople(reading, {
		statuses: [],
		where: isOwn ? notDeactivated : `profile.${attribute} pr and ${notDeactivated}`,
		needs: [column],
		judge: (user) => {
			if (user['status'] === 'DEPROVISIONED') return undefined;
			const value = at(user, path);
			if (value === null || value === '') return undefined;
			const time = toTime(value, 'UTC');
			if (Number.isNaN(time)) {
				unreadable++;
				return undefined;
			}
			const daysLeft = Math.floor(time / DAY) - Math.floor(now / DAY);
			const isIn = isPast ? daysLeft < 0 && daysLeft <= -days : daysLeft >= 0 && daysLeft <= days;
			return isIn ? { date: new Date(time).toISOString().slice(0, 10), daysLeft } : undefined;
		},
	});
	try {
		yield* pages;
	} catch (error) {
		throw isRefusedSearch(error) && !isOwn ? noAttribute(attribute) : error;
	}
	if (unreadable > 0) {
		progress.notes.push(
			`${unreadable} ${unreadable === 1 ? 'user has' : 'users have'} in "${attribute}" what is no date such as 2026-01-31, and ${unreadable === 1 ? 'is' : 'are'} not in the report.`,
		);
	}
}

function isRefusedSearch(error: unknown): boolean {
	const refusal = error instanceof NodeApiError ? error.errorResponse : undefined;
	return refusal?.['errorCode'] === 'E0000031';
}

function noAttribute(name: string): UserError {
	return new UserError(`Okta cannot search users by "${name}"`, {
		description:
			'Nothing was put out. Users of no type have an attribute of that name, or Okta does not search it. The name is the variable name of the attribute, in its exact case.',
	});
}
