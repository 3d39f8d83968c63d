import type { IDataObject } from 'n8n-workflow';

import type { HookType } from './inlineHooks';

const context = (address: string, more: IDataObject = {}): IDataObject => ({
	request: {
		id: 'reqPreview',
		method: 'POST',
		url: { value: address },
		ipAddress: '203.0.113.1',
	},
	...more,
});

const person = { firstName: 'Ada', lastName: 'Lovelace', login: 'ada.lovelace@example.com' };

const signedIn: IDataObject = {
	session: { id: '102Preview', userId: '00uPreview', login: person.login, status: 'ACTIVE' },
	user: { id: '00uPreview', profile: { ...person, locale: 'en' } },
};

const token = (claims: IDataObject): IDataObject => ({
	claims: { ver: 1, ...claims },
	token: { lifetime: { expiration: 3600 } },
});

interface Sample {
	requestType?: string;
	data: IDataObject;
}

/** What Okta may ask, one of each type: invented people, in the form of Okta's reference. */
export const hookSamples: Readonly<Record<HookType, Sample>> = {
	'com.okta.user.pre-registration': {
		requestType: 'self.service.registration',
		data: {
			context: context('/idp/idx/enroll/new'),
			userProfile: { ...person, email: person.login },
			action: 'ALLOW',
		},
	},
	'com.okta.import.transform': {
		data: {
			context: {
				conflicts: ['login'],
				application: { id: '0oaPreview', name: 'payroll', label: 'Payroll', status: 'ACTIVE' },
				job: { id: 'ij1Preview', type: 'import:users' },
				matches: [],
				policy: ['EMAIL'],
			},
			action: { result: 'CREATE_USER' },
			appUser: { profile: { ...person, userName: 'alovelace' } },
			user: { profile: { ...person, email: person.login } },
		},
	},
	'com.okta.user.credential.password.import': {
		data: {
			context: context('/api/v1/authn', {
				credential: { username: person.login, password: 'not a real password' },
			}),
			action: { credential: 'UNVERIFIED' },
		},
	},
	'com.okta.oauth2.tokens.transform': {
		data: {
			context: context('/oauth2/default/v1/token', {
				protocol: {
					type: 'OAUTH2.0',
					request: { scope: 'openid profile', client_id: 'preview' },
					client: { id: 'preview', name: 'Preview', type: 'PUBLIC' },
				},
				...signedIn,
			}),
			identity: token({ sub: '00uPreview', name: 'Ada Lovelace', aud: 'preview' }),
			access: token({ sub: person.login, cid: 'preview', uid: '00uPreview' }),
		},
	},
	'com.okta.telephony.provider': {
		requestType: 'com.okta.user.telephony.mfa-verification',
		data: {
			context: context('/idp/idx/challenge'),
			userProfile: { ...person, userId: '00uPreview' },
			messageProfile: {
				msgTemplate: 'Your code is 111111',
				phoneNumber: '+15555550100',
				otpExpires: '2030-01-01T00:00:00.000Z',
				deliveryChannel: 'SMS',
				otpCode: '111111',
				locale: 'EN-US',
			},
		},
	},
	'com.okta.saml.tokens.transform': {
		data: {
			context: context('/app/preview/sso/saml', {
				protocol: { type: 'SAML2.0', issuer: { id: '0oaPreview', name: 'Preview' } },
				...signedIn,
			}),
			assertion: {
				subject: {
					nameId: person.login,
					nameFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
				},
				authentication: { sessionIndex: 'idPreview' },
				conditions: { audienceRestriction: ['urn:example:sp'] },
				claims: {},
				lifetime: { expiration: 300 },
			},
		},
	},
};
