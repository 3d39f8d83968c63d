import { onlyWhatIsChosen, userSearchAttributes } from '../../../nodes/Okta/fields/userSearch';
import { Values } from '../../../nodes/Okta/table/values';

const slim = {
	'Content-Type':
		'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
};

const selecting = (outputFields: string, output = 'selected') =>
	new Values(
		new Map([
			['output', output],
			['outputFields', outputFields],
		]),
	);

describe('onlyWhatIsChosen', () => {
	it.each([
		['', 'selected'],
		['login', 'simplified'],
	])('leaves all there for "%s" of %s output', (names, output) => {
		expect(onlyWhatIsChosen(selecting(names, output))).toBeUndefined();
	});

	it.each([
		[['status', 'login', 'department'], 'status,profile:(login,department)', slim],
		[['profile.login', 'login', 'id'], 'profile:(login),id', slim],
		[['profile', 'login'], 'profile', slim],
		[['type.id', 'created'], 'type,created', slim],
		[['credentials.provider.type'], 'credentials', {}],
		[['transitioningToStatus'], 'transitioningToStatus', {}],
	])('asks for %j', (names, fields, headers) => {
		const chosen = onlyWhatIsChosen(selecting(names.join(', ')));
		expect(chosen).toEqual({ query: { fields }, headers });
	});
});

it('offers "contains" for names, emails and logins alone', () => {
	const containing = userSearchAttributes
		.filter(({ operators }) => operators.includes('co'))
		.map(({ value }) => value);
	expect(containing.toSorted()).toEqual([
		'profile.email',
		'profile.firstName',
		'profile.lastName',
		'profile.login',
	]);
});
