import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import {
	CHALLENGE_LIFETIME,
	FACTOR_TYPES,
	type Factor,
	type FactorType,
	type PushTransaction,
} from './factorStore';
import { userOf } from './lookup';
import { iso, text, type Profile, type User } from './model';
import { smsCoolDown, wrongPasscode, wrongStatus } from './refusals';
import {
	bodyOf,
	flag,
	isObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
} from './request';
import { userTarget } from './targets';

const COOL_DOWN = 30_000;

const isType = (value: string): value is FactorType =>
	FACTOR_TYPES.some((factorType) => factorType === value);

/** The factors of the user in the path. */
export function factorsOf(call: Call, user: User): Factor[] {
	return call.org.directory.factorsOf(user);
}

function factorOf(call: Call): { user: User; factors: Factor[]; factor: Factor } {
	const user = userOf(call, 'userId');
	const factors = factorsOf(call, user);
	const id = param(call, 'factorId');
	const factor = factors.find((candidate) => candidate.id === id);
	if (!factor) throw notFound(id, 'UserFactor');
	return { user, factors, factor };
}

function show(call: Call, user: User, factor: Factor): Record<string, unknown> {
	const owner = `${call.origin}/api/v1/users/${user.id}`;
	const self = `${owner}/factors/${factor.id}`;
	const isActive = factor.status === 'ACTIVE';
	return {
		id: factor.id,
		factorType: factor.factorType,
		provider: factor.provider,
		vendorName: factor.vendorName,
		status: factor.status,
		created: iso(factor.created),
		lastUpdated: iso(factor.lastUpdated),
		profile: factor.profile,
		_links: {
			self: { href: self, hints: { allow: isActive ? ['GET', 'DELETE'] : ['GET'] } },
			...steps(factor, owner, self),
			user: { href: owner, hints: { allow: ['GET'] } },
		},
	};
}

/** Where a factor can be taken further. */
function steps({ factorType, status }: Factor, owner: string, self: string) {
	const post = { hints: { allow: ['POST'] } };
	if (factorType === 'question')
		return { questions: { href: `${owner}/factors/questions`, hints: { allow: ['GET'] } } };
	if (status === 'ACTIVE') return { verify: { href: `${self}/verify`, ...post } };
	const isSent = ['sms', 'call', 'email'].includes(factorType);
	return {
		activate: { href: `${self}/lifecycle/activate`, ...post },
		...(isSent && { resend: [{ name: factorType, href: `${self}/resend`, ...post }] }),
	};
}

/** What a person needs to finish an enrolment with an authenticator app. A secret. */
function activation(call: Call, user: User, factor: Factor) {
	const expiresAt = iso(factor.created + CHALLENGE_LIFETIME);
	const self = `${call.origin}/api/v1/users/${user.id}/factors/${factor.id}`;
	const qrcode = { href: `${self}/qr/${factor.id}`, type: 'image/png' };
	return factor.factorType === 'token:software:totp'
		? {
				timeStep: 30,
				sharedSecret: factor.secret,
				encoding: 'base32',
				keyLength: 16,
				_links: { qrcode },
			}
		: { expiresAt, factorResult: 'WAITING', _links: { qrcode } };
}

/** The profile a factor of this type needs, out of the request. */
function profileIn(factorType: FactorType, user: User, profile: Profile): Profile {
	switch (factorType) {
		case 'sms':
		case 'call': {
			const phoneNumber = requiredText(profile, 'phoneNumber');
			if (!/^\+?[\d\s()-]{7,20}$/.test(phoneNumber))
				throw validationFailed('phoneNumber', 'Invalid Phone Number.');
			return { phoneNumber };
		}
		case 'email':
			return { email: textIn(profile, 'email') ?? text(user.profile, 'email') };
		case 'question':
			requiredText(profile, 'answer');
			return { question: requiredText(profile, 'question'), questionText: profile.question ?? '' };
		default:
			return { credentialId: text(user.profile, 'login') };
	}
}

