import type { INodeProperties } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';
import type { AppSettings } from './mode';

const UNSPECIFIED = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified';

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. email',
	description: 'Name of the attribute as the app expects it',
};

const statements: INodeProperties = {
	displayName: 'Attribute Statements',
	name: 'attributeStatements',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add attribute',
	default: {},
	description: 'What the assertion says of somebody beside the name',
	options: [
		{
			displayName: 'Groups',
			name: 'groups',
			values: [
				name,
				{
					displayName: 'Which Groups',
					name: 'filterType',
					type: 'options',
					default: 'STARTS_WITH',
					description: "Which of the user's groups are named",
					options: [
						{ name: 'Contains', value: 'CONTAINS' },
						{ name: 'Equals', value: 'EQUALS' },
						{ name: 'Matches Regex', value: 'REGEX' },
						{ name: 'Starts With', value: 'STARTS_WITH' },
					],
				},
				{
					displayName: 'Value',
					name: 'filterValue',
					type: 'string',
					default: '',
					placeholder: 'e.g. app-',
					description: 'What the names of the groups are compared with',
				},
			],
		},
		{
			displayName: 'User',
			name: 'user',
			values: [
				name,
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. user.email',
					description: 'Expression over the user, in Okta Expression Language',
				},
			],
		},
	],
};

/** The rows as Okta's SamlAttributeStatement has them. */
function toStatements(value: unknown): unknown[] {
	const { user, groups } = isObject(value) ? value : {};
	return [
		...rowsIn(user).map((row) => ({
			type: 'EXPRESSION',
			name: row['name'],
			namespace: UNSPECIFIED,
			values: [text(row['value'])],
		})),
		...rowsIn(groups).map((row) => ({
			type: 'GROUP',
			name: row['name'],
			namespace: UNSPECIFIED,
			filterType: row['filterType'],
			filterValue: row['filterValue'],
		})),
	];
}

const rowsIn = (rows: unknown) => (Array.isArray(rows) ? rows.filter(isObject) : []);

const nameIds = [
	['Email Address', 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
	['Persistent', 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
	['Transient', 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'],
	['Unspecified', 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'],
	['X.509 Subject Name', 'urn:oasis:names:tc:SAML:1.1:nameid-format:x509SubjectName'],
].map(([label = '', value = '']) => ({ name: label, value }));

/** What Okta asks for of every SAML app, and the wizard of the Admin Console fills in by itself. */
export const samlDefaults = {
	idpIssuer: 'http://www.okta.com/${org.externalKey}',
	subjectNameIdTemplate: '${user.userName}',
	signatureAlgorithm: 'RSA_SHA256',
	digestAlgorithm: 'SHA256',
	authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
	allowMultipleAcsEndpoints: false,
	assertionSigned: true,
	honorForceAuthn: true,
	requestCompressed: false,
	responseSigned: true,
};

/** Okta's SamlApplication. */
export const saml: AppSettings = {
	modes: ['SAML_2_0'],
	main: [
		{
			field: {
				displayName: 'Single Sign-On URL',
				name: 'ssoAcsUrl',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://app.example.com/saml/acs',
				description:
					'Where Okta sends the assertion, which the app calls its assertion consumer service (ACS)',
			},
			as: 'settings.signOn.ssoAcsUrl',
		},
		{
			field: {
				displayName: 'Audience URI',
				name: 'audience',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://app.example.com/saml/metadata',
				description: 'What the app calls itself, its entity ID',
			},
			as: 'settings.signOn.audience',
		},
		{
			field: {
				displayName: 'Name ID Format',
				name: 'nameIdFormat',
				type: 'options',
				default: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
				description: 'What kind of name the assertion is about',
				options: nameIds,
			},
			as: 'settings.signOn.subjectNameIdFormat',
		},
		{
			field: statements,
			as: 'settings.signOn.attributeStatements',
			convert: toStatements,
		},
	],
	rare: [
		{
			field: {
				displayName: 'Name ID',
				name: 'nameId',
				type: 'string',
				default: '',
				placeholder: 'e.g. ${user.email}',
				description: 'Expression that gives the name; the username in the app unless said',
			},
			as: 'settings.signOn.subjectNameIdTemplate',
		},
		{
			field: {
				displayName: 'Recipient',
				name: 'recipient',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.example.com/saml/acs',
				description: 'Recipient in the assertion, if not the Single Sign-On URL',
			},
			as: 'settings.signOn.recipient',
		},
		{
			field: {
				displayName: 'Destination',
				name: 'destination',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.example.com/saml/acs',
				description: 'Destination of the response, if not the Single Sign-On URL',
			},
			as: 'settings.signOn.destination',
		},
		{
			field: {
				displayName: 'Default Relay State',
				name: 'defaultRelayState',
				type: 'string',
				default: '',
				placeholder: 'e.g. /home',
				description: 'Where in the app somebody lands who comes from the dashboard',
			},
			as: 'settings.signOn.defaultRelayState',
		},
		{
			field: {
				displayName: 'Sign Response',
				name: 'responseSigned',
				type: 'boolean',
				default: true,
				description: 'Whether the response as a whole is signed',
			},
			as: 'settings.signOn.responseSigned',
		},
		{
			field: {
				displayName: 'Sign Assertion',
				name: 'assertionSigned',
				type: 'boolean',
				default: true,
				description: 'Whether the assertion within the response is signed',
			},
			as: 'settings.signOn.assertionSigned',
		},
		{
			field: {
				displayName: 'Honor Force Authentication',
				name: 'honorForceAuthn',
				type: 'boolean',
				default: true,
				description: 'Whether people sign in anew where the app asks for it',
			},
			as: 'settings.signOn.honorForceAuthn',
		},
	],
};
