import { type IDataObject, UserError } from 'n8n-workflow';

import { without } from '../../objects/rows';
import { isShown } from '../../table/isShown';
import type { Placement } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject, merge, nest, text } from '../../transport/json';
import type { OktaRequest } from '../../transport/types';
import { bookmark, link } from './bookmark';
import { general } from './general';
import { type AppSettings, signOnMode } from './mode';
import { oidc } from './oidc';
import { saml, samlDefaults } from './saml';
import { autoLogin, browserPlugin, swa } from './swa';

export { ANY_MODE, settingsOf, signOnMode } from './mode';

const all: readonly AppSettings[] = [
	link,
	bookmark,
	autoLogin,
	browserPlugin,
	swa,
	oidc,
	saml,
	general,
];

/** The placement, shown for some sign-on modes only. */
function shownFor(
	{ modes }: AppSettings,
	field: string,
	placement: Placement,
	others: Placement['field']['displayOptions'] = {},
): Placement {
	if (!modes) return placement;
	const show = { [field]: [...modes], ...others.show };
	return { ...placement, field: { ...placement.field, displayOptions: { show } } };
}

/** What a new app of each mode cannot do without. */
export const newAppSettings: readonly Placement[] = all.flatMap((settings) =>
	settings.main.map((one) => shownFor(settings, signOnMode.name, one, one.field.displayOptions)),
);

const inOptions = `/${signOnMode.name}`;

/** What else a new app may have. */
export const newAppOptions: readonly Placement[] = all.flatMap((settings) =>
	settings.rare.map((one) => shownFor(settings, inOptions, one)),
);

/** All that can be changed of an app that is there, each only where it is chosen. */
export const appChanges: readonly Placement[] = all.flatMap((settings) =>
	[...settings.main, ...settings.rare].map(({ field, ...rest }) => {
		const { required: _, displayOptions: __, ...plain } = field;
		return shownFor(settings, inOptions, { ...rest, field: plain });
	}),
);

const names: Readonly<Record<string, string>> = {
	BOOKMARK: 'bookmark',
	BROWSER_PLUGIN: 'template_swa',
	OPENID_CONNECT: 'oidc_client',
};

/**
 * For `prepare`: what is filled in as a whole app, with what Okta demands and nobody has to choose.
 *
 * @throws UserError when an app is to sign in with a key and has none
 */
export function asNewApp(request: OktaRequest, values: Values): OktaRequest {
	const mode = values.text(signOnMode.name);
	const given = asGiven(request, [...newAppSettings, ...newAppOptions], values);
	const name = names[mode];
	const base: IDataObject = { ...(name !== undefined && { name }), signOnMode: mode };
	const body = mode === 'SAML_2_0' ? asSaml({ ...base, ...given }) : { ...base, ...given };
	if (mode === 'OPENID_CONNECT') ensureKey(body);
	return { ...request, body };
}

function asSaml(app: IDataObject): IDataObject {
	const signOn = at(app, 'settings', 'signOn');
	const recipient = text(signOn['ssoAcsUrl']);
	const defaults = { ...samlDefaults, recipient, destination: recipient };
	return merge(app, { settings: { signOn: { ...defaults, ...signOn } } });
}

function ensureKey(app: IDataObject): void {
	const method = at(app, 'credentials', 'oauthClient')['token_endpoint_auth_method'];
	if (method !== 'private_key_jwt' || at(app, 'settings', 'oauthClient')['jwks_uri']) return;
	throw new UserError('An app that signs in with Private Key JWT needs a public key', {
		description:
			'Nothing was sent to Okta. Add Address of Public Keys under Options, or choose another Client Authentication.',
	});
}

/** For `prepare`: the changes of an app that is there. */
export function asAppChanges(request: OktaRequest, values: Values): OktaRequest {
	return { ...request, body: asGiven(request, appChanges, values) };
}

/** What is filled in, without what the form hides: a hidden field still has a value. */
function asGiven(
	{ body }: OktaRequest,
	placements: readonly Placement[],
	values: Values,
): IDataObject {
	const isHidden = ({ field }: Placement) =>
		!isShown(field, (name) => values.get(name.replace(/^\//, '')));
	const hidden = placements.filter(isHidden).flatMap(({ as }) => as ?? []);
	return withWhatFollows(pruned(without(isObject(body) ? body : {}, hidden)));
}

/** Without objects that have nothing in them. */
function pruned(object: IDataObject): IDataObject {
	const entries = Object.entries(object).map(([name, value]): [string, typeof value] => [
		name,
		isObject(value) ? pruned(value) : value,
	]);
	return Object.fromEntries(
		entries.filter(([, value]) => !isObject(value) || Object.keys(value).length > 0),
	);
}

/** What follows from what was chosen, and has no field of its own. */
function withWhatFollows(body: IDataObject): IDataObject {
	const follows: Array<[string, unknown]> = [];
	const client = at(body, 'settings', 'oauthClient');
	const { application_type: type, grant_types: grants } = client;
	if (Array.isArray(grants)) {
		follows.push(['settings.oauthClient.response_types', responseTypes(grants)]);
	}
	// What runs on somebody's device keeps no secret, and has to prove that it began what it ends.
	if (type === 'native' || type === 'browser') {
		follows.push(['credentials.oauthClient.token_endpoint_auth_method', 'none']);
		follows.push(['credentials.oauthClient.pkce_required', true]);
	}
	if ('template' in at(body, 'credentials', 'userNameTemplate')) {
		follows.push(['credentials.userNameTemplate.type', 'CUSTOM']);
	}
	const { web } = at(body, 'visibility', 'hide');
	if (web !== undefined) follows.push(['visibility.hide.iOS', web]);
	return nest(body, follows);
}

/** What comes back from the authorization endpoint (OpenID Connect Dynamic Registration, section 2). */
function responseTypes(grants: readonly unknown[]): string[] {
	const types = [
		...(grants.includes('authorization_code') || grants.includes('interaction_code')
			? ['code']
			: []),
		...(grants.includes('implicit') ? ['id_token', 'token'] : []),
	];
	return types.length > 0 ? types : ['token'];
}

/** An object within an object; empty where there is none. */
function at(object: IDataObject, ...path: readonly string[]): IDataObject {
	return path.reduce<IDataObject>((inner, name) => {
		const member = inner[name];
		return isObject(member) ? member : {};
	}, object);
}