function enroll(call: Call): Reply {
	const { factors: store, clock } = call.org.directory;
	const user = userOf(call, 'userId');
	if (user.status === 'DEPROVISIONED') throw wrongStatus();
	const factors = factorsOf(call, user);
	const body = bodyOf(call);
	const factorType = requiredText(body, 'factorType');
	if (!isType(factorType))
		throw validationFailed('factorType', `factorType: '${factorType}' cannot be enrolled here`);
	const provider = requiredText(body, 'provider');
	if (factors.some((other) => other.factorType === factorType && other.provider === provider))
		throw validationFailed('factorEnrollRequest', 'A factor of this type is already set up.');
	const now = clock.now();
	const given = objectIn(body, 'profile');
	const profile = profileIn(factorType, user, given);
	const factor = store.enroll(factors, factorType, provider, profile, now, textIn(given, 'answer'));
	if (factorType === 'question' || flag(call, 'activate', false)) {
		factor.status = 'ACTIVE';
		recordMethods(call, user, 'activate', methodsOf(factor));
	} else {
		if (['sms', 'call', 'email'].includes(factorType)) store.send(factor, now);
		recordSent(call, user, factor, 'enroll');
	}
	return ok({
		...show(call, user, factor),
		...(factor.status === 'PENDING_ACTIVATION' &&
		(factorType === 'push' || factorType === 'token:software:totp')
			? { _embedded: { activation: activation(call, user, factor) } }
			: {}),
	});
}

/** Identity Engine's name of each method a factor stands for. */
const METHODS: Readonly<Record<FactorType, readonly string[]>> = {
	// Okta Verify is one enrolment with three methods, the code among them.
	push: ['SIGNED_NONCE', 'OKTA_VERIFY_PUSH'],
	'token:software:totp': ['OKTA_SOFT_TOKEN'],
	sms: ['SMS_FACTOR'],
	call: ['CALL_FACTOR'],
	email: ['EMAIL_FACTOR'],
	question: ['SECURITY_QUESTION'],
	webauthn: ['FIDO_WEBAUTHN'],
};

const methodsOf = ({ factorType }: Factor): readonly string[] => METHODS[factorType];

/** Identity Engine writes an event for each method: several for what a person calls one factor. */
function recordMethods(
	call: Call,
	user: User,
	what: 'activate' | 'deactivate',
	methods: readonly string[],
): void {
	const [displayMessage, did] =
		what === 'activate'
			? ['Activate factor for user', 'set up']
			: ['Reset factor for user', 'reset'];
	// A phone that can take one of these can take the other.
	const isPhone = what === 'activate' && methods.some((method) => PHONE.includes(method));
	for (const method of isPhone ? PHONE : methods)
		call.org.log.record(call, {
			eventType: `user.mfa.factor.${what}`,
			displayMessage,
			targets: [userTarget(user)],
			outcome: { result: 'SUCCESS', reason: `User ${did} ${method} factor` },
			debugData: { factor: method },
		});
}

const PHONE = ['SMS_FACTOR', 'CALL_FACTOR'];

type Purpose = 'enroll' | 'challenge';

/** What Okta writes when it sends a code or a question, by what for. */
const SENT: Readonly<Partial<Record<FactorType, Partial<Record<Purpose, string>>>>> = {
	sms: {
		enroll: 'system.sms.send_phone_verification_message',
		challenge: 'system.sms.send_factor_verify_message',
	},
	call: {
		enroll: 'system.voice.send_phone_verification_call',
		challenge: 'system.voice.send_mfa_challenge_call',
	},
	email: {
		enroll: 'system.email.send_factor_verify_message',
		challenge: 'system.email.send_factor_verify_message',
	},
	push: { challenge: 'system.push.send_factor_verify_push' },
};

