import type { INodeProperties } from 'n8n-workflow';

import { locator } from '../fields/locator';
import type { HookType } from '../objects/inlineHooks';
import { fillPath } from '../transport/path';

/** The fields in which it is chosen where Okta is to ask, and where that is in Okta's API. */
interface Place {
	fields: INodeProperties[];
	/** Of what names the hook, with the names of the fields in braces. */
	path: string;
}

const leftEmpty = 'Left empty, the hook has to be chosen in Okta by hand.';

const registration: Place = {
	fields: [
		locator(
			'profilePolicyId',
			'User Profile Policy',
			`The policy of the apps or the org that people register for. ${leftEmpty}`,
			{
				method: 'searchProfilePolicies',
				placeholder: 'Choose a policy...',
				id: 'e.g. rst1ab2c3d4e5f6g70h8',
			},
		),
	],
	path: '/api/v1/policies/{profilePolicyId}/rules',
};

const saml: Place = {
	fields: [
		locator('samlAppId', 'Application', `The custom SAML app. ${leftEmpty}`, {
			method: 'searchSamlApps',
			placeholder: 'Choose an application...',
			id: 'e.g. 0oafxqCAJWWGELFTYASJ',
		}),
	],
	path: '/api/v1/apps/{samlAppId}',
};

const token: Place = {
	fields: [
		locator(
			'authServerId',
			'Authorization Server',
			`The custom authorization server whose tokens it is about. ${leftEmpty}`,
			{
				method: 'searchAuthorizationServers',
				placeholder: 'Choose a server...',
				id: 'e.g. default',
			},
		),
		locator(
			'accessPolicyId',
			'Access Policy',
			'The access policy of the server that has the rule',
			{
				method: 'searchServerPolicies',
				placeholder: 'Choose a policy...',
				id: 'e.g. 00p1ab2c3d4e5f6g70h8',
			},
		),
		locator('tokenRuleId', 'Rule', 'The rule by which the tokens are issued', {
			method: 'searchServerRules',
			placeholder: 'Choose a rule...',
			id: 'e.g. 0pr1ab2c3d4e5f6g70h8',
		}),
	],
	path: '/api/v1/authorizationServers/{authServerId}/policies/{accessPolicyId}/rules/{tokenRuleId}',
};

/** Of the types whose hook can be chosen through Okta's API. */
const places: Partial<Record<HookType, Place>> = {
	'com.okta.user.pre-registration': registration,
	'com.okta.saml.tokens.transform': saml,
	'com.okta.oauth2.tokens.transform': token,
};

/** The fields of all types, each shown for its own. */
export const placeFields: INodeProperties[] = Object.entries(places).flatMap(([type, { fields }]) =>
	fields.map(({ required: _, ...field }) => ({
		...field,
		displayOptions: { show: { hookType: [type] } },
	})),
);

/**
 * The path of what names the hook, in Okta's API; undefined where nothing is chosen.
 *
 * @param read - the value of a field
 * @throws UserError where a part of it is missing
 */
export function placeOf(type: HookType, read: (field: string) => string): string | undefined {
	const place = places[type];
	const [first] = place?.fields ?? [];
	if (!place || !first || read(first.name) === '') return undefined;
	const labels = new Map(place.fields.map(({ name, displayName }) => [name, displayName]));
	return fillPath(place.path, read, (name) => labels.get(name) ?? name);
}
