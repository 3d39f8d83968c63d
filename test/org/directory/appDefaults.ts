import { isObject, type JsonObject } from './request';

/** Of the key that assertions and ID tokens are signed with. */
const KID = 'practice1signing2key3of4the5org';

/** What every app has, whatever it was made with. */
const ANY: JsonObject = {
	accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
	visibility: {
		autoLaunch: false,
		autoSubmitToolbar: false,
		hide: { iOS: false, web: false },
		appLinks: { login: true },
	},
	credentials: {
		userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
		signing: {},
	},
	universalLogout: null,
	settings: {
		app: {},
		notifications: {
			vpn: { network: { connection: 'DISABLED' }, message: null, helpUrl: null },
		},
		manualProvisioning: false,
		implicitAssignment: false,
		emOptInStatus: 'NONE',
		notes: { admin: null, enduser: null },
	},
};

/** What an app of a certain sign-on mode has besides. */
const OF_MODE: Readonly<Record<string, JsonObject>> = {
	OPENID_CONNECT: { credentials: { signing: { kid: KID } } },
	BASIC_AUTH: { settings: { app: { loginUrlRegex: null } } },
	SAML_2_0: {
		credentials: { signing: { kid: KID } },
		settings: {
			signOn: {
				defaultRelayState: null,
				idpIssuer: 'http://www.okta.com/${org.externalKey}',
				spIssuer: null,
				requestCompressed: false,
				inlineHooks: [],
				assertionEncryption: { enabled: false },
				acsEndpoints: [],
			},
		},
	},
};

/** What is taken and never shown again. */
const WRITE_ONLY = new Set([
	'audienceOverride',
	'destinationOverride',
	'recipientOverride',
	'ssoAcsUrlOverride',
]);

/** An app's settings and the like, as given, with everything Okta adds to them. */
export function completed(signOnMode: string | null, given: JsonObject): JsonObject {
	const mode = OF_MODE[signOnMode ?? ''] ?? {};
	const all = merged(merged(ANY, mode), given);
	const { credentials } = all;
	return isObject(credentials) ? { ...all, credentials: readable(credentials) } : all;
}

/** A password is never shown, nor a name that is none. */
function readable({ password, userName, ...credentials }: JsonObject): JsonObject {
	return {
		...credentials,
		...(userName === undefined || userName === '' ? {} : { userName }),
		...(password === undefined ? {} : { password: {} }),
	};
}

function merged(defaults: JsonObject, given: JsonObject): JsonObject {
	const result = { ...defaults };
	for (const [name, value] of Object.entries(given)) {
		if (WRITE_ONLY.has(name)) continue;
		const before = result[name];
		// Links to an app are those given, or the one it has anyway.
		const isWhole = name === 'appLinks' || !isObject(before) || !isObject(value);
		result[name] = isWhole ? value : merged(before, value);
	}
	return result;
}
