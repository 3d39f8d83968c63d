import { validationFailed } from '../errors';
import type { Call } from '../route';
import type { Directory } from './directory';
import type { InlineHook, InlineHookType } from './inlineHookStore';
import type { Json } from './model';
import { isObject } from './request';

/** Where something happens that a hook can be asked about: by the ID of an app, a policy or a rule of a server. */
export interface Occasion {
	readonly appId?: string;
	readonly policyId?: string;
	readonly ruleId?: string;
}

/** A member within members: undefined where there is none. */
const within = (value: Json | undefined, ...names: string[]): Json | undefined =>
	names.reduce<Json | undefined>(
		(inner, name) => (isObject(inner) ? inner[name] : undefined),
		value,
	);

/** The IDs under a name in the objects of a list. */
export const idsIn = (list: Json | undefined, name: string): Array<Json | undefined> =>
	Array.isArray(list) ? list.map((one) => within(one, name)) : [];

/**
 * The hook chosen for an occasion. One that isn't active is as none.
 *
 * @throws Error for an occasion the org doesn't have
 */
export function hookChosenAt(directory: Directory, occasion: Occasion): InlineHook | undefined {
	const [id] = idsChosenAt(directory, occasion);
	const hook = typeof id === 'string' ? directory.inlineHooks.get(id) : undefined;
	return hook?.status === 'ACTIVE' ? hook : undefined;
}

function idsChosenAt(
	{ apps, policies, authorizationServers }: Directory,
	{ appId = '', policyId = '', ruleId = '' }: Occasion,
): Array<Json | undefined> {
	const app = apps.get(appId);
	if (app) return idsIn(within(app.details.settings, 'signOn', 'inlineHooks'), 'id');
	const [enrollment] = policies.get(policyId)?.rules ?? [];
	if (enrollment) return idsInRegistration(enrollment.actions);
	const rule = authorizationServers
		.list()
		.flatMap((server) => server.policies.flatMap(({ rules }) => rules))
		.find(({ id }) => id === ruleId);
	if (rule) return [within(rule.actions, 'token', 'inlineHook', 'id')];
	throw new Error('The org has no such app, policy or rule');
}

/** The hooks that a rule of a user profile policy names. */
export const idsInRegistration = (actions: Json): Array<Json | undefined> =>
	idsIn(within(actions, 'profileEnrollment', 'preRegistrationInlineHooks'), 'inlineHookId');

/**
 * E0000001 for an ID that is none of a hook of the type. No recording shows what Okta says, which
 * its reference doesn't either.
 */
export function checkChosen(
	call: Call,
	type: InlineHookType,
	field: string,
	ids: ReadonlyArray<Json | undefined>,
): void {
	const given = ids.filter((id) => id !== undefined && id !== null && id !== '');
	if (given.length > 1) throw validationFailed(field, `${field}: At most one inline hook`);
	for (const id of given) {
		const hook = typeof id === 'string' ? call.org.directory.inlineHooks.get(id) : undefined;
		if (hook?.type !== type)
			throw validationFailed(field, `${field}: Not the ID of an inline hook of this type`);
	}
}
