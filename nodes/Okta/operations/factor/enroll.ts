import type { IDataObject } from 'n8n-workflow';

import {
	acceptLanguage,
	activationData,
	returnActivation,
	templateId,
	tokenLifetimeSeconds,
} from '../../fields/factor';
import { securityQuestions } from '../../fields/securityQuestions';
import { userId } from '../../fields/user';
import { notTaken } from '../../objects/held';
import type { LookIfSo } from '../../table/effect';
import type { Operation } from '../../table/operation';
import { isObject } from '../../transport/json';
import { collect } from '../../transport/pages';
import { unlessListed } from '../../objects/findLost';

/** Nobody can tell whether a question has the same answer, and who waits for a seed gets none. */
const isEnrolled: LookIfSo = async (okta, { path, body }) => {
	const sent = isObject(body) ? body : {};
	const factors = await collect(okta.pages({ method: 'GET', path }, {}));
	const factor = factors.find((one) => isSameKind(one, sent));
	if (!factor) return { isSo: false };
	if (factor['status'] !== 'ACTIVE') {
		return {
			isSo: false,
			advice: 'The factor waits to be activated. Use Activate, or Remove it and enroll it anew',
		};
	}
	const { phoneNumber, email } = isObject(sent['profile']) ? sent['profile'] : {};
	const isSame = notTaken(
		{ ...(phoneNumber && { phoneNumber }), ...(email && { email }) },
		factor['profile'],
	);
	return { isSo: sent['factorType'] !== 'question' && isSame.length === 0, object: factor };
};

export const operation: Operation = {
	name: 'Enroll',
	value: 'enroll',
	action: 'Enroll MFA factor for user',
	description:
		'Set up a factor for a user. Okta at once sends a code to the phone or email, for Activate, unless the factor is activated without.',
	route: 'POST /api/v1/users/{userId}/factors',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'enrolled',
		alreadySo: { afterRefusal: ['E0000001'], look: isEnrolled },
	},
	repeat: unlessListed({ isIt: isSameKind }),
	shaped: true,
	path: [userId],
	body: [
		{
			displayName: 'Factor Type',
			name: 'factorType',
			type: 'options',
			default: 'sms',
			description: 'What the user is to prove the identity with',
			options: [
				{
					name: 'Authenticator App (TOTP)',
					value: 'token:software:totp',
					description: 'Six-digit codes from Okta Verify or Google Authenticator',
				},
				{ name: 'Email', value: 'email', description: 'A code, sent at once' },
				{ name: 'Phone Call', value: 'call', description: 'A code, told in a call made at once' },
				{ name: 'Push', value: 'push', description: 'A question in Okta Verify' },
				{ name: 'Security Question', value: 'question', description: 'Active at once' },
				{ name: 'SMS', value: 'sms', description: 'A code, sent at once' },
			],
		},
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			default: 'OKTA',
			description: 'Whose app makes the codes',
			displayOptions: { show: { factorType: ['token:software:totp'] } },
			options: [
				{ name: 'Google', value: 'GOOGLE' },
				{ name: 'Okta', value: 'OKTA' },
			],
		},
		{
			field: {
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. +15554151337',
				description: 'Number in international format, beginning with +',
				displayOptions: { show: { factorType: ['call', 'sms'] } },
			},
			as: 'profile.phoneNumber',
		},
		{
			field: {
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. jane.doe@example.com',
				description: "Address the codes go to; the user's primary or secondary one",
				displayOptions: { show: { factorType: ['email'] } },
			},
			as: 'profile.email',
		},
	],
	// Only sent for the one type: a list to choose from has a value even while it is hidden.
	controls: [
		{
			displayName: 'Question',
			name: 'question',
			type: 'options',
			default: 'disliked_food',
			description: 'What the user is asked, in the words of the language the user has chosen',
			options: securityQuestions,
			displayOptions: { show: { factorType: ['question'] } },
		},
		{
			displayName: 'Answer',
			name: 'answer',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Answer to the security question, of at least four characters',
			displayOptions: { show: { factorType: ['question'] } },
		},
	],
	options: {
		query: [
			{
				displayName: 'Activate',
				name: 'activate',
				type: 'boolean',
				default: true,
				description:
					'Whether to activate a phone or email at once, without a code: it is then yours to know that it is the right one',
			},
			{
				displayName: 'Update Phone',
				name: 'updatePhone',
				type: 'boolean',
				default: true,
				description: 'Whether to replace the number of a phone the user has set up already',
			},
			templateId,
			tokenLifetimeSeconds,
		],
		header: [acceptLanguage],
		body: [
			{
				field: {
					displayName: 'Phone Extension',
					name: 'phoneExtension',
					type: 'string',
					default: '',
					description: 'Extension to dial, for a phone call',
				},
				as: 'profile.phoneExtension',
			},
		],
		controls: [returnActivation],
	},
	leftOut: {
		'profile.credentialId': 'Okta writes it: the name of the account',
		'profile.deviceToken': 'Okta Verify sends it when the user sets it up',
		'profile.deviceType': 'Okta Verify sends it when the user sets it up',
		'profile.name': 'Okta Verify sends it when the user sets it up',
		'profile.platform': 'Okta Verify sends it when the user sets it up',
		'profile.sharedSecret': 'HOTP tokens are enrolled with seeds that an import brings',
		'profile.version': 'Okta Verify sends it when the user sets it up',
		factorProfileId: 'HOTP tokens are enrolled with seeds that an import brings',
		verify: 'RSA and Symantec tokens are enrolled with the codes they show',
	},
	secrets: activationData,

	prepare(given, values) {
		// Seed and QR code are in the first answer only.
		const isForGood = values.flag('returnActivation');
		const request = isForGood ? { ...given, repeat: 'never' as const } : given;
		if (values.text('factorType') !== 'question') return request;
		const profile = { question: values.text('question'), answer: values.text('answer') };
		return { ...request, body: { ...(isObject(request.body) && request.body), profile } };
	},
};

function isSameKind(factor: IDataObject, sent: IDataObject): boolean {
	return (
		factor['factorType'] === sent['factorType'] &&
		factor['provider'] === (sent['provider'] ?? factor['provider'])
	);
}