function recordSent(call: Call, user: User, { factorType }: Factor, purpose: Purpose): void {
	const eventType = SENT[factorType]?.[purpose];
	if (eventType !== undefined)
		call.org.log.record(call, {
			eventType,
			displayMessage: `Sent to a person's ${factorType}`,
			targets: [userTarget(user)],
		});
}

function activate(call: Call): Reply {
	const { factors: store, clock } = call.org.directory;
	const { user, factor } = factorOf(call);
	if (factor.status === 'ACTIVE')
		throw validationFailed('factor', 'factor: The factor is already active');
	const passCode = isObject(call.body) ? (textIn(call.body, 'passCode') ?? '') : '';
	const scanned = factor.factorType === 'push' || factor.factorType === 'webauthn';
	if (!scanned && !store.accepts(factor, passCode, clock.now()))
		throw wrongPasscode('Your code does not match our records. Please try again.');
	factor.status = 'ACTIVE';
	factor.lastUpdated = clock.now();
	recordMethods(call, user, 'activate', methodsOf(factor));
	return ok(show(call, user, factor));
}

function remove(call: Call): Reply {
	const { user, factors, factor } = factorOf(call);
	if (user.status === 'DEPROVISIONED') throw wrongStatus();
	const isOktaVerify = ({ factorType, provider }: Factor): boolean =>
		provider === 'OKTA' && ['push', 'token:software:totp'].includes(factorType);
	// Okta Verify is one enrolment: with its push factor goes what else it has.
	const whole = factor.factorType === 'push' ? factors.filter(isOktaVerify) : [factor];
	for (const gone of whole) factors.splice(factors.indexOf(gone), 1);
	recordMethods(call, user, 'deactivate', whole.flatMap(methodsOf));
	return noContent();
}

/** Removes all factors of a user. */
function resetFactors(call: Call): Reply {
	const user = userOf(call);
	const factors = factorsOf(call, user);
	recordMethods(call, user, 'deactivate', factors.splice(0).flatMap(methodsOf));
	call.org.log.record(call, {
		eventType: 'user.mfa.factor.reset_all',
		displayMessage: 'Reset all factors for user',
		targets: [userTarget(user)],
	});
	return ok({});
}

/** A challenge without a code sends one; with a code, or an answer, it checks it. */
function verify(call: Call): Reply {
	const { factors: store, clock } = call.org.directory;
	const { user, factor } = factorOf(call);
	if (factor.status !== 'ACTIVE')
		throw validationFailed('factor', 'factor: The factor is not active');
	const now = clock.now();
	if (factor.factorType === 'push') {
		const asked = isObject(call.body) && call.body.useNumberMatchingChallenge === true;
		const transaction = store.push(factor, now, asked);
		recordSent(call, user, factor, 'challenge');
		return { status: 201, body: showPush(call, user, factor, transaction) };
	}
	const body = isObject(call.body) ? call.body : {};
	const passCode = textIn(body, 'passCode') ?? textIn(body, 'answer');
	if (passCode === undefined) {
		if (!['sms', 'call', 'email'].includes(factor.factorType))
			throw validationFailed('passCode', 'passCode: The field cannot be left blank');
		coolDown(factor, now);
		store.send(factor, now);
		recordSent(call, user, factor, 'challenge');
		return ok({ factorResult: 'CHALLENGE' });
	}
	const proven = store.accepts(factor, passCode, now);
	call.org.directory.log.record(call, {
		eventType: 'user.authentication.auth_via_mfa',
		displayMessage: 'Authentication of user via MFA',
		targets: [userTarget(user)],
		severity: proven ? 'INFO' : 'WARN',
		outcome: proven
			? { result: 'SUCCESS', reason: null }
			: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
	});
	if (!proven) throw wrongPasscode("Your passcode doesn't match our records. Please try again.");
	return ok({ factorResult: 'SUCCESS' });
}

