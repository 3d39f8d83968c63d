import type { INodeParameters } from 'n8n-workflow';

import { byId } from './scenarios';
import { closeWorlds, complaint, openWorld } from './world';

afterEach(closeWorlds);

const writes = ['POST', 'PUT', 'DELETE'];

/** What an operation on apps complains about, and what it changed nevertheless. */
async function complaintOf(parameters: INodeParameters) {
	const { n8n, org, credential } = await openWorld();
	const before = org.apps.list().map(({ label }) => label);
	const chosen = org.apps.list().find(({ label }) => label === parameters['app']);
	const outcome = await n8n.run({
		parameters: {
			resource: 'application',
			...(chosen && { appId: byId(chosen.id) }),
			...parameters,
		},
		credential,
	});
	const api = org.ledger.filter({ path: /^\/api\// });
	return {
		said: complaint(outcome),
		written: api.filter(({ method }) => writes.includes(method)).length,
		isSame:
			before.join() ===
			org.apps
				.list()
				.map(({ label }) => label)
				.join(),
	};
}

const create = { operation: 'create', label: 'Salesforce', signOnMode: 'BOOKMARK' };
const url = 'https://sales.example';
/** What an expression comes to; a field left empty n8n itself refuses. */
const nothing = "={{ '' }}";

test.each([
	['a name that is taken', { ...create, url }, 'There is an app named "Salesforce" already'],
	[
		'a name in another case, which Okta refuses as well',
		{ ...create, label: 'SALESFORCE', url },
		'There is an app named "SALESFORCE" already',
	],
	[
		'an app of another sign-on method in its place',
		{ ...create, url, ifExists: 'update' },
		'has another sign-on method',
	],
	[
		'a key that is not given',
		{
			...create,
			label: 'New',
			signOnMode: 'OPENID_CONNECT',
			redirectUris: 'https://app.example/',
			clientAuthentication: 'private_key_jwt',
		},
		'Add Address of Public Keys under Options',
	],
	[
		'settings of another sign-on method',
		{ operation: 'update', app: 'Salesforce', signOnMode: 'BOOKMARK', options: { url } },
		'Its method is SAML_2_0, and the settings given are for BOOKMARK',
	],
] as const)('%s is named before anything is changed', async (_, parameters, words) => {
	const { said, written, isSame } = await complaintOf(parameters);
	expect(said).toContain(words);
	expect({ written, isSame }).toEqual({ written: 0, isSame: true });
});

test.each([
	['an active app', { operation: 'delete', app: 'Salesforce' }, /E0000056/],
	[
		'the metadata of an app without SAML',
		{ operation: 'getSamlMetadata', app: 'Intranet' },
		/HTTP 404/,
	],
	[
		'a redirect URI that is missing',
		{ ...create, label: 'New', signOnMode: 'OPENID_CONNECT', redirectUris: nothing },
		/redirect_uris/,
	],
	[
		'a URL that is missing',
		{ ...create, label: 'New', url: nothing },
		/url: The field cannot be left blank/,
	],
] as const)("what Okta says to %s is told in Okta's words", async (_, parameters, words) => {
	const { said, isSame } = await complaintOf(parameters);
	expect(said).toMatch(words);
	expect(isSame).toBe(true);
});

test('an assignment is not turned to a group that does not give the app', async () => {
	const { n8n, org, credential } = await openWorld();
	const app = org.apps.list().find(({ label }) => label === 'Salesforce');
	const user = org.users.list().find(({ status }) => status === 'ACTIVE');
	if (!app || !user) throw new Error('The org lacks an app or a user');
	app.direct.add(user.position);
	const outcome = await n8n.run({
		parameters: {
			resource: 'application',
			operation: 'setAssignmentScope',
			appId: byId(app.id),
			userId: byId(user.id),
			scope: 'GROUP',
		},
		credential,
	});
	expect(complaint(outcome)).toContain('The user is in no group that has the app');
	expect(org.directory.assignmentScope(app, user.position)).toBe('USER');
});

test('a plan of an update names what would change and sends nothing', async () => {
	const { n8n, org, credential } = await openWorld();
	const app = org.apps.list().find(({ signOnMode }) => signOnMode === 'BOOKMARK');
	const outcome = await n8n.run({
		parameters: {
			resource: 'application',
			operation: 'update',
			appId: byId(app?.id ?? ''),
			signOnMode: 'BOOKMARK',
			options: { label: 'Renamed' },
			safeguards: { dryRun: true },
		},
		credential,
	});
	expect(outcome.items.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			would: 'change',
			changes: [{ field: 'label', from: app?.label, to: 'Renamed' }],
		}),
	]);
	expect(org.ledger.filter({ path: /^\/api\// }).filter(({ method }) => method !== 'GET')).toEqual(
		[],
	);
});
