import type { InlineHookType } from './inlineHookStore';
import type { JsonObject } from './request';

interface Sample {
	data: JsonObject;
	requestType?: string;
}

const request = (url: string): JsonObject => ({
	id: 'reqv66CbCaCStGEFc8AdfS0ng',
	method: 'POST',
	url: { value: url },
	ipAddress: '203.0.113.17',
});

const user: JsonObject = {
	id: '00uq8tMo3zV0OfJON0g3',
	passwordChanged: '2026-09-11T23:19:12.000Z',
	profile: {
		login: 'ada.lovelace@acme.example',
		firstName: 'Ada',
		lastName: 'Lovelace',
		locale: 'en',
		timeZone: 'America/Los_Angeles',
	},
};

const session: JsonObject = {
	id: '102Qoe7t5PcRnSxr8j3I8I6pA',
	userId: '00uq8tMo3zV0OfJON0g3',
	login: 'ada.lovelace@acme.example',
	status: 'ACTIVE',
	amr: ['PASSWORD'],
	idp: { id: '00oq6kcVwvrDY2YsS0g3', type: 'OKTA' },
	mfaActive: false,
};

/** A text of a SAML attribute, as Okta writes it in JSON. */
const attribute = (value: string): JsonObject => ({
	attributes: { NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified' },
	attributeValues: [{ attributes: { 'xsi:type': 'xs:string' }, value }],
});

const samples: Readonly<Record<InlineHookType, Sample>> = {
	'com.okta.import.transform': {
		data: {
			context: {
				conflicts: ['login'],
				application: {
					name: 'payroll',
					id: '0oa7ey7aLRuBvcYUD0g4',
					label: 'Payroll',
					status: 'ACTIVE',
				},
				job: { id: 'ij17ez2AWtMZRfCZ60g4', type: 'import:users' },
				matches: [],
				policy: ['EMAIL', 'FIRST_AND_LAST_NAME'],
			},
			action: { result: 'CREATE_USER' },
			appUser: {
				profile: { firstName: 'Sally', lastName: 'Ride', userName: 'sride', mobilePhone: null },
			},
			user: {
				profile: {
					firstName: 'Sally',
					lastName: 'Ride',
					login: 'sride@acme.example',
					email: 'sride@acme.example',
					mobilePhone: null,
				},
			},
		},
	},
	'com.okta.oauth2.tokens.transform': {
		data: {
			context: {
				request: request('/oauth2/default/v1/authorize'),
				protocol: {
					type: 'OAUTH2.0',
					request: { scope: 'openid profile email', client_id: 'portal' },
					issuer: { uri: 'https://acme.okta.com/oauth2/default' },
					client: { id: 'portal', name: 'Portal', type: 'PUBLIC' },
				},
				session,
				user,
				policy: { id: '00pq8lGaLlI8APuqY0g3', rule: { id: '0prq8mLKuKAmavOvq0g3' } },
			},
			identity: {
				claims: { sub: '00uq8tMo3zV0OfJON0g3', name: 'Ada Lovelace', locale: 'en', ver: 1 },
				token: { lifetime: { expiration: 3_600 } },
			},
			access: {
				claims: { sub: 'ada.lovelace@acme.example', cid: 'portal', department: 'R&D', ver: 1 },
				token: { lifetime: { expiration: 3_600 } },
				scopes: { openid: { id: 'scpq7bW1cp6dcvrz80g3', action: 'GRANT' } },
			},
		},
	},
	'com.okta.saml.tokens.transform': {
		data: {
			context: {
				request: request('/app/portal/exkth8lMzFm0HZOTU0g3/sso/saml'),
				protocol: {
					type: 'SAML2.0',
					issuer: { id: '0oath92zlO60urQOP0g3', name: 'Portal', uri: 'http://www.okta.com/exkth8' },
				},
				session,
				user,
			},
			assertion: {
				subject: {
					nameId: 'ada.lovelace@acme.example',
					nameFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
					confirmation: {
						method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
						data: { recipient: 'https://portal.acme.example/saml' },
					},
				},
				authentication: {
					sessionIndex: 'id1553800523546.312669168',
					authnContext: {
						authnContextClassRef:
							'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
					},
				},
				conditions: { audienceRestriction: ['urn:example:sp'] },
				claims: { department: attribute('R&D') },
				lifetime: { expiration: 300 },
			},
		},
	},
	'com.okta.telephony.provider': {
		requestType: 'com.okta.user.telephony.mfa-verification',
		data: {
			context: { request: request('/idp/idx/challenge') },
			userProfile: {
				firstName: 'Ada',
				lastName: 'Lovelace',
				login: 'ada.lovelace@acme.example',
				userId: '00uq8tMo3zV0OfJON0g3',
			},
			messageProfile: {
				msgTemplate: 'Your code is 482901',
				phoneNumber: '+15555550123',
				otpExpires: '2026-11-27T07:05:00.000Z',
				deliveryChannel: 'SMS',
				otpCode: '482901',
				locale: 'EN-US',
			},
		},
	},
	'com.okta.user.credential.password.import': {
		data: {
			context: {
				request: request('/api/v1/authn'),
				credential: { username: 'isaac.brock@acme.example', password: 'Float On 2004!' },
			},
			action: { credential: 'UNVERIFIED' },
		},
	},
	'com.okta.user.pre-registration': {
		requestType: 'self.service.registration',
		data: {
			context: { request: request('/idp/idx/enroll/new') },
			userProfile: {
				firstName: 'Grace',
				lastName: 'Hopper',
				login: 'grace@acme.example',
				email: 'grace@acme.example',
			},
			action: 'ALLOW',
		},
	},
};

/** What Okta sends to a hook of this type, in the form its reference shows. */
export const sampleOf = (type: InlineHookType): Sample => samples[type];
