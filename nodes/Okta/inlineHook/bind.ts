import { type IDataObject, UserError } from 'n8n-workflow';

import { changeApp } from '../objects/apps';
import { type HookType, kindOfHook } from '../objects/inlineHooks';
import { writable } from '../objects/policies';
import { without } from '../objects/rows';
import { sendForList, sendForObject } from '../transport/answers';
import { isObject, isObjectList, merge, objectIn, text } from '../transport/json';
import { namingScope, unlessMissing } from '../transport/refusals';
import type { Okta } from '../transport/types';
import { readHook } from './register';

type Org = Pick<Okta, 'send' | 'pages'>;

/** What Okta looks at when a process comes to the point where a hook can be asked. */
interface Asker {
	path: string;
	/** As Okta has it. */
	object: IDataObject;
}

/** How the hooks of a type are chosen through Okta's API. */
interface Choosing {
	/** The scope to read and change what the hook is chosen in. */
	scope: string;
	/** What people call that. */
	what: string;
	read(okta: Org, place: string): Promise<Asker>;
	/** Why no hook of the type can be chosen in it, where that is so. */
	unfit?(object: IDataObject): UserError | undefined;
	/** The ID of the hook that is chosen; empty where none is. */
	chosen(object: IDataObject): string;
	/** Has Okta ask by this hook, or by none. */
	write(okta: Org, asker: Asker, id: string | undefined): Promise<IDataObject>;
}

const idIn = (list: unknown, name: string): string =>
	isObjectList(list) ? text(list[0]?.[name]) : '';

const inEnrollment = (rule: IDataObject) =>
	objectIn(objectIn(rule, 'actions'), 'profileEnrollment');
const inToken = (rule: IDataObject) => objectIn(objectIn(rule, 'actions'), 'token');
const inSignOn = (app: IDataObject) => objectIn(objectIn(app, 'settings'), 'signOn');

/**
 * Hooks of the other types are chosen for each user, by being active, or in the Admin Console alone.
 * Okta API reference: Policies > Replace a policy rule; Applications > Replace an application;
 * Authorization Server Rules > Replace a policy rule.
 */
const choosing: Partial<Record<HookType, Choosing>> = {
	'com.okta.user.pre-registration': {
		scope: 'okta.policies.manage',
		what: 'user profile policy',
		async read(okta, place) {
			const { rows } = await sendForList(okta, { method: 'GET', path: place });
			const [rule = {}] = rows;
			return { path: `${place}/${text(rule['id'])}`, object: rule };
		},
		unfit: (rule) =>
			isObject(objectIn(rule, 'actions')['profileEnrollment'])
				? undefined
				: noPlace('This is no user profile policy', 'Choose one from the list.'),
		chosen: (rule) => idIn(inEnrollment(rule)['preRegistrationInlineHooks'], 'inlineHookId'),
		async write(okta, { path, object }, id) {
			const preRegistrationInlineHooks = id === undefined ? [] : [{ inlineHookId: id }];
			const actions = { profileEnrollment: { preRegistrationInlineHooks } };
			const body = merge(writable(object), { actions });
			return await sendForObject(okta, { method: 'PUT', path, body });
		},
	},
	'com.okta.oauth2.tokens.transform': {
		scope: 'okta.authorizationServers.manage',
		what: 'rule',
		read: readAt,
		chosen: (rule) => text(objectIn(inToken(rule), 'inlineHook')['id']),
		async write(okta, { path, object }, id) {
			const rule = without(writable(object), ['actions.token.inlineHook']);
			const body =
				id === undefined ? rule : merge(rule, { actions: { token: { inlineHook: { id } } } });
			return await sendForObject(okta, { method: 'PUT', path, body });
		},
	},
	'com.okta.saml.tokens.transform': {
		scope: 'okta.apps.manage',
		what: 'app',
		read: readAt,
		unfit: (app) =>
			app['signOnMode'] === 'SAML_2_0'
				? undefined
				: noPlace(
						`Nobody signs in to “${text(app['label'])}” by SAML 2.0`,
						'Choose a custom SAML app from the list.',
					),
		chosen: (app) => idIn(inSignOn(app)['inlineHooks'], 'id'),
		write: async (okta, { path, object }, id) =>
			await changeApp(okta, object, path, {
				settings: { signOn: { inlineHooks: id === undefined ? [] : [{ id }] } },
			}),
	},
};

async function readAt(okta: Org, path: string): Promise<Asker> {
	return { path, object: await sendForObject(okta, { method: 'GET', path }) };
}

function noPlace(message: string, description: string): UserError {
	return new UserError(message, { description });
}

/**
 * Has Okta ask by the hook at this place. Nothing is sent where it does already.
 *
 * @param place - of Okta's API: the rules of a user profile policy, the rule of an access policy, or an app
 * @throws UserError where another hook is asked there, or Okta doesn't take one
 */
export async function bind(okta: Org, type: HookType, place: string, id: string): Promise<void> {
	const how = choosing[type];
	if (!how) return;
	const { scope, what } = how;
	const asker = await how.read(okta, place).catch(namingScope(scope));
	const unfit = how.unfit?.(asker.object);
	if (unfit) throw unfit;
	const name = text(asker.object['label']) || text(asker.object['name']);
	const other = how.chosen(asker.object);
	if (other === id) return;
	const another = other === '' ? undefined : await readHook(okta, other);
	if (another) {
		throw new UserError(`Okta asks another inline hook there already, “${text(another['name'])}”`, {
			description: `One hook can be chosen in the ${what}, “${name}”. Take the other one out in Okta, or choose another ${what} in this node.`,
		});
	}
	const answer = await how.write(okta, asker, id).catch(namingScope(scope));
	if (how.chosen(answer) !== id) {
		throw new UserError(`Okta did not take the inline hook in “${name}”`, {
			description: `Choose another ${what}. Of apps those take one that were made in the org with SAML 2.0, and not those of the catalogue.`,
		});
	}
}

/** Has Okta ask by the hook at this place no longer. What is gone, takes none any more or has another one stays as it is. */
export async function unbind(okta: Org, type: string, place: string, id: string): Promise<void> {
	const kind = kindOfHook(type);
	const how = kind && choosing[kind.type];
	if (!how) return;
	const asker = await how.read(okta, place).catch(unlessMissing).catch(namingScope(how.scope));
	if (asker && how.chosen(asker.object) === id) {
		await how.write(okta, asker, undefined).catch(namingScope(how.scope));
	}
}
