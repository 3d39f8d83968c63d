import type { Org } from '../../org';
import { iso, type User } from '../../org/directory/model';
import {
	aText,
	byId,
	like,
	mapped,
	textOf,
	two,
	twoUsers,
	type Item,
	type Scenarios,
} from './scenario';

/** Two input items, each of which exports everybody. */
const twice = (): Item[] => [{ run: 'first' }, { run: 'second' }];

const identity = ({ id, status, profile, created }: User) => ({
	id,
	status,
	login: textOf(profile, 'login'),
	created: iso(created),
});

const isSuspended = ({ status }: User): boolean => status === 'SUSPENDED';

const signsIn = ({ status }: User): boolean =>
	['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY'].includes(status);

const isActive = ({ status }: User): boolean => status !== 'DEPROVISIONED';

const summary = (rows: number) => like({ rows, retries: 0, waits: 0 });

/** An import of people by login, every field of it filled in. */
const importParameters = {
	rowsFrom: 'items',
	inputField: 'data',
	fileFormat: 'csv',
	importBy: 'login',
	importAttribute: 'employeeNumber',
	profile: mapped(
		['login', 'string', '={{ $json.login }}'],
		['email', 'string', '={{ $json.login }}'],
		['firstName', 'string', '={{ $json.firstName }}'],
		['lastName', 'string', 'Import'],
		['department', 'string', 'Sales'],
	),
	activate: false,
	absent: 'leave',
	scopeBy: 'search',
	scopeGroup: '',
	scopeSearch: '',
	options: {
		absentAtMost: '10 %',
		emailRehires: false,
		emptyValues: 'leave',
		groupExtent: 'add',
		loginPattern: '{firstName}@example.com',
		managerAs: 'id',
		managerAttribute: 'managerId',
		rehires: 'leave',
		report: 'all',
		reportAs: 'items',
		reportField: 'report',
		sameRows: 'fail',
		unknownColumns: 'fail',
		wrongRows: 'fail',
	},
};

