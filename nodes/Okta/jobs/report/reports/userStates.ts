import type { IDataObject } from 'n8n-workflow';

import { members, named } from '../../../export/columns';
import { users } from '../../../export/dataSets/users';
import { text } from '../../../transport/json';
import { estimatePeople } from '../estimate/people';
import { columnsOfPeople, inUse, type PeopleQuery, readPeople } from '../people';
import { DAY, type Report, type ReportReading } from '../report';

/** A report on users that what Okta says of each user answers. */
interface UserState extends Pick<Report, 'name' | 'value' | 'description'> {
	statuses: readonly string[];
	/** Members of a user from one of which the days are counted: the first that has a time. */
	from: readonly string[];
	/** Members that only the judgement needs. */
	needs?: readonly string[];
	/** What else has to hold. */
	holds?: (user: IDataObject) => boolean;
	/** Whom it is about however few the days. */
	always?: (user: IDataObject) => boolean;
	/** Whether none of these times can lie before the creation: then nobody younger is read. */
	isAfterCreation?: boolean;
	/** Whether there is no field for the days. */
	isTimeless?: boolean;
}

const inactive: UserState = {
	name: 'Inactive Users',
	value: 'inactive',
	description:
		'Not signed in to Okta for so many days or more. Who never signed in counts from activation.',
	statuses: inUse,
	from: ['lastLogin', 'activated', 'created'],
	isAfterCreation: true,
};

const others: readonly UserState[] = [
	{
		name: 'Deactivated Users',
		value: 'deactivated',
		description: 'Deactivated for so many days or more: what a retention period is counted from',
		statuses: ['DEPROVISIONED'],
		from: ['statusChanged', 'lastUpdated'],
	},
	{
		name: 'Locked Out Users',
		value: 'lockedOut',
		description: 'Locked out at present, with the days since',
		statuses: ['LOCKED_OUT'],
		from: ['statusChanged', 'lastUpdated'],
		isTimeless: true,
	},
	{
		name: 'Never Activated Users',
		value: 'neverActivated',
		description: 'Activation begun so many days ago or more, and never completed by the user',
		statuses: ['PROVISIONED'],
		from: ['statusChanged', 'activated', 'created'],
		isAfterCreation: true,
	},
	{
		name: 'Never Signed In Users',
		value: 'neverSignedIn',
		description: 'Activated so many days ago or more, and never signed in to Okta since',
		statuses: [...inUse, 'PROVISIONED', 'SUSPENDED'],
		from: ['activated', 'created'],
		needs: ['lastLogin'],
		holds: ({ lastLogin }) => text(lastLogin) === '',
		isAfterCreation: true,
	},
	{
		name: 'Old or Expired Passwords',
		value: 'oldPasswords',
		description:
			'Password set so many days ago or more, or expired. Who has no password in Okta is not in it.',
		statuses: inUse,
		from: ['passwordChanged'],
		always: ({ status }) => status === 'PASSWORD_EXPIRED',
	},
	{
		name: 'Staged Users',
		value: 'staged',
		description: 'Created so many days ago or more, with no activation begun',
		statuses: ['STAGED'],
		from: ['statusChanged', 'created'],
		isAfterCreation: true,
	},
	{
		name: 'Suspended Users',
		value: 'suspended',
		description: 'Suspended for so many days or more',
		statuses: ['SUSPENDED'],
		from: ['statusChanged', 'lastUpdated'],
	},
];

const countedFrom = [
	named('since', 'report', 'since'),
	named('countedFrom', 'report', 'countedFrom'),
	named('days', 'report', 'days'),
];

const toReport = (state: UserState): Report => ({
	name: state.name,
	value: state.value,
	description: state.description,
	routes: ['GET /api/v1/users', 'GET /api/v1/groups/{groupId}/users'],
	scope: 'okta.users.read',
	columns: columnsOfPeople(...countedFrom),
	attributes: users.attributes,
	asks: state.isTimeless ? ['exclusions', 'manager'] : ['days', 'exclusions', 'manager'],
	estimate: async (estimating) => await estimatePeople(estimating, queryFor(state, estimating)),
	read: (reading) => readPeople(reading, queryFor(state, reading)),
});

export const inactiveUsers = toReport(inactive);

export const otherStates = others.map(toReport);

function queryFor(
	state: UserState,
	{ now, values }: Pick<ReportReading, 'now' | 'values'>,
): PeopleQuery {
	const days = state.isTimeless ? 0 : (values.number('days') ?? 0);
	const until = now - days * DAY;
	return {
		statuses: state.statuses,
		...(state.isAfterCreation && { createdUntil: until }),
		needs: members(...state.from, ...(state.needs ?? [])),
		judge: (user) => {
			if (state.holds && !state.holds(user)) return undefined;
			const countsFrom = state.from.find((name) => text(user[name]) !== '');
			const since = countsFrom === undefined ? NaN : Date.parse(text(user[countsFrom]));
			if (!(since <= until) && !state.always?.(user)) return undefined;
			return {
				since: Number.isNaN(since) ? null : new Date(since).toISOString(),
				countedFrom: countsFrom ?? null,
				days: Number.isNaN(since) ? null : Math.max(0, Math.floor((now - since) / DAY)),
			};
		},
	};
}
