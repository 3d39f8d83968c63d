import type { Call, Reply, Route } from '../route';
import type { Json } from './model';
import { validationFailed } from '../errors';
import { bodyOf, ok, textsIn } from './request';

const EDITABLE = [
	'address1',
	'address2',
	'city',
	'companyName',
	'country',
	'endUserSupportHelpURL',
	'phoneNumber',
	'postalCode',
	'state',
	'supportPhoneNumber',
	'website',
] as const;

/** What a new org says of itself. */
export const initialSettings = (): Record<string, Json> => ({
	...Object.fromEntries(EDITABLE.map((name) => [name, null])),
	companyName: 'Acme',
	city: 'Berlin',
	country: 'Germany',
	website: 'https://acme.example',
});

const show = ({ origin, org }: Call) => ({
	...org.directory.settings,
	id: '00o1practice0org05d7',
	subdomain: 'acme',
	status: 'ACTIVE',
	created: '2019-01-07T06:00:00.000Z',
	lastUpdated: '2019-01-07T06:00:00.000Z',
	expiresAt: null,
	_links: {
		preferences: { href: `${origin}/api/v1/org/preferences` },
		uploadLogo: { href: `${origin}/api/v1/org/logo`, hints: { allow: ['POST'] } },
		oktaCommunication: { href: `${origin}/api/v1/org/privacy/oktaCommunication` },
		logo: { href: `${origin}/assets/org.png` },
		oktaSupport: { href: `${origin}/api/v1/org/privacy/oktaSupport` },
		contacts: { href: `${origin}/api/v1/org/contacts` },
	},
});

const update =
	(how: 'merge' | 'replace') =>
	(call: Call): Reply => {
		const body = bodyOf(call);
		for (const name of EDITABLE) {
			const value = body[name];
			if (value !== undefined) call.org.directory.settings[name] = value;
			else if (how === 'replace') call.org.directory.settings[name] = null;
		}
		return ok(show(call));
	};

/** What the org never had on the list is named as an error. */
function removeBounces(call: Call): Reply {
	const { bounces } = call.org.directory;
	const addresses = textsIn(bodyOf(call), 'emailAddresses');
	if (addresses.length === 0)
		throw validationFailed('emailAddresses', 'emailAddresses: The field cannot be left blank');
	const errors = addresses
		.filter((emailAddress) => !/^\S+@\S+\.\S+$/.test(emailAddress))
		.map((emailAddress) => ({
			emailAddress,
			reason:
				'Invalid email address. The provided email address failed validation against RFC 3696.',
		}));
	for (const address of addresses) bounces.delete(address.toLowerCase());
	return ok({ errors });
}

export const orgRoutes: Route[] = [
	{
		route: 'POST /api/v1/org/email/bounces/remove-list',
		scopes: ['okta.orgs.manage'],
		handle: removeBounces,
	},
	{ route: 'GET /api/v1/org', scopes: ['okta.orgs.read'], handle: (call) => ok(show(call)) },
	{ route: 'POST /api/v1/org', scopes: ['okta.orgs.manage'], handle: update('merge') },
	{ route: 'PUT /api/v1/org', scopes: ['okta.orgs.manage'], handle: update('replace') },
];
