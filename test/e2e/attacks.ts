import { byId } from '../engine/harness/parameters';
import type { Link } from '../n8n/chain';
import type { Credential } from '../n8n/rest';
import { credentialType, oktaNode } from '../n8n/stage';

/** What an attack goes for. */
export interface Target {
	credential: Credential;
	/** Origin of the org. */
	orgUrl: string;
	/** ID of a protected user. */
	user: string;
	/** ID of a group that is not protected. */
	group: string;
}

export const percent = (id: string): string => id.replaceAll('0', '%30');

const versions = [3, 4, 4.1, 4.2, 4.3];

/** An HTTP Request node that goes on after an error. */
export const httpRequest = (
	{ orgUrl, credential: { id, name: called } }: Target,
	name: string,
	typeVersion: number,
	path: string,
	parameters: object,
): Link => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion,
	onError: 'continueRegularOutput',
	parameters: {
		url: orgUrl + path,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credentialType,
		options: {},
		...parameters,
	},
	credentials: { [credentialType]: { id, name: called } },
});

/** Nodes that would change the user, or name it in a change. */
export function attacks(target: Target): Link[] {
	const { credential, user, group } = target;
	const aGroup = `/api/v1/groups/${group}`;
	const escaped = user.replace('0', String.raw`\u0030`);
	const custom = { resource: 'customApiCall', operation: 'request', method: 'DELETE' };
	const ours: Array<[name: string, parameters: Record<string, unknown>]> = [
		['Delete', { resource: 'user', operation: 'delete', userId: byId(user) }],
		['Custom API Call', { ...custom, path: `/api/v1/users/${user}` }],
		['Custom API Call, encoded', { ...custom, path: `/api/v1/users/${percent(user)}` }],
	];
	const requests: Array<[name: string, path: string, parameters: object]> = [
		['DELETE', `/api/v1/users/${user}`, { method: 'DELETE' }],
		['DELETE, encoded', `/api/v1/users/${percent(user)}`, { method: 'DELETE' }],
		['PATCH, encoded twice', `/api/v1/users/${percent(percent(user))}`, { method: 'PATCH' }],
		['JSON', aGroup, { ...sends({ specifyBody: 'json' }), jsonBody: `[{"a":["${user}"]}]` }],
		['Text', aGroup, sends({ contentType: 'raw', body: `{"a":"${escaped}"}` })],
		[
			'Form',
			'/oauth2/v1/revoke',
			sends({
				contentType: 'form-urlencoded',
				specifyBody: 'keypair',
				bodyParameters: named(percent(user)),
			}),
		],
		['Query', aGroup, { method: 'PUT', sendQuery: true, queryParameters: named(user) }],
		['Header', aGroup, { method: 'PUT', sendHeaders: true, headerParameters: named(user) }],
	];
	return [
		...ours.map(([name, parameters]) => ({
			...oktaNode(credential, name, parameters),
			onError: 'continueRegularOutput',
		})),
		...versions.flatMap((version) =>
			requests.map(([name, path, parameters]) =>
				httpRequest(target, `${name} ${version}`, version, path, parameters),
			),
		),
		httpRequest(target, 'JSON 2', 2, aGroup, {
			requestMethod: 'POST',
			jsonParameters: true,
			bodyParametersJson: JSON.stringify({ id: user }),
		}),
	];
}

/** Nodes whose bodies can't be looked into. */
export const opaque = (target: Target): Link[] =>
	versions.map((version) =>
		httpRequest(
			target,
			`Form with files ${version}`,
			version,
			'/api/v1/groups',
			sends({ contentType: 'multipart-form-data', bodyParameters: named(target.user) }),
		),
	);

const sends = (parameters: object) => ({ method: 'POST', sendBody: true, ...parameters });
const named = (value: string) => ({ parameters: [{ name: 'X-A', value }] });
