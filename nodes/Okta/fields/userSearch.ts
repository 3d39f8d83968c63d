import { commaSeparated, whenOn } from '../objects/convert';
import { slim } from '../objects/slimUsers';
import type { Placement } from '../table/operation';
import type { Values } from '../table/values';
import type { Operator, SearchAttribute } from './conditions';

const order: readonly Operator[] = ['eq', 'gt', 'ge', 'lt', 'le', 'pr'];

/** What Okta's search takes for any attribute of a profile. */
export const profileOperators: readonly Operator[] = ['eq', 'sw', ...order.slice(1)];

const named = (name: string, value: string): SearchAttribute => ({
	name,
	value: `profile.${value}`,
	operators: ['eq', 'sw', 'co', 'pr'],
});

const other = (name: string, value: string): SearchAttribute => ({
	name,
	value: `profile.${value}`,
	operators: ['eq', 'sw', 'pr'],
});

const date = (name: string, value: string): SearchAttribute => ({
	name,
	value,
	operators: order,
	kind: 'date',
});

/** Attributes of users with the operators Okta's `search` knows for them (user query reference). */
export const userSearchAttributes: readonly SearchAttribute[] = [
	named('First Name', 'firstName'),
	named('Last Name', 'lastName'),
	named('Email', 'email'),
	named('Login', 'login'),
	other('City', 'city'),
	other('Cost Center', 'costCenter'),
	other('Country Code', 'countryCode'),
	other('Department', 'department'),
	other('Division', 'division'),
	other('Employee Number', 'employeeNumber'),
	other('Manager ID', 'managerId'),
	other('Organization', 'organization'),
	other('Title', 'title'),
	date('Activated', 'activated'),
	date('Created', 'created'),
	date('Last Updated', 'lastUpdated'),
	date('Status Changed', 'statusChanged'),
	{
		name: 'Status',
		value: 'status',
		operators: ['eq'],
		choices: [
			'ACTIVE',
			'DEPROVISIONED',
			'LOCKED_OUT',
			'PASSWORD_EXPIRED',
			'PROVISIONED',
			'RECOVERY',
			'STAGED',
			'SUSPENDED',
		],
	},
	{ name: 'User Type ID', value: 'type.id', operators: ['eq'] },
];

/** Okta's `okta-response`, which rides in `Content-Type`, of all places, also on a GET. */
export const omitCredentials: Placement = {
	field: {
		displayName: 'Omit Credentials',
		name: 'omitCredentials',
		type: 'boolean',
		default: true,
		description:
			'Whether Okta leaves out credentials, their links and what status a user is changing to, which is faster where sign-in is delegated to AD or LDAP',
	},
	as: 'Content-Type',
	convert: whenOn(slim),
};

/** Members of a user. Any other name is that of a profile attribute, as in simplified output. */
const members = new Set([
	'_embedded',
	'activated',
	'created',
	'credentials',
	'id',
	'lastLogin',
	'lastUpdated',
	'passwordChanged',
	'profile',
	'realmId',
	'status',
	'statusChanged',
	'transitioningToStatus',
	'type',
]);

/**
 * What makes Okta answer with no more than the fields chosen for the output: `fields`, where the
 * endpoint takes it, and the headers that go with it. Nothing, if everything is to be put out.
 */
export function onlyWhatIsChosen(
	values: Values,
): { query: Record<string, string>; headers: Record<string, string> } | undefined {
	const names = commaSeparated(values.get('outputFields') ?? '');
	if (values.text('output') !== 'selected' || names.length === 0) return undefined;
	const paths = names.map((name) => {
		const [head = '', ...tail] = name.split('.');
		return members.has(head) ? { head, inner: tail[0] } : { head: 'profile', inner: head };
	});
	const heads = [...new Set(paths.map(({ head }) => head))];
	const fields = heads.map((head) => {
		const inner = paths.filter((path) => path.head === head).map((path) => path.inner);
		const attributes = inner.filter((name) => name !== undefined);
		const isPart = head === 'profile' && attributes.length === inner.length;
		return isPart ? `profile:(${[...new Set(attributes)].join(',')})` : head;
	});
	const needsAll = heads.includes('credentials') || heads.includes('transitioningToStatus');
	return {
		query: { fields: fields.join(',') },
		headers: needsAll ? {} : { 'Content-Type': slim },
	};
}
