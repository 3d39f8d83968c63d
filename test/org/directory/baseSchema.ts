import type { Attribute, AttributeType, Attributes } from './schema';

const SELF_READ = [{ principal: 'SELF', action: 'READ_ONLY' }];
const SELF_WRITE = [{ principal: 'SELF', action: 'READ_WRITE' }];

function base(title: string, more: Partial<Attribute> = {}): Attribute {
	return {
		title,
		type: 'string',
		mutability: 'READ_WRITE',
		scope: 'NONE',
		permissions: SELF_READ,
		master: { type: 'PROFILE_MASTER' },
		...more,
	};
}

/** The attributes every Okta user has. They can't be removed. */
export const USER_BASE: Attributes = {
	login: base('Username', { required: true, minLength: 5, maxLength: 100 }),
	firstName: base('First name', {
		required: true,
		minLength: 1,
		maxLength: 50,
		permissions: SELF_WRITE,
	}),
	lastName: base('Last name', {
		required: true,
		minLength: 1,
		maxLength: 50,
		permissions: SELF_WRITE,
	}),
	middleName: base('Middle name'),
	honorificPrefix: base('Honorific prefix'),
	honorificSuffix: base('Honorific suffix'),
	email: base('Primary email', { required: true, format: 'email' }),
	title: base('Title'),
	displayName: base('Display name'),
	nickName: base('Nickname'),
	profileUrl: base('Profile Url', { format: 'uri' }),
	secondEmail: base('Secondary email', { format: 'email', permissions: SELF_WRITE }),
	mobilePhone: base('Mobile phone', { maxLength: 100, permissions: SELF_WRITE }),
	primaryPhone: base('Primary phone', { maxLength: 100 }),
	streetAddress: base('Street address'),
	city: base('City'),
	state: base('State'),
	zipCode: base('Zip code'),
	countryCode: base('Country code', { format: 'country-code' }),
	postalAddress: base('Postal Address'),
	preferredLanguage: base('Preferred language', { format: 'language-code' }),
	locale: base('Locale', { format: 'locale' }),
	timezone: base('Time zone', { format: 'timezone' }),
	userType: base('User type'),
	employeeNumber: base('Employee number'),
	costCenter: base('Cost center'),
	organization: base('Organization'),
	division: base('Division'),
	department: base('Department'),
	managerId: base('ManagerId'),
	manager: base('Manager'),
};

/** Custom attributes of the seeded default user type: one of each kind there is. */
export const USER_CUSTOM: Attributes = {
	badgeNumber: base('Badge number', { type: 'integer' }),
	contractor: base('Contractor', { type: 'boolean' }),
	skills: base('Skills', { type: 'array', items: { type: 'string' } }),
	shirtSize: base('Shirt size', {
		enum: ['S', 'M', 'L', 'XL'],
		oneOf: [
			{ const: 'S', title: 'Small' },
			{ const: 'M', title: 'Medium' },
			{ const: 'L', title: 'Large' },
			{ const: 'XL', title: 'Extra large' },
		],
	}),
	startDate: base('Start date', { description: 'First day at work, YYYY-MM-DD' }),
	seniority: base('Seniority', { type: 'number' }),
	legacyId: base('Legacy ID', { mutability: 'READ_ONLY' }),
};

/** Custom attributes of the seeded user type `contractor`. */
export const CONTRACTOR_CUSTOM: Attributes = {
	agency: base('Agency', { required: true }),
	contractEnd: base('Contract end'),
};

export const GROUP_BASE: Attributes = {
	name: base('Name', { description: 'Name', required: true, maxLength: 255 }),
	description: base('Description', { description: 'Description', maxLength: 1024 }),
};

export const GROUP_CUSTOM: Attributes = {
	owningTeam: base('Owning team'),
	reviewDays: base('Days between reviews', { type: 'integer' }),
};

const appBase = (title: string, type: AttributeType = 'string', more: Partial<Attribute> = {}) =>
	({ title, type, scope: 'NONE', master: { type: 'PROFILE_MASTER' }, ...more }) satisfies Attribute;

export const APP_USER_BASE: Attributes = {
	userName: appBase('Username', 'string', { required: true, maxLength: 100 }),
	email: appBase('Primary email', 'string', { format: 'email' }),
	givenName: appBase('Given name'),
	familyName: appBase('Family name'),
	displayName: appBase('Display name'),
};

/** The standard claims of OpenID Connect Core 1.0 section 5.1, under Okta's names. */
const CLAIMS = `
	name nickname given_name middle_name family_name email profile picture website gender birthdate
	zoneinfo locale phone_number
`;
const ADDRESS = 'street_address locality region postal_code country formatted';

const claim = (name: string, more: Partial<Attribute> = {}): [string, Attribute] => [
	name,
	{
		title: name.replaceAll('_', ' '),
		description: `End-User's ${name.replaceAll('_', ' ')}.`,
		type: 'string',
		scope: 'SELF',
		...more,
	},
];

const OIDC_USER_BASE: Attributes = {
	userName: {
		title: 'Username',
		type: 'string',
		required: true,
		externalName: 'preferred_username',
		scope: 'SELF',
	},
	...Object.fromEntries(
		CLAIMS.trim()
			.split(/\s+/)
			.map((name) => claim(name)),
	),
	...Object.fromEntries(
		ADDRESS.split(' ').map((name) => claim(name, { externalName: `address.${name}` })),
	),
};

/** The attributes every user of an app has: those of OpenID Connect have its claims. */
export const appUserBase = ({ name }: { name: string }): Attributes =>
	name === 'oidc_client' ? OIDC_USER_BASE : APP_USER_BASE;

export const APP_USER_CUSTOM: Attributes = {
	role: appBase('Role', 'string', {
		enum: ['member', 'admin', 'auditor'],
		oneOf: [
			{ const: 'member', title: 'Member' },
			{ const: 'admin', title: 'Administrator' },
			{ const: 'auditor', title: 'Auditor' },
		],
	}),
	licenceCount: appBase('Licences', 'integer'),
};
