import { named } from '../../../export/columns';
import { users } from '../../../export/dataSets/users';
import { estimatePeople } from '../estimate/people';
import { type FactorsOf, factorsOf } from '../factors';
import { columnsOfPeople, inUse, readPeople } from '../people';
import type { Report } from '../report';

interface Lack extends Pick<Report, 'name' | 'value' | 'description'> {
	isIn: (of: FactorsOf) => boolean;
}

const lacks: readonly Lack[] = [
	{
		name: 'Users Without Factor',
		value: 'noFactor',
		description: 'No active factor beside the password, which takes a request per user',
		isIn: ({ factors }) => factors.length === 0,
	},
	{
		name: 'Users With Weak Factors Only',
		value: 'weakFactors',
		description:
			'Active factors, but only SMS, call, email or security question, which takes a request per user',
		isIn: ({ factors, strong }) => factors.length > 0 && !strong,
	},
	{
		name: 'Users Without Phishing-Resistant Factor',
		value: 'noPhishingResistantFactor',
		description:
			'No FIDO2 (WebAuthn) or Okta FastPass, whatever else there is, which takes a request per user',
		isIn: ({ phishingResistant }) => !phishingResistant,
	},
];

/** Those who can sign in and lack something to do it with. */
export const factorReports: readonly Report[] = lacks.map(({ isIn, ...facts }) => ({
	...facts,
	routes: [
		'GET /api/v1/users/{userId}/factors',
		'GET /api/v1/users',
		'GET /api/v1/groups/{groupId}/users',
	],
	scope: 'okta.users.read',
	columns: columnsOfPeople(
		named('factors', 'report', 'factors'),
		named('strong', 'report', 'strong'),
		named('phishingResistant', 'report', 'phishingResistant'),
	),
	attributes: users.attributes,
	asks: ['exclusions', 'manager'],
	estimate: async (estimating) =>
		await estimatePeople(estimating, { statuses: inUse, isAsked: true }),
	read: (reading) =>
		readPeople(reading, {
			statuses: inUse,
			needs: [],
			judge: () => ({}),
			examine: async (user) => {
				const found = await factorsOf(reading.okta, user);
				return found && isIn(found) ? found : undefined;
			},
		}),
}));