export const directoryScenarios: Scenarios = {
	'directory.importUsers': [
		{
			name: 'creates people who are new',
			items: () =>
				['Ada', 'Grace'].map((firstName) => ({ firstName, login: `${firstName}@a.example` })),
			parameters: importParameters,
			puts: ({ login }) => [like({ login, userId: aText, outcome: 'created' })],
			leaves: (items, org) => {
				for (const { login } of items) {
					const made = org.users.list().find(({ profile }) => profile['login'] === login);
					expect(made?.profile).toMatchObject({ lastName: 'Import', department: 'Sales' });
				}
			},
		},
		{
			name: 'changes people who are there, puts them into groups and names their manager',
			items: (org) =>
				twoUsers(org, 'ACTIVE').map(({ id, profile }) => ({
					userId: id,
					login: textOf(profile, 'login'),
					firstName: `New ${textOf(profile, 'firstName')}`,
					groups: 'Legal',
					manager: textOf(profile, 'email'),
				})),
			parameters: {
				...importParameters,
				options: {
					...importParameters.options,
					groupColumn: '={{ $json.groups }}',
					managerColumn: '={{ $json.manager }}',
				},
			},
			puts: ({ userId }) => [like({ userId, outcome: 'updated' })],
		},
	],
	'directory.applyPlan': [
		{
			// What becomes of genuine ones, test/engine/applyPlan.test.ts tells.
			name: 'refuses what nobody has sealed',
			items: () => [{ seal: 'first' }, { seal: 'second' }],
			parameters: { plan: '={{ $json }}' },
		},
	],
	'directory.export': [
		{
			name: 'puts out every attribute unless told otherwise',
			items: twice,
			parameters: { dataSet: 'users', exportTo: 'items' },
			puts: (_, org: Org) => org.users.list().map((user) => like(identity(user))),
		},
		{
			name: 'puts out every user once, in the columns asked for',
			items: twice,
			parameters: {
				dataSet: 'users',
				includeDeactivated: true,
				columns: 'selected',
				selectedColumns: ['status', 'login', 'created', 'id'],
				exportTo: 'items',
			},
			puts: (_, org: Org) => org.users.list().map(identity),
		},
		{
			name: 'leaves deactivated users out if told to, and sums up',
			items: twice,
			parameters: {
				dataSet: 'users',
				includeDeactivated: false,
				columns: 'selected',
				selectedColumns: ['id', 'status', 'login', 'created'],
				exportTo: 'items',
				options: { summaryItem: true },
			},
			puts: (_, org: Org) => {
				const users = org.users.list().filter(isActive).map(identity);
				return [...users, { summary: summary(users.length) }];
			},
		},
		{
			name: 'writes a file',
			items: twice,
			parameters: {
				dataSet: 'users',
				extent: 'everything',
				columns: 'usual',
				exportTo: 'file',
				format: 'csv',
				fileName: '={{ $json.run }}',
				since: '2026-01-01',
				until: '2026-01-02',
				options: { byteOrderMark: true, gzip: true, guardFormulas: true, binaryField: 'users' },
			},
			puts: ({ run = '' }, org: Org) => [
				like({ fileName: `${run}.csv.gz`, rows: org.users.list().length, retries: 0 }),
			],
		},
		{
			name: 'puts out everybody the first time, and then what changed',
			items: twice,
			parameters: {
				dataSet: 'users',
				extent: 'changes',
				columns: 'selected',
				selectedColumns: ['id', 'status', 'login', 'created'],
				exportTo: 'items',
				options: { fullPassDays: 1 },
			},
			puts: ({ run }, org: Org) =>
				run === 'first'
					? org.users.list().map((user) => ({ change: 'existing', ...identity(user) }))
					: [],
		},
	],
	'directory.report': [
		{
			name: 'puts out what most reviews need',
			items: twice,
			parameters: { report: 'inactive', days: 1, exportTo: 'items' },
			puts: (_, org: Org) =>
				org.users
					.list()
					.filter(signsIn)
					.map(({ id }) => like({ id })),
		},
		{
			name: 'puts out whom it is about, in the columns asked for',
			items: twice,
			parameters: {
				report: 'suspended',
				days: 1,
				columns: 'selected',
				selectedColumns: ['id', 'status', 'login', 'created'],
				exportTo: 'items',
			},
			puts: (_, org: Org) => org.users.list().filter(isSuspended).map(identity),
		},
		{
			name: 'leaves out who is excluded, with managers, and sums up',
			items: twice,
			parameters: {
				report: 'inactive',
				days: 1,
				includeManager: true,
				columns: 'selected',
				selectedColumns: ['id'],
				exportTo: 'items',
				options: {
					excludeGroups: '={{ [] }}',
					excludeSearch: 'profile.userType eq "Contractor"',
					excludeTypes: ['oty1'],
					managerAttribute: 'login',
					summaryItem: true,
				},
			},
			puts: (_, org: Org) => [
				...org.users
					.list()
					.filter((user) => signsIn(user) && textOf(user.profile, 'userType') !== 'Contractor')
					.map(({ id, profile }) => ({
						id,
						managerName: textOf(profile, 'displayName'),
						managerEmail: textOf(profile, 'email'),
						managerLogin: textOf(profile, 'login'),
					})),
				{ summary: like({ retries: 0, waits: 0 }) },
			],
		},
		{
			name: 'writes a file',
			items: twice,
			parameters: {
				report: 'dates',
				dateAttribute: 'startDate',
				dateWhen: 'past',
				days: 0,
				columns: 'usual',
				exportTo: 'file',
				format: 'csv',
				fileName: '={{ $json.run }}',
				options: { byteOrderMark: true, gzip: true, guardFormulas: true, binaryField: 'dates' },
			},
			puts: ({ run = '' }, org: Org) => [
				like({
					fileName: `${run}.csv.gz`,
					rows: org.users.list().filter(isActive).length,
					retries: 0,
				}),
			],
		},
		{
			name: 'counts factors by attribute or group',
			items: twice,
			parameters: {
				report: 'factorAdoption',
				adoptionBy: 'attribute',
				adoptionAttribute: 'organization',
				adoptionGroups: '={{ [] }}',
				groupTypes: ['OKTA_GROUP'],
				exportTo: 'items',
			},
			puts: (_, org: Org) => {
				const users = org.users.list().filter(signsIn).length;
				return [like({ name: 'Acme', users }), like({ by: 'total', users })];
			},
		},
		{
			// It counts users by a group, which takes another scope: test/engine/reportCost.test.ts.
			name: 'estimates what it would cost',
			items: twice,
			parameters: { report: 'suspended', days: 1, estimateOnly: true },
		},
		{
			// What it puts out takes scopes of its own: test/engine/reportLog.test.ts.
			name: 'looks for the use of an app',
			items: ({ apps }) => two(apps.list(), 'apps').map(({ id }) => ({ appId: id })),
			parameters: {
				report: 'unusedApp',
				appId: byId('={{ $json.appId }}'),
				daysUnused: 90,
			},
		},
	],
};