function coolDown({ factorType, code }: Factor, now: number): void {
	if (factorType !== 'email' && code && now - code.sentAt < COOL_DOWN) throw smsCoolDown();
}

function resend(call: Call): Reply {
	const { factors: store, clock } = call.org.directory;
	const { user, factor } = factorOf(call);
	coolDown(factor, clock.now());
	store.send(factor, clock.now());
	recordSent(call, user, factor, factor.status === 'ACTIVE' ? 'challenge' : 'enroll');
	return ok(show(call, user, factor));
}

function showPush(
	call: Call,
	user: User,
	factor: Factor,
	transaction: PushTransaction,
): Record<string, unknown> {
	const { factors: store, clock } = call.org.directory;
	const factorResult = store.result(transaction, clock.now());
	const self = `${call.origin}/api/v1/users/${user.id}/factors/${factor.id}`;
	const poll = `${self}/transactions/${transaction.id}`;
	if (factorResult !== 'WAITING')
		return {
			factorResult,
			...(factorResult === 'SUCCESS'
				? {}
				: { _links: { verify: { href: `${self}/verify`, hints: { allow: ['POST'] } } } }),
		};
	return {
		expiresAt: iso(transaction.started + CHALLENGE_LIFETIME),
		factorResult,
		profile: factor.profile,
		...(transaction.number !== undefined && {
			_embedded: { challenge: { correctAnswer: transaction.number } },
		}),
		_links: {
			poll: { href: poll, hints: { allow: ['GET'] } },
			cancel: { href: poll, hints: { allow: ['DELETE'] } },
		},
	};
}

function transaction(call: Call): Reply {
	const { user, factor } = factorOf(call);
	const id = param(call, 'transactionId');
	const found = call.org.directory.factors.transaction(factor, id);
	if (!found) throw notFound(id, 'Transaction');
	return ok(showPush(call, user, factor, found));
}

function catalog(call: Call): Reply {
	const factors = factorsOf(call, userOf(call, 'userId'));
	return ok(
		FACTOR_TYPES.map((factorType) => ({
			factorType,
			provider: factorType === 'webauthn' ? 'FIDO' : 'OKTA',
			vendorName: factorType === 'webauthn' ? 'FIDO' : 'OKTA',
			enrollment: 'OPTIONAL',
			status: factors.some((factor) => factor.factorType === factorType) ? 'ACTIVE' : 'NOT_SETUP',
		})),
	);
}

const read = ['okta.users.read'];
const manage = ['okta.users.manage'];
const FACTORS = '/api/v1/users/{userId}/factors';

export const factorRoutes: Route[] = [
	{
		route: `GET ${FACTORS}`,
		scopes: read,
		handle: (call) => {
			const user = userOf(call, 'userId');
			return ok(factorsOf(call, user).map((factor) => show(call, user, factor)));
		},
	},
	{ route: `POST ${FACTORS}`, scopes: manage, handle: enroll },
	{ route: `GET ${FACTORS}/catalog`, scopes: read, handle: catalog },
	{
		route: `GET ${FACTORS}/{factorId}`,
		scopes: read,
		handle: (call) => {
			const { user, factor } = factorOf(call);
			return ok(show(call, user, factor));
		},
	},
	{ route: `DELETE ${FACTORS}/{factorId}`, scopes: manage, handle: remove },
	{ route: `POST ${FACTORS}/{factorId}/lifecycle/activate`, scopes: manage, handle: activate },
	{ route: `POST ${FACTORS}/{factorId}/resend`, scopes: manage, handle: resend },
	{ route: `POST ${FACTORS}/{factorId}/verify`, scopes: manage, handle: verify },
	{
		route: `GET ${FACTORS}/{factorId}/transactions/{transactionId}`,
		scopes: read,
		handle: transaction,
	},
	{
		route: 'POST /api/v1/users/{id}/lifecycle/reset_factors',
		scopes: manage,
		handle: resetFactors,
	},
];
