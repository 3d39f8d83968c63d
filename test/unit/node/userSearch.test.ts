import { onlyWhatIsChosen, userSearchAttributes } from '../../../nodes/Okta/fields/userSearch';

const slim = {
	'Content-Type':
		'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
};

describe('onlyWhatIsChosen', () => {
	it.each([
		[['status', 'login', 'department'], 'status,profile:(login,department)', slim],
		[['profile.login', 'login', 'id'], 'profile:(login),id', slim],
		[['profile', 'login'], 'profile', slim],
		[['type.id', 'created'], 'type,created', slim],
		[['credentials.provider.type'], 'credentials', {}],
		[['transitioningToStatus'], 'transitioningToStatus', {}],
	])('asks for %j', (names, fields, headers) => {
		expect(onlyWhatIsChosen(names)).toEqual({ query: { fields }, headers });
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
