import type { IDataObject } from 'n8n-workflow';

const isNeeded = { required: true };
const name = { ...isNeeded, minLength: 1, maxLength: 50 };

/**
 * The schema of users in an org to which nobody has added anything: none of it can be taken away.
 * https://developer.okta.com/docs/reference/api/schemas/#user-profile-base-subschema
 */
export const userSchema = ofBase({
	login: { title: 'Username', ...isNeeded, minLength: 5, maxLength: 100 },
	firstName: { title: 'First name', ...name },
	lastName: { title: 'Last name', ...name },
	middleName: { title: 'Middle name' },
	honorificPrefix: { title: 'Honorific prefix' },
	honorificSuffix: { title: 'Honorific suffix' },
	email: { title: 'Primary email', ...isNeeded, format: 'email' },
	title: { title: 'Title' },
	displayName: { title: 'Display name' },
	nickName: { title: 'Nickname' },
	profileUrl: { title: 'Profile Url', format: 'uri' },
	secondEmail: { title: 'Secondary email', format: 'email' },
	mobilePhone: { title: 'Mobile phone', maxLength: 100 },
	primaryPhone: { title: 'Primary phone', maxLength: 100 },
	streetAddress: { title: 'Street address' },
	city: { title: 'City' },
	state: { title: 'State' },
	zipCode: { title: 'Zip code' },
	countryCode: { title: 'Country code', format: 'country-code' },
	postalAddress: { title: 'Postal Address' },
	preferredLanguage: { title: 'Preferred language', format: 'language-code' },
	locale: { title: 'Locale', format: 'locale' },
	timezone: { title: 'Time zone', format: 'timezone' },
	userType: { title: 'User type' },
	employeeNumber: { title: 'Employee number' },
	costCenter: { title: 'Cost center' },
	organization: { title: 'Organization' },
	division: { title: 'Division' },
	department: { title: 'Department' },
	managerId: { title: 'ManagerId' },
	manager: { title: 'Manager' },
});

/** The same of groups. */
export const groupSchema = ofBase({
	name: { title: 'Name', ...isNeeded, maxLength: 255 },
	description: { title: 'Description', maxLength: 1024 },
});

function ofBase(properties: Record<string, IDataObject>): IDataObject {
	return { definitions: { base: { properties } } };
}
